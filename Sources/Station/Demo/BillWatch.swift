internal import Primitives
internal import TagReads

/// How the bills on the displays compare with what really lay on the antennas.
public struct BillCounts: Equatable, Sendable {
  /// Payable bills put on a display, each set of plates once.
  public var shown = 0
  /// Bills that were replaced by one for other plates, because plates came or went.
  public var amended = 0
  /// Bills that were not what lay there at rest when they came up, at a tap, or at the tray's
  /// leaving.
  public var shownWrong = 0
  /// Trays lifted from under a payable bill that was not theirs, or from under "paid" with a plate
  /// on them that had lain there unpaid for long.
  public var leftWrong = 0

  static func + (one: Self, other: Self) -> Self {
    BillCounts(
      shown: one.shown + other.shown, amended: one.amended + other.amended,
      shownWrong: one.shownWrong + other.shownWrong, leftWrong: one.leftWrong + other.leftWrong)
  }
}

/// Judges the bills on one lane's display by what lies on its antenna.
///
/// A bill is judged when it comes up, when somebody taps for it, and when the tray is lifted. What
/// a payment charges in the end is judged in the books, by `DebitAudit`.
struct BillWatch: Sendable {
  private struct Bill: Sendable {
    let plates: Set<TagID>
    var hasRightPrices: Bool
    var isWrong = false
    /// Paid, or its tray has gone: what comes next replaces nothing.
    var isDone = false

    func isRight(over tray: TrayTruth) -> Bool { hasRightPrices && tray.allows(plates) }
  }

  private(set) var counts = BillCounts()
  private var sight = LaneSight.idle
  private var last: Bill?

  /// Takes what the display shows from now on.
  mutating func shows(_ sight: LaneSight, hasRightPrices: Bool, over tray: TrayTruth) {
    defer { self.sight = sight }
    guard let bill = sight.bill, sight != self.sight else { return }
    if last?.plates != bill.plates {
      if let last, !last.isDone, !last.isWrong { counts.amended += 1 }
      counts.shown += 1
      last = Bill(plates: bill.plates, hasRightPrices: hasRightPrices)
    }
    last?.hasRightPrices = hasRightPrices
    if case .paying = sight, last?.isDone == true { return }
    judge(over: tray)
  }

  /// A card is held to the reader.
  mutating func tapped(over tray: TrayTruth) {
    if case .bill = sight { judge(over: tray) }
  }

  /// The tray is about to be lifted.
  mutating func lifting(_ tray: TrayTruth) {
    if case .bill = sight {
      judge(over: tray)
      if let last, !last.isRight(over: tray) { counts.leftWrong += 1 }
    } else if case .paid = sight, tray.hasOverdue {
      counts.leftWrong += 1
    }
    last?.isDone = true
  }

  /// The bill has been paid.
  mutating func paid() {
    last?.isDone = true
  }

  private mutating func judge(over tray: TrayTruth) {
    guard let last, !last.isWrong, !last.isRight(over: tray) else { return }
    self.last?.isWrong = true
    counts.shownWrong += 1
  }
}
