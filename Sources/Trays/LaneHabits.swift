/// What a lane has learned of its plates and of the tags around it: how well each kind is read.
///
/// Counts of the sixteen classes of `RateProfile`, one for plates on trays and one for strays. They
/// start with what is assumed of any lane, worth a few hundred plates, so that a lane knows its own
/// after a day; old counts fade, so that it notices when an antenna is moved.
public struct LaneHabits: Sendable, Hashable {
  /// - plateCountMax (plates, 100,000): counts beyond which the old ones are halved.
  public static let plateCountMax = 100_000.0

  /// - roundsMin (rounds, 8): complete rounds below which nothing is learned of a tag.
  static let roundsMin = 8

  /// - doubtMax (chance, 0.01): chance of being on the wrong side beyond which nothing is learned
  ///   of a tag: a lane must not learn its own doubts.
  static let doubtMax = 0.01

  /// Plates on trays, by class of read rate.
  public private(set) var plates: SIMD16<Double>

  /// Tags that lay on no tray of the lane, by class of read rate as seen from this lane.
  public private(set) var strays: SIMD16<Double>

  /// For how long strays have been counted, in seconds.
  public private(set) var seconds: Double

  /// What is assumed of a lane nobody has surveyed: of 1000 plates 900 answer in more than 8 of 10
  /// rounds and 1 in fewer than 2; of 1000 strays all but one answer in fewer than 2. A stray that
  /// is read as well as a plate cannot be told from one by its reads, only by another lane's.
  public init() {
    plates = SIMD16(
      0.0005, 0.0005, 0.001, 0.004, 0.03, 0.4, 0.8, 1, 1.5, 2, 6, 9, 14, 120, 180, 65)
    strays = SIMD16(
      6, 5, 4, 3, 2, 0.6, 0.006, 0.002, 0.001, 0.0001, 0.00003, 0.00001, 0.00001, 0.00001, 0.00001,
      0.00001)
    seconds = 5_000
  }

  /// Takes over counts that were learned before; negative ones count as none.
  public init(plates: SIMD16<Double>, strays: SIMD16<Double>, seconds: Double) {
    self.plates = plates.clamped(lowerBound: .zero, upperBound: .init(repeating: .infinity))
    self.strays = strays.clamped(lowerBound: .zero, upperBound: .init(repeating: .infinity))
    self.seconds = max(seconds, 1)
  }

  /// How many tags a second come into reach that lie on no tray of the lane.
  public var strayRate: Double { strays.sum() / seconds }

  /// How well a plate on a tray of this lane is read.
  public var plateMix: RateProfile { RateProfile(plates) }

  /// How well a stray is read from this lane.
  public var strayMix: RateProfile { RateProfile(strays) }

  /// Takes in what a visit has shown in so many seconds: numbers of tags in each class.
  mutating func learn(
    plates seen: SIMD16<Double>, strays others: SIMD16<Double>, in time: Double
  ) {
    plates += seen
    strays += others
    seconds += time
    if plates.sum() > Self.plateCountMax {
      plates *= 0.5
      strays *= 0.5
      seconds *= 0.5
    }
  }
}
