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
  /// For each class, the expected share of a tray's plates that came with it, lie free and are
  /// unread.
  private var free: SIMD16<Double>

  /// The same for covered plates.
  private(set) var covered: SIMD16<Double> = .zero

  /// The same for late dishes: a bill cannot wait for one that may come, a payment must not miss
  /// one that has.
  private var late: SIMD16<Double> = .zero

  /// What is still to come in the ramp, and how fast.
  private var toCome = 0.0
  private var comingPerSecond = 0.0
  private var lastRound: Moment
  private var isClosed = false

  /// Starts with a tray of which the first tag is about to be noted.
  init(arriving now: Moment, _ beliefs: TrayBeliefs) {
    free = SIMD16(repeating: beliefs.restingShare)
    lastRound = now
    announce(1 - beliefs.restingShare, beliefs)
  }

  /// For each class, the expected share of a tray's plates that are not covered and are unread.
  var uncovered: SIMD16<Double> { free + late }

  /// A round has passed, with or without a newcomer; `clarity` is 0 for one whose silence says
  /// nothing.
  mutating func note(clarity: Double, at now: Moment, _ beliefs: TrayBeliefs) {
    let time = max(0, now.since(lastRound) / .seconds(1))
    lastRound = now
    if !isClosed { come(in: time, beliefs) }
    let covering = free * beliefs.coverRate
    let freeing = covered * beliefs.uncoverRate
    let seen = RateProfile.rates * clarity
    free = (free + freeing - covering) * (1 - seen)
    covered = (covered + covering - freeing) * (1 - seen * beliefs.coverFactor)
    late *= 1 - seen
  }

  /// The plates that were there at a moment, and nothing of what comes later.
  func closed(at now: Moment, _ beliefs: TrayBeliefs) -> UnseenPlates {
    var closed = self
    closed.note(clarity: 0, at: now, beliefs)
    closed.isClosed = true
    return closed
  }

  /// A hand is at work: of this share of a tray's plates half may have come with it, and half may
  /// come within the time of a ramp.
  mutating func expectMore(_ share: Double, _ beliefs: TrayBeliefs) {
    free += share / 2
    announce(share / 2, beliefs)
  }

  private mutating func announce(_ share: Double, _ beliefs: TrayBeliefs) {
    toCome += share
    comingPerSecond = toCome / max(beliefs.rampTime / .seconds(1), 0.001)
  }

  /// Nobody has looked for a while: this share of a tray's plates may lie there.
  mutating func suppose(_ share: Double) {
    free += share
  }

  private mutating func come(in time: Double, _ beliefs: TrayBeliefs) {
    let placed = min(toCome, time * comingPerSecond)
    toCome -= placed
    free += placed
    late += beliefs.lateRate * time
  }

  /// The expected number of overlooked plates on a tray of this size and mix, with or without those
  /// that may have come late.
  func count(of size: Double, _ mix: RateProfile, withLate: Bool) -> Double {
    let unread = free + covered + (withLate ? late : .zero)
    return (unread * mix.weights).sum() * size
  }
}
