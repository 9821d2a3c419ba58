internal import Ledger
internal import LedgerStore
public import Primitives
public import Settlement

/// Which settlements are to be exported, as what, and where to.
public struct ExportOrder: Sendable {
  /// Which Zs.
  public enum Selection: Sendable {
    /// The last one.
    case last
    /// Those of these numbers.
    case numbers(ClosedRange<Int>)
    /// From the first to the last that was sealed on one of these business days.
    case days(ClosedRange<CalendarDay>)
  }

  /// Which Zs.
  public var selection: Selection
  /// What is written.
  public var formats: [ExportFormat]
  /// The folder it goes to, which must exist.
  public var folder: String
  /// Which items are listed.
  public var filter: ItemFilter
  /// Whether CSV files begin with a byte order mark.
  public var withMark: Bool
  /// Whether pages say that they are copies.
  public var isCopy: Bool

  /// Makes an order.
  public init(
    _ selection: Selection, as formats: [ExportFormat], to folder: String,
    filter: ItemFilter = ItemFilter(), withMark: Bool = false, isCopy: Bool = true
  ) {
    self.selection = selection
    self.formats = formats
    self.folder = folder
    self.filter = filter
    self.withMark = withMark
    self.isCopy = isCopy
  }
}

extension LedgerStore {
  /// The numbers of the Zs that a selection means.
  func numbers(of selection: ExportOrder.Selection) throws -> ClosedRange<Int> {
    switch selection {
    case .last:
      guard let last = try dayCloses(limit: 1).first?.close.number else {
        throw ExportFault("no day was closed yet: 'traytally day close' does")
      }
      return last...last
    case .numbers(let numbers): return numbers
    case .days(let days):
      guard let numbers = try closeNumbers(on: days) else {
        throw ExportFault(
          "no Z was sealed from \(days.lowerBound) to \(days.upperBound): 'traytally day list' "
            + "shows those there are")
      }
      return numbers
    }
  }
}
