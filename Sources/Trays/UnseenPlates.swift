import Primitives

/// How many plates are expected on the tray that no round has shown.
///
/// For each class of read rate this keeps the chance that a plate which is there has stayed unread
/// until now. A plate lies there from the arrival on, or has come in the ramp, or is a late dish
/// that may have come at any moment since; each complete round lowers the chance of all that were
/// there by then:
///
///     unread = (unread + come since the last round) x (1 - rate x clarity)
///
/// Multiplied by how many plates a tray of this kind has and by how many of them are of each class,
/// it is the expected number of overlooked plates. Rates differ from plate to plate, so classes are
/// kept apart: with one common rate the estimate is far too confident (the homogeneous rule of
/// Jacobsen, Nielsen, Popovski, Larsen, "Reliable Identification of RFID Tags Using Multiple
/// Independent Reader Sessions", IEEE RFID 2009).
struct UnseenPlates: Sendable, Hashable {
  /// For each class, the expected share of a tray's plates that lie free and are unread.
  private(set) var free: SIMD16<Double>

  /// The same for covered plates.
  private(set) var covered: SIMD16<Double> = .zero

  /// What is still to come in the ramp.
  private var toCome: Double
  private var lastRound: Moment
  private var isClosed = false

  /// Starts with a tray of which the first tag is about to be noted.
  init(arriving now: Moment, _ beliefs: TrayBeliefs) {
    free = SIMD16(repeating: beliefs.restingShare)
    toCome = 1 - beliefs.restingShare
    lastRound = now
  }

  /// A round has passed, with or without a newcomer; `clarity` is 0 for one whose silence says
  /// nothing.
  mutating func note(clarity: Double, at now: Moment, _ beliefs: TrayBeliefs) {
    if !isClosed { free += come(since: lastRound, until: now, beliefs) }
    lastRound = now
    let covering = free * beliefs.coverRate
    let freeing = covered * beliefs.uncoverRate
    let seen = RateProfile.rates * clarity
    free = (free + freeing - covering) * (1 - seen)
    covered = (covered + covering - freeing) * (1 - seen * beliefs.coverFactor)
  }

  /// The plates that were there at a moment, and nothing of what comes later.
  func closed(at now: Moment, _ beliefs: TrayBeliefs) -> UnseenPlates {
    var closed = self
    closed.note(clarity: 0, at: now, beliefs)
    closed.isClosed = true
    return closed
  }

  /// Something has happened that more plates may come with: this share of a tray's plates.
  mutating func expectMore(_ share: Double) {
    free += share
  }

  /// The share of a tray's plates that has come in this time, in the ramp or late.
  private mutating func come(
    since earlier: Moment, until now: Moment, _ beliefs: TrayBeliefs
  ) -> Double {
    let time = max(0, now.since(earlier) / .seconds(1))
    let ramp = max(beliefs.rampTime / .seconds(1), 0.001)
    let placed = min(toCome, time / ramp * (1 - beliefs.restingShare))
    toCome -= placed
    return placed + beliefs.lateRate * time
  }

  /// The expected number of overlooked plates on a tray of this size and mix.
  func count(of size: Double, _ mix: RateProfile) -> Double {
    ((free + covered) * mix.weights).sum() * size
  }
}
