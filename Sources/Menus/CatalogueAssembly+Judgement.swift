extension CatalogueAssembly {
  /// Takes away the bindings made at the window that the new parts no longer allow, and says
  /// which; a binding of a file that no longer holds is a fault instead.
  mutating func dropStaleWindowBindings() -> [Binding] {
    let tags = Set(parts.plates.map(\.tag))
    let classes = Set(parts.plateClasses.map(\.code))
    let periods = Set(parts.mealPeriods.map(\.code))
    let dishes = Dictionary(
      parts.dishes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    func isStale(_ binding: Binding) -> Bool {
      guard binding.boundAt != nil else { return false }
      let hasTarget =
        switch binding.target {
        case .plate(let tag): tags.contains(tag)
        case .plateClass(let code): classes.contains(code)
        }
      guard hasTarget, let dish = dishes[binding.dish] else { return true }
      return binding.mealPeriod.map { !periods.contains($0) || !dish.isOffered(in: $0) } ?? false
    }
    let stale = parts.bindings.filter(isStale)
    parts.bindings.removeAll(where: isStale)
    return stale
  }

  /// Takes away the staff's words about days that speak of a dish or a meal that is gone, or of a
  /// group that has no prices any more.
  mutating func dropStaleDayMarks() {
    let periods = Set(parts.mealPeriods.map(\.code))
    let groups = Set(parts.dinerGroups.map(\.code))
    let dishes = Dictionary(
      parts.dishes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    func isStale(_ code: DishCode, _ meal: MealPeriodCode?) -> Bool {
      guard let dish = dishes[code] else { return true }
      return meal.map { !periods.contains($0) || !dish.isOffered(in: $0) } ?? false
    }
    parts.soldOut.removeAll { isStale($0.dish, $0.mealPeriod) }
    parts.dayPrices.removeAll {
      isStale($0.dish, $0.mealPeriod) || !groups.isSuperset(of: $0.prices.byGroup.keys)
    }
  }

  /// Checks the parts as a whole and notes every problem at the cell it comes from.
  ///
  /// - Parameter isComplete: false if some file could not be read, so that what is missing may
  ///   stand there and is not worth a complaint.
  mutating func judge(isComplete: Bool) {
    let problems = CatalogueCheck(parts).problems.filter { problem in
      guard !unjudged.contains(problem.subject) else { return false }
      if let rival = problem.rival, unjudged.contains(rival) { return false }
      return isComplete || problem.missing == nil
    }
    guard !problems.isEmpty else { return }
    let places = originsBySubject()
    var orphans: [CatalogueProblem] = []
    for problem in problems {
      guard let origin = places[problem.subject] else {
        orphans.append(problem)
        continue
      }
      let cell = cell(of: origin, problem.column)
      log.add(fileIndex(of: origin), cell.line, cell.column, message(of: problem, places))
    }
    noteOrphans(orphans)
  }

  private func message(
    of problem: CatalogueProblem, _ places: [CatalogueSubject: ImportOrigin]
  ) -> String {
    guard let rival = problem.rival.flatMap({ places[$0] }) else { return problem.message }
    let line = cell(of: rival, problem.column).line
    return "\(problem.message); the other is on line \(line)"
  }

  /// Notes what was right before and is wrong now because these files no longer have something:
  /// one complaint for each thing they lack.
  private mutating func noteOrphans(_ orphans: [CatalogueProblem]) {
    var counts: [CatalogueSubject: Int] = [:]
    for problem in orphans { counts[problem.missing ?? problem.subject, default: 0] += 1 }
    for problem in orphans {
      guard let count = counts.removeValue(forKey: problem.missing ?? problem.subject) else {
        continue
      }
      let others = count > 1 ? " and \(count - 1) more" : ""
      guard let missing = problem.missing else {
        log.add(
          tables.first?.fileIndex ?? 0, 1, 1,
          "\(problem.subject)\(others) no longer fits these files: \(problem.message)")
        continue
      }
      log.add(
        tables.first { $0.kind == missing.fileKind }?.fileIndex ?? 0, 1, 1,
        "\(missing) is not in this file, but \(problem.subject)\(others) still needs it;"
          + " keep it, or import the file that needs it in the same command")
    }
  }

  private func fileIndex(of origin: ImportOrigin) -> Int {
    tables[Int(origin.tableIndex)].fileIndex
  }

  private func cell(of origin: ImportOrigin, _ column: String) -> CSVCell {
    let table = tables[Int(origin.tableIndex)]
    let row = ImportRow(
      table: table, record: table.records[Int(origin.recordIndex)], origin: origin)
    if origin.isClassCell, let cell = row.cell("class") { return cell }
    // A file may have one of the two columns of names only.
    let name = column == "name_zh" ? row.cell("name_en") : nil
    return row.cell(column) ?? name ?? row.record.cells[0]
  }

  private func originsBySubject() -> [CatalogueSubject: ImportOrigin] {
    var places: [CatalogueSubject: ImportOrigin] = [:]
    func add(_ kind: CatalogueFileKind, _ subjects: [CatalogueSubject]) {
      for (subject, origin) in zip(subjects, origins[kind] ?? []) { places[subject] = origin }
    }
    add(.dinerGroups, parts.dinerGroups.map { .dinerGroup($0.code) })
    add(.mealPeriods, parts.mealPeriods.map { .mealPeriod($0.code) })
    add(.plateClasses, parts.plateClasses.map { .plateClass($0.code) })
    add(.dishes, parts.dishes.map { .dish($0.code) })
    add(.plates, parts.plates.map { .plate($0.tag) })
    add(.menu, parts.menu.map { .menuEntry($0) })
    for (binding, origin) in zip(newBindings, bindingOrigins) { places[.binding(binding)] = origin }
    return places
  }
}

extension CatalogueSubject {
  /// The kind of file in which the subject stands.
  fileprivate var fileKind: CatalogueFileKind {
    switch self {
    case .dinerGroup: .dinerGroups
    case .mealPeriod: .mealPeriods
    case .plateClass: .plateClasses
    case .dish: .dishes
    case .plate, .binding: .plates
    case .menuEntry, .soldOut, .dayPrice: .menu
    }
  }
}
