internal import LedgerStore
internal import Menus
internal import Primitives
internal import TagReads

extension BooksClerk {
  func perform(_ act: PlateAct) throws -> DeskAnswer {
    switch act {
    case .depart(let tags, let isLost): return try depart(tags, isLost: isLost)
    case .restore(let tags): return try restore(tags)
    case .bindClass(let plateClass, let dish, let meal):
      return try bind(class: plateClass, to: dish, meal: meal)
    case .list(.unknown, _), .lying:
      throw DeskRefusal(
        "only a running station knows what its antennas read: start it with 'traytally serve'")
    case .list(let listing, let plateClass):
      return .plates(try list(listing).filter { plateClass == nil || $0.plateClass == plateClass })
    case .history(let tag, let limit): return .plateHistory(try history(ofPlate: tag, limit: limit))
    }
  }

  private func depart(_ texts: [String], isLost: Bool) throws -> DeskAnswer {
    let former = try store.catalogue()
    let tags = try texts.map { try tag($0) }
    for tag in tags {
      guard let plate = former.plate(tag) else {
        throw DeskRefusal("\(tag) is not a plate in use: see 'plates show'. Nothing was changed")
      }
      AuditSlip.current?.carry([
        PlateChange(isLost ? .lost : .retired, tag, plate.plateClass.rawValue)
      ])
    }
    let gone = Set(tags)
    var parts = former.parts
    parts.plates.removeAll { gone.contains($0.tag) }
    parts.bindings.removeAll { binding in
      if case .plate(let tag) = binding.target { gone.contains(tag) } else { false }
    }
    return try store(parts, former: former)
  }

  private func restore(_ texts: [String]) throws -> DeskAnswer {
    let former = try store.catalogue()
    var parts = former.parts
    for text in texts {
      let tag = try tag(text)
      guard let departed = try store.departedPlate(tag), former.plate(tag) == nil else {
        throw DeskRefusal(
          "\(tag) was neither retired nor lost: 'plates enrol' enters a new plate. Nothing was "
            + "changed")
      }
      parts.plates.append(Plate(tag: tag, plateClass: PlateClassCode(departed.plateClass)))
      AuditSlip.current?.carry([PlateChange(.restored, tag, departed.plateClass)])
    }
    return try store(parts, former: former)
  }

  private func bind(class code: String, to dish: String, meal: String?) throws -> DeskAnswer {
    let former = try store.catalogue()
    let period = try period(meal, in: former)
    let plateClass = PlateClassCode(code)
    guard former.plateClass(plateClass) != nil else {
      let known = former.plateClasses.map(\.code.rawValue).joined(separator: ", ")
      throw DeskRefusal("there is no plate class '\(code)': \(known)")
    }
    var parts = former.parts
    parts.bindings.removeAll { $0.target == .plateClass(plateClass) && $0.mealPeriod == period }
    parts.bindings.append(
      Binding(
        .plateClass(plateClass), to: DishCode(dish), mealPeriod: period, boundAt: time.wall))
    return try store(parts, former: former)
  }

  private func list(_ listing: PlateListing) throws -> [ListedPlate] {
    if listing == .retired {
      return try store.departedPlates().map { plate in
        ListedPlate(
          tag: plate.tag.description, plateClass: plate.plateClass,
          standing: plate.isLost ? "lost" : "retired", at: plate.at.milliseconds, by: plate.by)
      }
    }
    let catalogue = try store.catalogue()
    let local = time.local
    let period = catalogue.mealPeriod(at: local)
    return catalogue.plates.filter { plate in
      guard listing == .unbound else { return true }
      return catalogue.offer(for: plate.tag, period: period, on: local.day) == .plateWithoutDish
    }.sorted { $0.tag < $1.tag }.map { plate in
      ListedPlate(
        tag: plate.tag.description, plateClass: plate.plateClass.rawValue, standing: "in-use",
        at: nil, by: nil)
    }
  }

  private func history(ofPlate text: String, limit: Int) throws -> PlateHistoryAnswer {
    let tag = try tag(text)
    let life = try store.life(ofPlate: tag, limit: min(max(limit, 1), 1_000))
    return PlateHistoryAnswer(
      tag: tag.description, sold: life.soldCount, washes: life.washCount,
      entries: life.entries.map {
        PlateHistoryAnswer.Entry(
          at: $0.at.milliseconds, act: $0.act, detail: $0.detail, by: $0.by)
      })
  }
}
