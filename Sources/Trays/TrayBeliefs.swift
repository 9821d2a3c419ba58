/// What is believed of trays before any round: how they come, and how reads fail.
///
/// The figures are those of no particular hall. What a lane sees of its plates and strays replaces
/// the two mixes in time (`LaneHabits`); the rest matters little once rounds come in.
public struct TrayBeliefs: Sendable, Hashable {
  /// - restingShare (share, 0.6, 0...1): plates of a tray that are in the field when the first of
  ///   them is read; the others follow within `rampTime`.
  public var restingShare = 0.6

  /// - rampTime (duration, 300 ms, above 0...): how long it takes a tray to come to rest.
  public var rampTime: Duration = .milliseconds(300)

  /// - lateRate (per plate and second, 0.015, 0...): how often a dish is added afterwards.
  public var lateRate = 0.015

  /// - companionShare (plates, 0.1, 0...1): further plates expected when one comes late or goes:
  ///   a hand is at work.
  public var companionShare = 0.1

  /// - passingTime (duration, 2 s, above 0...): how long a stray stays in reach on average: a tray
  ///   carried past, a hand with a plate.
  public var passingTime: Duration = .seconds(2)

  /// - lyingShare (share, 0.15, 0...1): strays that lie near for good.
  public var lyingShare = 0.15

  /// - arrivalRate (trays a second, 0.07, above 0...): how often a tray comes to a clear antenna.
  public var arrivalRate = 0.07

  /// - ghostRate (tags a round, 0.002, 0...1): how often a damaged answer passes its checksum and
  ///   looks like a tag nobody has registered.
  public var ghostRate = 0.002

  /// - unknownShare (share, 0.01, 0...1): tableware on trays that is not registered.
  public var unknownShare = 0.01

  /// - unboundShare (share, 0.05, 0...1): how much rarer a plate without a dish is on a tray.
  public var unboundShare = 0.05

  /// - coverRate (chance a round, 0.01, 0...1): a plate becomes covered: a hand, a spoon, a stack.
  public var coverRate = 0.01

  /// - uncoverRate (chance a round, 0.3, above 0...1): a covered plate becomes free.
  public var uncoverRate = 0.3

  /// - coverFactor (factor, 0.15, 0...1): what covering does to a read rate.
  public var coverFactor = 0.15

  /// - shadowRate (chance a round, 0.01, 0...1): the whole tray becomes covered at once.
  public var shadowRate = 0.01

  /// - driftShare (share a round, 0.001, 0...1): how much of what is believed of a tag's read rate
  ///   goes back to what is believed of any: things move.
  public var driftShare = 0.001

  /// - mixWeight (plates, 10, above 0...): how many plates the lane's mix of read rates weighs
  ///   against those of the tray at hand.
  public var mixWeight = 10.0

  /// The documented defaults.
  public init() {}
}
