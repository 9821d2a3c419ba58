public import ReaderEmulation

/// What goes wrong between the plates and the reader; unless said otherwise the figures are
/// invented.
public struct AirTroubles: Sendable, Hashable {
  /// - ownBursts (enter 0.02, leave 0.35 a round, rate times 0.1): spells in which one tag is
  ///   hardly read: a spoon, liquid, a plate on top.
  public var ownBursts = ReadFading(enterProbability: 0.02, leaveProbability: 0.35, rateFactor: 0.1)

  /// - sharedBursts (enter 0.005, leave 0.3 a round, rate times 0.3): spells that meet every tag at
  ///   once: a hand, a metal tray. The reading stalls of users' reports last some 150 ms
  ///   (SpoolSense issue 209).
  public var sharedBursts = ReadFading(
    enterProbability: 0.005, leaveProbability: 0.3, rateFactor: 0.3)

  /// - longBurstShare (share of bursts of a tag, 0, 0...1): bursts of no typical length, which are
  ///   longer than n rounds with a chance of 1 in n, up to `longBurstMax`.
  public var longBurstShare = 0.0

  /// - longBurstMax (rounds, 200): the longest of them.
  public var longBurstMax = 200

  /// - partialShare (share of rounds, 0.01, 0...1): rounds that the reader ends early.
  public var partialShare = 0.01

  /// - disturbedShare (share of rounds, 0.01, 0...1): rounds with noise in them.
  public var disturbedShare = 0.01

  /// - keptShare (share of reads, 0.5, 0...1): how much of what answered is in such a round.
  public var keptShare = 0.5

  /// - corruptedShare (share of replies, 0, 0...1): replies that arrive damaged: the tag is not in
  ///   the round, and the round is disturbed (as in ESPuino pull request 448, where a corrupted
  ///   reply is evidence of presence and not a miss).
  public var corruptedShare = 0.0

  /// - ghostShare (share of rounds, 0.001, 0...1): rounds with the identity of no plate in them. A
  ///   reader near others gave some hundred an hour without a CRC error (miguelbalboa/rfid issue
  ///   589). Such an identity is never a registered one: to turn one plate's reply into another's
  ///   the bits in which two random 32-bit serials differ and those of the CRC must flip together,
  ///   and 3,000 plates among 2^32 serials are hit once in 1.4 million ghosts.
  public var ghostShare = 0.001

  /// - staleShare (share of rounds, 0, 0...1): rounds in which the reader repeats a tag of up to
  ///   two seconds ago that is no longer there: the one way to a registered ghost (stale buffers:
  ///   ESPuino pull request 428, OpenRFID issue 26).
  public var staleShare = 0.0

  /// The documented defaults.
  public init() {}

  /// Nothing goes wrong.
  public static var none: AirTroubles {
    var troubles = AirTroubles()
    (troubles.ownBursts, troubles.sharedBursts) = (.none, .none)
    (troubles.partialShare, troubles.disturbedShare, troubles.ghostShare) = (0, 0, 0)
    return troubles
  }
}
