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
  /// Payable bills put on a display, each set of plates once, amendments included.
  public var billsShown: Int
  /// Of these, bills that gave way to one for other plates because plates came or went.
  public var billsAmended: Int
  /// Payable bills that were not what lay on the antenna at rest, at wrong prices or for other
  /// plates, when they came up, at a tap, or when the tray was lifted; paid or not.
  public var billsShownWrong: Int
  /// Trays lifted from under a payable bill that was not theirs, or from under "paid" with a plate
  /// that had lain there unpaid for four seconds.
  public var billsLeftWrong: Int
  /// Debits that were not what lay on the antenna: missing, extra, twice, or at a wrong price.
  public var billsWrong: Int
  /// Last looks that found another tray than the bill and stopped the payment.
  public var paymentsStopped: Int
  /// Diners whom a problem refused, by its code: it turned their tap away, or the books' refusal
  /// was shown as it, or they had to leave unserved under it. A diner counts once under a code.
  public var refused: [String: Int]
  /// Debits that the books refused; their diners are in `refused` too.
  public var refusedByBooks: Int
  /// Problems that came up on a display, by code, whether they kept anybody from paying or not.
  public var problems: [String: Int]
  /// Diners who paid only when they had tapped once more for the same tray: their card had come
  /// while the tray before was still on display, or a last look had found another set.
  public var tappedTwice: Int
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
  /// From the tray at rest to the right bill, in station time: from the last plate put down or
  /// taken away to the first bill for all that lies there, be it shown to be paid or, where the
  /// card came first, being paid at once. Left out are trays that never had a right bill, because
  /// of a problem or because they were lifted before.
  public var trayToBillMs: Quantiles
  /// From the tap to "paid", in station time: from the moment when both the tap and the tray at
  /// rest were there; where the lane wanted a second tap for the same tray, from the first, so that
  /// the diner's own time to tap again is in it. Left out are diners who did not pay, and what a
  /// diner paid after the first bill.
  public var tapToPaidMs: Quantiles
  /// Asking the books for a debit, which ends with a durable commit, measured on this machine. In
  /// station time a commit takes what `CommitTimes` draws.
  public var commitMs: Quantiles
  /// How long the canteen was open, in station time.
  public var stationSeconds: Double

  /// True if trays were paid, and nothing was lost, doubled, unannounced, unbalanced, billed wrong
  /// or refused without a word.
  ///
  /// A wrong bill that was taken back before the tray was paid or lifted is counted in
  /// `billsShownWrong`, and is no flaw.
  public var isFlawless: Bool {
    let faults = [
      billsWrong, billsLeftWrong, debitsLost, debitsDoubled, debitsUnannounced, unexplained,
    ]
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
    """
    \(counted(diners, "diner")), \(counted(trays, "tray")), \(counted(plates, "plate")) on \
    \(counted(lanes, "lane")) in \(counted(Int(stationSeconds / 60), "minute")) of station time \
    (seed \(seed))
    debits      \(debits), lost \(debitsLost), doubled \(debitsDoubled), \
    unannounced \(debitsUnannounced), diners refused without a word \(unexplained)
    bills       \(billsShown) shown, \(billsAmended) amended, \(billsShownWrong) shown wrong, \
    \(billsLeftWrong) left wrong, \(billsWrong) paid wrong, \(paymentsStopped) stopped at the tap
    refused     \(Self.list(refused))
    problems    \(Self.list(problems))
    books       \(ledgerBalanced ? "balanced" : "OUT OF BALANCE"), \
    chain \(chainVerified ? "verified" : "BROKEN")
    tray-bill   p50 \(trayToBillMs.p50) ms, p95 \(trayToBillMs.p95) ms, \
    p99 \(trayToBillMs.p99) ms (\(counted(trayToBillMs.count, "tray")))
    tap-paid    p50 \(tapToPaidMs.p50) ms, p99 \(tapToPaidMs.p99) ms \
    (\(counted(tapToPaidMs.count, "payment")), \(tappedTwice) of them with a second tap)
    commit      p50 \(commitMs.p50) ms, p99 \(commitMs.p99) ms on this machine
    """
  }

  private static func list(_ counts: [String: Int]) -> String {
    let words = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }
}
