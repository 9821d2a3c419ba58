/// How the tray engine judges; every default fits an ISO 15693 reader at 15 rounds a second.
public struct TraySettings: Sendable, Hashable {
  /// - billRiskMax (wrong lines, 0.01, 0...1): expected number of wrong lines up to which the bill
  ///   is shown.
  public var billRiskMax = 0.01

  /// - paymentRiskMax (plates, 0.0001, 0...1): expected number of overlooked plates up to which
  ///   money moves.
  public var paymentRiskMax = 0.0001

  /// - paymentDoubtMax (wrong lines, 0.0002, 0...1): expected number of misjudged tags up to which
  ///   money moves. It is larger than `paymentRiskMax`, for every tray may have an overlooked plate
  ///   and few have a tag in doubt at all.
  public var paymentDoubtMax = 0.0002

  /// - sightingsMin (rounds, 2, 1...16): rounds that must contain a tag before it counts as there.
  public var sightingsMin = 2

  /// - strayRounds (rounds, 60, 1...64): complete rounds without a tag that does not count as on
  ///   the tray, after which it is forgotten.
  public var strayRounds = 60

  /// - absenceRiskMax (chance, 0.00001, above 0...0.1): chance of having missed a tag that is
  ///   still there, by its own read rate, below which it is gone.
  public var absenceRiskMax = 0.00001

  /// - absenceDoubt (chance, 0.02, above 0...1): chance below which a tag is in doubt: while one
  ///   is, nothing is settled or confirmed.
  public var absenceDoubt = 0.02

  /// - absenceRoundsMin (rounds, 4, 2...60): complete rounds without a tag before it can be gone.
  public var absenceRoundsMin = 4

  /// - absenceRoundsMax (rounds, 60, 4...60): complete rounds without a tag after which it is gone
  ///   however weak it was.
  public var absenceRoundsMax = 60

  /// - absenceTime (duration, 400 ms, 0...): the least time complete rounds must have gone without
  ///   a tag before it can be gone, so that a hand in the field is not a departure.
  public var absenceTime: Duration = .milliseconds(400)

  /// - silenceMax (duration, 1 s, above 0...): a pause between complete rounds longer than this,
  ///   and longer than four rounds, may have hidden anything.
  public var silenceMax: Duration = .seconds(1)

  /// - decisionTimeMax (duration, 3 s, above 0...): time without a settled set after which the tray
  ///   is undecided, unless `decisionRounds` take longer.
  public var decisionTimeMax: Duration = .seconds(3)

  /// - decisionRounds (rounds, 32, 1...): the same limit in rounds of the length last seen; thirty
  ///   plates take a third of a second a round.
  public var decisionRounds = 32

  /// - lookRoundsMin (rounds, 3, 1...): complete rounds begun after the tap that a decisive look
  ///   takes at least.
  public var lookRoundsMin = 3

  /// - lookTimeMax (duration, 2 s, above 0...): time after the tap when a decisive look ends,
  ///   unless `lookRounds` take longer.
  public var lookTimeMax: Duration = .seconds(2)

  /// - lookRounds (rounds, 24, 1...): the same limit in rounds of the length last seen.
  public var lookRounds = 24

  /// - restingTime (duration, 10 min, above 0...): a tag present this long without a break rests
  ///   near the antenna: no diner stands that long, and it never bills until it has been away.
  public var restingTime: Duration = .seconds(600)

  /// - restingGap (duration, 10 s, above 0...): time under complete rounds without a tag after
  ///   which its presence is broken; a resting tag is then an ordinary tag again.
  public var restingGap: Duration = .seconds(10)

  /// - roundLengthMax (duration, 500 ms, above 0...): length of a round beyond which limits given
  ///   in rounds no longer stretch.
  public var roundLengthMax: Duration = .milliseconds(500)

  /// - tagsMax (tags, 64, 1...256): the most tags tracked at a time.
  public var tagsMax = 64

  /// - prior (hits 4.5, misses 0.5): what is assumed of a tag's read rate before it is observed.
  public var prior = ReadRatePrior()

  /// - beliefs: how trays come and how reads fail, before any round.
  public var beliefs = TrayBeliefs()

  /// The documented defaults.
  public init() {}
}
