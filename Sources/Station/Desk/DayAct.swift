public import Primitives

/// What finance does with a business day.
public enum DayAct: Codable, Sendable, Equatable {
  /// Shows the open period, sealing nothing: an X.
  case look
  /// Shows the Z of a number.
  case show(number: Int)
  /// Lists the last Zs, newest first.
  case list(limit: Int)
  /// Seals the open period; the same id again gets the same Z.
  ///
  /// `counted` is what was in the cash drawer, in minor units; nothing if nobody counted.
  case close(id: UniqueID, counted: Int64?, reason: String)
}
