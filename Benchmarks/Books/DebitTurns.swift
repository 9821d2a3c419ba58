import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import TagReads

/// Debits made in turn by the store and by a plain C program, each on books of its own that are
/// copies of one another.
struct DebitTurns {
  let store: LedgerStore
  let plainProgram: String
  let plainBooks: String

  /// Debits in a turn whose time counts, after those that only warm up.
  private static let counted = 300
  private static let warmUp = 30
  private static let turns = 7
  /// From one debited account to the next.
  private static let step = 10
  /// So many accounts are needed.
  static let accountCountMin = turns * (counted + warmUp) * step

  /// Prints the medians of both and their ratio, by turn and in all.
  func measure() throws {
    var ratios: [Double] = []
    for turn in 0..<Self.turns {
      let first = turn * (Self.counted + Self.warmUp) * Self.step
      let (ours, plain) =
        turn.isMultiple(of: 2)
        ? (try debitByStore(from: first), try debitPlainly(from: first))
        : swapped(try debitPlainly(from: first), try debitByStore(from: first))
      let ratio = ours.median / plain.median
      ratios.append(ratio)
      print(
        "debit, turn \(turn + 1): store p50 \(ours.text(0.5)), p99 \(ours.text(0.99));",
        "plain C p50 \(plain.text(0.5)), p99 \(plain.text(0.99)); ratio \(rounded(ratio))")
    }
    print(
      "debit, median of \(Self.turns) turns: ratio \(rounded(ratios.sorted()[Self.turns / 2]))"
    )
  }

  private func swapped(_ plain: Times, _ ours: Times) -> (Times, Times) { (ours, plain) }

  private func rounded(_ ratio: Double) -> Double { (ratio * 100).rounded() / 100 }

  private func debitByStore(from first: Int) throws -> Times {
    let clock = ContinuousClock()
    var times = Times()
    for number in 0..<Self.counted + Self.warmUp {
      let sale = Self.sale(at: first + number * Self.step)
      var outcome: IntentOutcome?
      let time = try clock.measure { outcome = try store.perform(sale) }
      guard case .done = outcome else {
        throw BigBooksError.notPaid(outcome.map { "\($0)" } ?? "")
      }
      if number >= Self.warmUp { times.add(time / .microseconds(1)) }
    }
    return times
  }

  private func debitPlainly(from first: Int) throws -> Times {
    let process = Process()
    process.executableURL = URL(filePath: plainProgram)
    process.arguments = [plainBooks, "\(Self.counted + Self.warmUp)", "\(first)"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BigBooksError.plainFailed(process.terminationStatus)
    }
    var times = Times()
    for time in said.split(separator: "\n").compactMap({ Double($0) }).dropFirst(Self.warmUp) {
      times.add(time)
    }
    return times
  }

  /// Five plates for 5.00, paid with the account's card.
  private static func sale(at place: Int) -> Intent {
    let visit = UniqueID(high: 0x5A1E, low: UInt64(place))
    let lines = (0..<5).map { line in
      SaleLine(
        plate: "E0040150\(place * 5 + line)", plateClass: "white", dish: "D1", name: "Noodles",
        amount: Amount(minorUnits: 100), vatBasisPoints: 600)
    }
    return Intent(
      id: UniqueID(high: 0xDEB1, low: UInt64(place)), at: BigBooks.time,
      businessDay: CalendarDay(daysSince1970: 20_000), by: "lane 1",
      body: .sale(
        SaleOrder(
          account: BigBooks.account(place), card: BigBooks.card(place).description, lane: 1,
          visit: visit, mealPeriod: "lunch", lines: lines, total: Amount(minorUnits: 500))))
  }
}
