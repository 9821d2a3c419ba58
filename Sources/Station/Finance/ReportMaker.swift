internal import Dispatch
internal import Ledger
internal import LedgerStore
internal import Money
internal import Primitives
public import Settlement
internal import Trays

/// Makes reports of settlements, from books that may be in use.
public struct ReportMaker {
  /// Business days that a report compares with.
  private static let dayCount = 10
  /// The most Zs that are looked at for them.
  private static let closesMax = 200

  let store: LedgerStore

  /// Opens the books to be read only and makes a report.
  ///
  /// - Throws: `ExportFault` or `StoreError`, whose descriptions say what to do.
  public static func make(
    _ selection: ExportOrder.Selection, configuration: StationConfiguration
  ) async throws -> DayReport {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let store = try LedgerStore.openForReading(configuration)
            defer { try? store.close() }
            return try ReportMaker(store: store).report(of: try store.numbers(of: selection))
          })
      }
    }
  }

  /// The report of these settlements.
  func report(of numbers: ClosedRange<Int>) throws -> DayReport {
    let offsets = ZoneTable()
    var tally = ReportTally(utcOffset: offsets.seconds)
    try store.tourSettlements(numbers, &tally)
    guard let last = try store.dayClose(number: numbers.upperBound)?.close,
      let first = try store.dayClose(number: numbers.lowerBound)?.close
    else { throw ExportFault("there is no Z \(numbers.upperBound)") }
    try addWaits(of: first.first...max(first.first, last.last), to: &tally)
    let before = try store.dayClose(number: numbers.lowerBound - 1)?.close.at
    let start = before ?? WallTime(milliseconds: .min)
    let closes = try store.dayCloses(before: last.number + 1, limit: Self.closesMax)
    return tally.report(
      station: store.station, currencyCode: store.currency.code,
      bound: try store.platesBound(after: start, until: last.at),
      days: DayReport.Row.days(of: closes.reversed().map(\.close), countMax: Self.dayCount))
  }

  /// How long trays took to be settled stands in what they were judged by, as long as it is kept.
  private func addWaits(of records: ClosedRange<Int>, to tally: inout ReportTally) throws {
    try store.tourEvidence(of: records) { lane, bytes in
      guard let trace = try? TrayTrace(bytes: bytes), let bill = trace.bill else { return }
      tally.note(
        settledAfter: Int(bill.at.since(trace.arrived).wholeMilliseconds), lane: lane)
    }
  }
}
