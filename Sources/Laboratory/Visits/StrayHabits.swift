/// Plates that are read here and belong to another tray, or to none; the figures are invented.
///
/// All strays are registered plates that carry a dish, which is the worst case: a decider gets no
/// hint from what they are. A parked neighbour was read 90,000 times in four hours at a UHF reader
/// (Lin, Yang, Jia, Guo, "Tagwatch", CoNEXT 2017).
public struct StrayHabits: Sendable, Hashable {
  /// - share (share of trays, 0.04, 0...1): trays with a stray while they are judged.
  public var share = 0.04

  /// - rates (rates, 0.02...0.2): how strays are read here.
  public var rates = 0.02...0.2

  /// - nextLane (weight, 60): strays from the tray on the next lane of the same station, where they
  ///   are read as well as any plate.
  public var nextLane = 60.0

  /// - carriedPast (weight, 25): strays carried past the antenna.
  public var carriedPast = 25.0

  /// - lyingNear (weight, 15): strays that lay near before the tray came and lie there after it
  ///   left.
  public var lyingNear = 15.0

  /// - foreign (weight, 0): strays that come and go with the tray and are on no lane of this
  ///   station: the tray of another station's lane, a plate in the other hand.
  public var foreign = 0.0

  /// - carriedTime (duration, 500 ms...3 s): how long a plate carried past is in the field.
  public var carriedTime: ClosedRange<Duration> = .milliseconds(500) ... .seconds(3)

  /// - lyingBefore, lyingAfter (duration, 2 s...10 s and 2 s...6 s): how long a plate that lies
  ///   near is there before the tray comes and after it has left.
  public var lyingBefore: ClosedRange<Duration> = .seconds(2) ... .seconds(10)
  /// See `lyingBefore`.
  public var lyingAfter: ClosedRange<Duration> = .seconds(2) ... .seconds(6)

  /// - background (rates, none): plates near each antenna all day, each with its read rate.
  public var background: [Double] = []

  /// The documented defaults.
  public init() {}
}
