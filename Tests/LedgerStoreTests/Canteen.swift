import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import TagReads
import Testing

func yuan(_ minorUnits: Int64) -> Amount {
  Amount(minorUnits: minorUnits)
}

/// A directory of its own for one test, removed with the last reference to it.
final class Scratch: Sendable {
  let path: String

  /// In memory where the machine has that, because most tests ask nothing of the disk.
  init(onDisk: Bool = false) throws {
    let memory = "/dev/shm"
    let parent =
      !onDisk && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    path = parent + "/traytally-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var booksPath: String { path + "/traytally.sqlite" }

  func books() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: booksPath))
  }
}

/// Books with some accounts, and short ways to ask them for things.
struct Canteen {
  let scratch: Scratch
  let store: LedgerStore

  static let card = TagID(.iso14443, [4, 0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6])

  /// Opens new books with accounts A0001 and so on, each with a card.
  init(onDisk: Bool = false, accounts: Int = 1, rules: LedgerRules = LedgerRules()) throws {
    try self.init(Scratch(onDisk: onDisk), rules: rules)
    try store.openAccounts(
      (1...accounts).map { NewAccount(number: Self.number($0), cards: [Self.cardTag($0)]) })
  }

  /// Opens the books of a directory, new ones if it has none.
  init(_ scratch: Scratch, rules: LedgerRules = LedgerRules()) throws {
    self.scratch = scratch
    store = try LedgerStore.open(at: scratch.path, station: "East", rules: rules, create: true)
  }

  static func number(_ index: Int) -> AccountNumber {
    AccountNumber("A000\(index)") ?? "none"
  }

  static func cardTag(_ index: Int) -> TagID {
    guard let tag = TagID(.iso14443, [4, 0, 0, 0, 0, 0, UInt8(index)]) else {
      preconditionFailure("seven bytes are a tag")
    }
    return tag
  }

  static func plate(_ index: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(index)) else {
      preconditionFailure("a number from E0 is a tag")
    }
    return tag
  }

  static func intent(_ id: Int, _ body: Intent.Body, at: Int64 = 1_000_000) -> Intent {
    Intent(
      id: UniqueID(high: 0x1111, low: UInt64(id)), at: WallTime(milliseconds: at),
      businessDay: CalendarDay(daysSince1970: 20_780), by: "test", body: body)
  }

  static func sale(
    _ total: Int64, of account: Int = 1, plates: [Int] = [], visit: Int, card: Int? = nil
  ) -> Intent.Body {
    let tags = plates.isEmpty ? [""] : plates.map { plate($0).description }
    let lines = tags.enumerated().map { index, tag in
      SaleLine(
        plate: tag, dish: "D1", name: "米饭", amount: yuan(index == 0 ? total : 0),
        vatBasisPoints: 600)
    }
    return .sale(
      SaleOrder(
        account: number(account), card: card.map { cardTag($0).description }, lane: 1,
        visit: UniqueID(high: 0x2222, low: UInt64(visit)), mealPeriod: "lunch", lines: lines,
        total: yuan(total)))
  }

  static func topUp(_ amount: Int64, of account: Int = 1) -> Intent.Body {
    .topUp(account: number(account), amount: yuan(amount), tender: .cash, note: "")
  }

  @discardableResult
  func perform(_ id: Int, _ body: Intent.Body) throws -> IntentOutcome {
    try store.perform(Self.intent(id, body))
  }

  func cash(_ account: Int = 1) throws -> Int64? {
    try store.account(Self.number(account))?.state.cash.minorUnits
  }
}

extension IntentOutcome {
  var receipt: Receipt? {
    if case .done(let receipt) = self { receipt } else { nil }
  }

  var refusal: Refusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }
}
