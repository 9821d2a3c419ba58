import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import TagReads

/// A year of a large canteen: every day some thousand trays of five plates on six lanes, and a
/// close at its end.
struct YearBooks {
  let directory: String
  let dayCount: Int
  let trayCount: Int

  static let station: StationName = "Year"
  private static let accountCount = 20_000
  private static let dishCount = 120
  private static let laneCount = 6
  private static let platesPerTray = 5
  /// 2025-01-01.
  private static let firstDay = 20_089

  /// Fills new books day by day; answers how long each close took, in seconds.
  func fill() throws -> [Double] {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let store = try LedgerStore.open(at: directory, station: Self.station, create: true)
    try stock(store)
    let clock = ContinuousClock()
    var closes: [Double] = []
    for day in 0..<dayCount {
      try serve(day, store)
      var recordCount = 0
      let time = try clock.measure {
        recordCount = try store.closeDay(closing(day)).close.recordCount
      }
      guard recordCount >= trayCount else { throw YearFault.notSold(day) }
      closes.append(time / .seconds(1))
      if (day + 1).isMultiple(of: 50) {
        FileHandle.standardError.write(Data("day \(day + 1)\n".utf8))
      }
    }
    try store.close()
    return closes
  }

  private static func account(_ place: Int) -> AccountNumber {
    guard let number = AccountNumber("A\(100_000 + place)") else {
      preconditionFailure("no account number: \(place)")
    }
    return number
  }

  private static func card(_ place: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0350_0000_0000 + UInt64(place)) else {
      preconditionFailure("no card: \(place)")
    }
    return tag
  }

  private func stock(_ store: LedgerStore) throws {
    let groups = ["staff", "student", "guest"]
    try store.openAccounts(
      (0..<Self.accountCount).map {
        NewAccount(
          number: Self.account($0), group: groups[$0 % groups.count], cards: [Self.card($0)])
      })
    try perform(
      (0..<Self.accountCount).map {
        .topUp(
          account: Self.account($0), amount: Amount(minorUnits: 50_000_000), tender: .bank,
          note: "")
      }, 0, day: 0, store)
  }

  private func serve(_ day: Int, _ store: LedgerStore) throws {
    try perform(
      (0..<trayCount).map { .sale(order(day * trayCount + $0)) }, day + 1, day: day, store)
  }

  private func order(_ tray: Int) -> SaleOrder {
    let lines = (0..<Self.platesPerTray).map { plate in
      let dish = (tray * 7 + plate * 31) % Self.dishCount
      return SaleLine(
        plate: "E00401\(5_000_000_000 + (tray * 5 + plate) % 30_000)", plateClass: "white",
        dish: "D\(100 + dish)", name: "菜品 \(dish)",
        amount: Amount(minorUnits: 150 + Int64(dish) * 7),
        vatBasisPoints: dish.isMultiple(of: 10) ? 1_300 : 600)
    }
    let total = lines.reduce(Int64(0)) { $0 + $1.amount.minorUnits }
    let diner = tray * 13 % Self.accountCount
    return SaleOrder(
      account: Self.account(diner), card: Self.card(diner).description,
      lane: tray % Self.laneCount + 1, visit: UniqueID(high: 0x5A1E, low: UInt64(tray)),
      mealPeriod: tray.isMultiple(of: 3) ? "dinner" : "lunch", lines: lines,
      total: Amount(minorUnits: total))
  }

  private func perform(
    _ rows: [Intent.Body], _ id: Int, day: Int, _ store: LedgerStore
  ) throws {
    let outcome = try store.perform(
      Batch(
        id: UniqueID(high: 0x4EA4, low: UInt64(id)), at: time(of: day),
        businessDay: CalendarDay(daysSince1970: Self.firstDay + day), by: "bench",
        act: .rows(rows)))
    guard case .done = outcome else { throw YearFault.notFilled("\(outcome)") }
  }

  private func time(of day: Int) -> WallTime {
    WallTime(milliseconds: Int64(Self.firstDay + day) * 86_400_000 + 14_400_000)
  }

  private func closing(_ day: Int) -> DayClosing {
    DayClosing(
      id: UniqueID(high: 0xC105E, low: UInt64(day)), at: time(of: day),
      businessDay: CalendarDay(daysSince1970: Self.firstDay + day), timeZone: "Asia/Shanghai",
      dayStartMinute: 240, by: "bench", software: "YearBenchmark")
  }
}

/// The books could not be made as wanted.
enum YearFault: Error {
  case notFilled(String)
  case notSold(Int)
  case exportFailed(Int32)
}
