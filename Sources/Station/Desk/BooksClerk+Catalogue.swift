internal import Foundation
internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import TagReads

extension BooksClerk {
  func importPlates(_ file: DeskFile, isCheck: Bool) throws -> DeskAnswer {
    try load([file], accepting: [.plates], isCheck: isCheck)
  }

  static func answer(_ changes: CatalogueChanges, isApplied: Bool) -> ChangesAnswer {
    let counts: [(String, ChangeCount)] = [
      ("dishes", changes.dishes), ("plate classes", changes.plateClasses),
      ("meal periods", changes.mealPeriods), ("diner groups", changes.dinerGroups),
      ("plates", changes.plates), ("bindings", changes.bindings), ("menu", changes.menu),
    ]
    let changed = counts.filter { $0.1.isChange }
    return ChangesAnswer(
      kind: changed.isEmpty ? "nothing" : changed.map(\.0).joined(separator: ", "),
      added: changed.reduce(0) { $0 + $1.1.added },
      changed: changed.reduce(0) { $0 + $1.1.changed },
      removed: changed.reduce(0) { $0 + $1.1.removed }, isApplied: isApplied)
  }

  func period(_ text: String?, in catalogue: Catalogue) throws -> MealPeriodCode? {
    guard let text else { return nil }
    let code = MealPeriodCode(text)
    guard catalogue.mealPeriod(code) != nil else {
      let known = catalogue.mealPeriods.map(\.code.rawValue).joined(separator: ", ")
      throw DeskRefusal("there is no meal period '\(text)': \(known)")
    }
    return code
  }

  func enrol(_ texts: [String], as plateClass: String) throws -> DeskAnswer {
    let former = try store.catalogue()
    var parts = former.parts
    for tag in try texts.map({ try self.tag($0) }) {
      guard try store.card(tag) == .unknown else {
        throw DeskRefusal("\(tag) is a diner's card: it cannot be a plate as well")
      }
      let plate = Plate(tag: tag, plateClass: PlateClassCode(plateClass))
      if let known = parts.plates.firstIndex(where: { $0.tag == tag }) {
        parts.plates[known] = plate
      } else {
        parts.plates.append(plate)
      }
      AuditSlip.current?.carry([PlateChange(.enrolled, tag, plateClass)])
    }
    return try store(parts, former: former)
  }

  func bind(_ texts: [String], to dish: String, meal: String?) throws -> DeskAnswer {
    let former = try store.catalogue()
    var parts = former.parts
    let period = try period(meal, in: former)
    for tag in try texts.map({ try self.tag($0) }) {
      guard former.plate(tag) != nil else {
        throw DeskRefusal("\(tag) is not a plate: enter it with 'plates enrol' first")
      }
      parts.bindings.removeAll { $0.target == .plate(tag) && $0.mealPeriod == period }
      parts.bindings.append(
        Binding(.plate(tag), to: DishCode(dish), mealPeriod: period, boundAt: time.wall))
      AuditSlip.current?.carry([.binding(tag, to: dish, meal: meal)])
    }
    return try store(parts, former: former)
  }

  func store(_ parts: CatalogueParts, former: Catalogue) throws -> DeskAnswer {
    let catalogue: Catalogue
    do throws(CatalogueFault) {
      catalogue = try Catalogue(validating: parts)
    } catch {
      throw DeskRefusal(error.problems.map { "\($0)" })
    }
    try store.replaceCatalogue(catalogue)
    return .changes(
      Self.answer(CatalogueChanges(from: former, to: catalogue), isApplied: true))
  }

  func plate(_ text: String) throws -> PlateAnswer {
    let tag = try tag(text)
    let catalogue = try store.catalogue()
    guard let plate = catalogue.plate(tag) else {
      if let departed = try store.departedPlate(tag) {
        return PlateAnswer(
          tag: tag.description, kind: departed.isLost ? "lost" : "retired",
          plateClass: departed.plateClass)
      }
      let kind = try store.card(tag) == .unknown ? "unknown" : "card"
      return PlateAnswer(tag: tag.description, kind: kind)
    }
    var answer = PlateAnswer(
      tag: tag.description, kind: "plate", plateClass: plate.plateClass.rawValue)
    let period = catalogue.mealPeriod(at: time.local)
    switch catalogue.offer(for: tag, period: period, on: today) {
    case .dish(let dish):
      answer.dish = dish.code.rawValue
      answer.price = plain(dish.prices.standard)
    case .classPrice(let plateClass): answer.price = plateClass.fixedPrice.map(plain)
    case .unknownTag, .plateWithoutDish: break
    }
    return answer
  }
}
