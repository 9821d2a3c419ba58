internal import Foundation
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import TagReads

/// Files of the menu, in and out.
extension BooksClerk {
  private static let menuKinds: [(word: String, kind: CatalogueFileKind)] = [
    ("dishes", .dishes), ("menu", .menu), ("classes", .plateClasses), ("meals", .mealPeriods),
    ("groups", .dinerGroups), ("plates", .plates),
  ]

  func importMenu(_ files: [DeskFile], isCheck: Bool) throws -> DeskAnswer {
    try load(files, accepting: CatalogueFileKind.allCases, isCheck: isCheck)
  }

  func load(
    _ files: [DeskFile], accepting: [CatalogueFileKind], isCheck: Bool
  ) throws -> DeskAnswer {
    let former = try store.catalogue()
    let read = try files.map(MenuFile.init)
    let imported = try parsed(read.flatMap(\.tables), onto: former, accepting: accepting)
    let changes = imported.changes
    var answer = Self.answer(changes, isApplied: !isCheck)
    answer.notes = read.flatMap(\.notes)
    describe(imported, from: former, in: &answer)
    if !isCheck, changes.isChange {
      let parts = former.parts
      let texts = imported.kinds.map { kind in
        (kind.rawValue, MenuExport.text(of: CatalogueSheet(kind, of: parts)))
      }
      let note = ImportNote(
        at: time.wall, by: by, files: files.map(\.name), added: answer.added,
        changed: answer.changed, removed: answer.removed,
        former: Dictionary(texts, uniquingKeysWith: { first, _ in first }))
      try store.replaceCatalogue(imported.catalogue, as: .imported(note))
    }
    return .changes(answer)
  }

  func parsed(
    _ files: [ImportFile], onto former: Catalogue, accepting: [CatalogueFileKind],
    allowingEmpty: Bool = false
  ) throws -> ImportedCatalogue {
    do throws(ImportRefusal) {
      return try MenuImport.parse(
        files, onto: former, accepting: accepting, allowingEmpty: allowingEmpty)
    } catch {
      throw DeskRefusal(error.description)
    }
  }

  /// Puts into words what an import changes.
  func describe(
    _ imported: ImportedCatalogue, from former: Catalogue, in answer: inout ChangesAnswer
  ) {
    let rows = ChangedRows(from: former, to: imported.catalogue, kinds: imported.kinds)
    answer.rows = rows.rows
    answer.unlistedCount = rows.unlistedCount
    answer.notes += imported.droppedBindings.prefix(20).map { binding in
      switch binding.target {
      case .plate(let tag): "plate \(tag) has lost its dish \(binding.dish): bind it anew"
      case .plateClass(let code): "class \(code) has lost its dish \(binding.dish)"
      }
    }
    let more = imported.droppedBindings.count - 20
    if more > 0 { answer.notes.append("\(more) more plates have lost their dishes") }
  }

  func exportMenu(_ word: String) throws -> String {
    guard let kind = Self.menuKinds.first(where: { $0.word == word })?.kind else {
      let known = Self.menuKinds.map(\.word).joined(separator: ", ")
      throw DeskRefusal("'\(word)' cannot be exported: \(known)")
    }
    return MenuExport.text(of: kind, from: try store.catalogue())
  }

  func dishes(_ meal: String?) throws -> [DishAnswer] {
    let catalogue = try store.catalogue()
    let wanted = try period(meal, in: catalogue)
    return catalogue.dishes.filter { wanted == nil || $0.isOffered(in: wanted) }.map {
      answer($0)
    }
  }

  func answer(_ dish: Dish, isSoldOut: Bool = false) -> DishAnswer {
    var groupPrices: [String: String] = [:]
    for (group, price) in dish.prices.byGroup { groupPrices[group.rawValue] = plain(price) }
    return DishAnswer(
      dish: dish.code.rawValue, nameZh: dish.names.zh, nameEn: dish.names.en,
      price: plain(dish.prices.standard), pricesByGroup: groupPrices,
      meals: dish.mealPeriods.map(\.rawValue), energyKilojoules: dish.energyKilojoules,
      allergens: dish.allergens.map(\.rawValue), marks: dish.marks.map(\.rawValue),
      photo: dish.photo, isSoldOut: isSoldOut)
  }
}
