internal import Foundation
internal import Kiosk
internal import Money
internal import Primitives

/// Makes requests of the desk out of what was given to the API.
struct APIRequest {
  static let listedMax = 50

  /// The currency that amounts are written in.
  let currency: Currency
  /// The business day at hand.
  let today: String

  /// The request of an operation.
  func request(
    _ name: APIOperationName, _ given: APIArguments
  ) throws -> DeskRequest {
    if let request = try hallRequest(name, given) ?? plateRequest(name, given)
      ?? accountRequest(name, given) ?? moneyRequest(name, given) ?? financeRequest(name, given)
    {
      return request
    }
    throw APIRefusal(.missing, ["there is no operation \(name.rawValue)"])
  }

  private func hallRequest(_ name: APIOperationName, _ given: APIArguments) throws -> DeskRequest? {
    switch name {
    case .status: .status
    case .listLyingTags: .plate(.lying(lane: given.whole("lane") ?? 0))
    case .menuOfDay: .showMenu(meal: given.text("meal"), date: given.text("date") ?? today)
    case .listDishes: .showMenu(meal: nil, date: nil)
    case .listSoldOut: .menu(.soldOut)
    case .markSoldOut, .markBack:
      .menu(
        .markSoldOut(
          dish: try given.needed("dish"), meal: given.text("meal"),
          isSoldOut: name == .markSoldOut))
    case .setDayPrice, .removeDayPrice:
      .menu(
        .setPrice(
          DayPriceWish(
            dish: try given.needed("dish"), amount: given.text("amount"),
            byGroup: given.textsByName("by_group"), date: given.text("date"),
            meal: given.text("meal"))))
    case .exportMenu: .exportMenu(kind: try given.needed("kind"))
    case .importMenu:
      .importMenu(files: try given.parts("files").map(file), check: given.flag("check"))
    case .listMenuVersions: .menu(.versions)
    case .undoMenuImport: .menu(.undo(check: given.flag("check")))
    default: nil
    }
  }

  private func plateRequest(
    _ name: APIOperationName, _ given: APIArguments
  ) throws -> DeskRequest? {
    switch name {
    case .listPlates:
      .plate(
        .list(
          PlateListing(rawValue: try given.needed("listing")) ?? .all,
          plateClass: given.text("class")))
    case .showPlate: .showPlate(tag: try given.needed("tag"))
    case .plateHistory: .plate(.history(tag: try given.needed("tag"), limit: limit(given)))
    case .enrolPlates:
      .enrolPlates(plateClass: try given.needed("class"), tags: given.texts("tags"))
    case .bindPlates:
      .bindPlates(
        dish: try given.needed("dish"), meal: given.text("meal"), tags: given.texts("tags"))
    case .retirePlates: .plate(.depart(tags: given.texts("tags"), isLost: given.flag("lost")))
    case .restorePlates: .plate(.restore(tags: given.texts("tags")))
    case .importPlates:
      .importPlates(file: try file(given.part("file")), check: given.flag("check"))
    default: nil
    }
  }

  private func financeRequest(
    _ name: APIOperationName, _ given: APIArguments
  ) throws -> DeskRequest? {
    switch name {
    case .showOpenDay: .day(.look)
    case .listDays: .day(.list(limit: limit(given)))
    case .showDay: .day(.show(number: given.whole("z") ?? 0))
    case .closeDay:
      .day(
        .close(
          id: try id(given), counted: try given.text("counted").map(minorUnits),
          reason: given.text("reason") ?? ""))
    case .verifyBooks: .verify(full: given.flag("full"))
    case .listAudit:
      .operators(
        .audit(by: given.text("by"), before: given.whole("before"), limit: limit(given)))
    default: nil
    }
  }
}

// Values as the desk takes them.
extension APIRequest {
  func limit(_ given: APIArguments) -> Int { given.whole("limit") ?? Self.listedMax }

  func id(_ given: APIArguments) throws -> UniqueID {
    guard let id = UniqueID(try given.needed("id")) else {
      throw APIRefusal(.malformed, ["id: is no UUID"])
    }
    return id
  }

  /// An amount of the canteen's currency in its smallest unit.
  func minorUnits(_ text: String) throws -> Int64 {
    guard let amount = currency.parse(text, allowingNegative: true) else {
      throw APIRefusal(.malformed, ["'\(text)' is no amount of \(currency.code)"])
    }
    return amount.minorUnits
  }

  func file(_ given: APIArguments) throws -> DeskFile {
    guard let content = Data(base64Encoded: try given.needed("content")) else {
      throw APIRefusal(.malformed, ["content: is no Base64"])
    }
    return DeskFile(name: try given.needed("name"), content: content)
  }
}
