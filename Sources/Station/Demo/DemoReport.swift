internal import Foundation
internal import Primitives

/// What a demonstration without a display has shown, as one JSON object.
///
/// Everything but `commitMs` follows from the seed, on every machine.
public struct DemoReport: Codable, Sendable, Equatable {
  /// Quantiles of a duration, in milliseconds.
  public struct Quantiles: Codable, Sendable, Equatable {
    /// Half were no longer.
    public var p50: Double
    /// 95 of 100 were no longer.
    public var p95: Double
    /// 99 of 100 were no longer.
    public var p99: Double
    /// How many there were.
    public var count: Int

    /// The quantiles of a sample by the nearest rank, to a tenth of a millisecond.
    public init(_ durations: [Duration]) {
      let sorted = durations.sorted()
      func rank(_ percent: Int) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let index = (sorted.count * percent + 99) / 100 - 1
        return Double(sorted[max(0, index)].wholeNanoseconds / 100_000) / 10
      }
      (p50, p95, p99, count) = (rank(50), rank(95), rank(99), sorted.count)
    }
  }

  /// The seed of the run.
  public var seed: UInt64
  /// Lanes that served.
  public var lanes: Int
  /// Diners who came.
  public var diners: Int
  /// Trays that diners put on an antenna, by the diners' own count.
  public var trays: Int
  /// Plates on them.
  public var plates: Int
  /// Bills shown, amendments included.
  public var billsShown: Int
  /// Debits that were not what lay on the antenna: missing, extra, twice, or at a wrong price.
  public var billsWrong: Int
  /// Last looks that found another tray than the bill and stopped the payment.
  public var paymentsStopped: Int
  /// Problems shown to diners, by code.
  public var refused: [String: Int]
  /// Debits in the books.
  public var debits: Int
  /// Debits the station called paid that are not in the books.
  public var debitsLost: Int
  /// Debits that charged a plate twice in a visit, or stand twice in the books.
  public var debitsDoubled: Int
  /// Debits in the books that the station never called paid.
  public var debitsUnannounced: Int
  /// Willing diners who were neither served nor told why.
  public var unexplained: Int
  /// Diners who paid, left without paying, or were turned away.
  public var outcomes: [String: Int]
  /// True if every balance is the sum of the journal.
  public var ledgerBalanced: Bool
  /// True if the chain of hashes holds from the first transfer to the last.
  public var chainVerified: Bool
  /// From the tray at rest to the right bill, in station time.
  public var trayToBillMs: Quantiles
  /// From the tap to "paid", in station time.
  public var tapToPaidMs: Quantiles
  /// A durable commit, measured on this machine.
  public var commitMs: Quantiles
  /// How long the canteen was open, in station time.
  public var stationSeconds: Double

  /// True if trays were paid, and nothing was lost, doubled, unannounced, unbalanced, billed wrong
  /// or refused without a word.
  public var isFlawless: Bool {
    let faults = [billsWrong, debitsLost, debitsDoubled, debitsUnannounced, unexplained]
    return debits > 0 && faults.allSatisfy { $0 == 0 } && ledgerBalanced && chainVerified
  }

  /// The report as JSON with keys like `tray_to_bill_ms`, sorted.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The report for people.
  public var text: String {
    let problems = refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return """
      \(diners) diners, \(trays) trays, \(plates) plates on \(lanes) lanes in \
      \(Int(stationSeconds / 60)) minutes of station time (seed \(seed))
      debits      \(debits), lost \(debitsLost), doubled \(debitsDoubled), \
      unannounced \(debitsUnannounced), diners refused without a word \(unexplained)
      bills       \(billsShown) shown, \(billsWrong) paid wrong, \
      \(paymentsStopped) stopped at the tap
      problems    \(problems.isEmpty ? "none" : problems.joined(separator: ", "))
      books       \(ledgerBalanced ? "balanced" : "OUT OF BALANCE"), \
      chain \(chainVerified ? "verified" : "BROKEN")
      tray-bill   p50 \(trayToBillMs.p50) ms, p95 \(trayToBillMs.p95) ms, \
      p99 \(trayToBillMs.p99) ms
      tap-paid    p50 \(tapToPaidMs.p50) ms, p99 \(tapToPaidMs.p99) ms
      commit      p50 \(commitMs.p50) ms, p99 \(commitMs.p99) ms on this machine
      """
  }
}
