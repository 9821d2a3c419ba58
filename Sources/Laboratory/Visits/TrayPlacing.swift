import Primitives

/// How a tray stands on the antenna, and what that does to its plates: rates that hang together.
///
/// A plate stands somewhere between the middle of the antenna, 0, and the rim of its tray, 1, all
/// places as likely. Up to the rim of the antenna the read rate falls evenly to `rimFactor`, beyond
/// it within half of that way to nearly nothing. A tray put down half beside moves all its plates
/// outwards. Invented, like all of `TrayHabits`.
struct TrayPlacing {
  /// - shift (tray radii, 0.4...0.8): how far beside a half-on tray stands.
  static let shift = 0.4...0.8

  /// - outOfReach (factor, 0.005): what is left of a read rate beyond the antenna.
  static let outOfReach = 0.005

  private let shift: Double
  private let rimFactor: Double

  /// Draws how a tray is put down; nothing if the scenario does not care where plates stand.
  init?(_ habits: TrayHabits, _ random: inout SeededGenerator) {
    guard habits.halfOnShare > 0 || habits.rimFactor < 1 else { return nil }
    rimFactor = habits.rimFactor
    shift = random.chance(habits.halfOnShare) ? random.number(Self.shift) : 0
  }

  /// Draws where a plate stands; what becomes of its read rate.
  func factor(_ random: inout SeededGenerator) -> Double {
    let place = random.unit() + shift
    guard place > 1 else { return 1 - (1 - rimFactor) * place }
    return max(Self.outOfReach, rimFactor * (1 - (place - 1) / 0.5))
  }
}
