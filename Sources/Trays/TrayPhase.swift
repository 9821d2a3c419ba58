/// Where the engine stands with the tray on its antenna.
public enum TrayPhase: Sendable, Hashable {
  /// No tray.
  case clear
  /// A tray is there; its set of plates is not decided yet.
  case counting
  /// A tray is there and could not be decided in time; the engine keeps trying.
  case undecided
  /// The set is decided and still holds.
  case settled
  /// The set is decided and is being looked at once more for a payment.
  case looking
}
