public import Primitives

/// What the engine has concluded, in the order in which it holds.
///
///     arrived -> counting... -> settled -> (unsettled -> counting... -> settled)... -> departed
///
/// `confirmed`, `contradicted` and, if the look was in vain, `undecided` answer a decisive look.
public enum TrayEvent: Equatable, Sendable {
  /// A tray came; the moment is when its first tag was first read.
  case arrived(at: Moment)
  /// The number of tags on the tray so far; given on every change.
  case counting(tagCount: Int)
  /// The set is decided; a second one in the same visit amends the first.
  case settled(TrayReading)
  /// The settled set no longer holds: a tag came or went.
  case unsettled
  /// No decision in time. Without a decisive look the engine goes on and may settle later; a
  /// decisive look ends here, and the settled set stands unconfirmed.
  case undecided(UndecidedReason)
  /// The decisive look agrees with the last settled set: this set may be paid for.
  case confirmed(TrayReading)
  /// The decisive look disagrees; the settled set no longer holds, a new one follows if it can.
  case contradicted
  /// The visit is over: the tray is gone, or another stands in its place (then `arrived` follows).
  case departed(at: Moment)
}
