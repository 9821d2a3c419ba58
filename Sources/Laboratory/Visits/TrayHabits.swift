/// What diners do with their trays; all of it invented, for nobody has published it.
public struct TrayHabits: Sendable, Hashable {
  /// - plateCount (plates, 1...7): plates on a tray when it comes to rest.
  public var plateCount = 1...7

  /// - arrivalRamp (duration, 300 ms): in this time the plates of a tray come into the field, one
  ///   after the other in any order.
  public var arrivalRamp: Duration = .milliseconds(300)

  /// - lateShare (share of dishes, 0.02, 0...1): how many dishes are put on the tray after it came
  ///   to rest.
  public var lateShare = 0.02

  /// - lateAfter (duration, 300 ms...1.4 s): how long after rest; never less than `lateBeforeTap`
  ///   before the tap.
  public var lateAfter: ClosedRange<Duration> = .milliseconds(300) ... .milliseconds(1400)

  /// - lateBeforeTap (duration, 200 ms): time a diner needs at least between the last dish and the
  ///   card.
  public var lateBeforeTap: Duration = .milliseconds(200)

  /// - tapAfter (duration, 1.5 s...4 s): when the diner taps, from rest on; if there is no bill by
  ///   then, as soon as there is one.
  public var tapAfter: ClosedRange<Duration> = .milliseconds(1500) ... .seconds(4)

  /// - stayAfter (duration, 6 s...8 s): how long a tray stays after the moment of the first tap,
  ///   paid or not: enough for three taps. It must not depend on what a rule makes of the tray, or
  ///   the rules would not judge the same rounds.
  public var stayAfter: ClosedRange<Duration> = .seconds(6) ... .seconds(8)

  /// - gap (duration, 2 s...5 s): how long the antenna is clear between two trays.
  public var gap: ClosedRange<Duration> = .seconds(2) ... .seconds(5)

  /// - liftRamp (duration, 80 ms): in this time a tray that is lifted leaves the field.
  public var liftRamp: Duration = .milliseconds(80)

  /// - removedShare (share of trays, 0, 0...1): trays from which the diner takes a dish off by hand
  ///   between rest and tap; only trays of at least two plates.
  public var removedShare = 0.0

  /// - swapShare (share of trays, 0, 0...1): trays put down without any gap after the one before;
  ///   half of them share a round with it.
  public var swapShare = 0.0

  /// - overlapShare (share of trays, 0, 0...1): trays whose rim is in the field while the diner
  ///   before is still about to pay; the antenna is not clear between the two.
  public var overlapShare = 0.0

  /// - overlapRates (rates, 0.05...0.6): how the plates of such a rim are read.
  public var overlapRates = 0.05...0.6

  /// - couplingShare (share of plates, 0, 0...1): plates that change the read rate of one that
  ///   stood there before; adjacent HF tags shift each other's resonance (JHS-190603).
  public var couplingShare = 0.0

  /// - couplingFactor (factors, 0.3...1.05): what becomes of that plate's read rate.
  public var couplingFactor = 0.3...1.05

  /// - halfOnShare (share of trays, 0, 0...1): trays that are put down half beside the antenna.
  public var halfOnShare = 0.0

  /// - rimFactor (factor, 1, 0...1): what the rim of a tray in its place does to a read rate; the
  ///   middle changes nothing. Below 1 the rates of a tray hang together by where plates stand.
  public var rimFactor = 1.0

  /// The documented defaults.
  public init() {}
}
