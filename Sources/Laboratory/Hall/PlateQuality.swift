import Primitives

/// How well the chips of a hall's plates are read: mostly well, some badly, a few hardly ever.
///
/// A plate keeps its quality from visit to visit: in a library's shelves the same tags were missed
/// again and again (Abcouwer, van Loon, 2020: a tag at the spine always read, at the opening not).
/// No one has published rates of tableware on an HF antenna, so the shares are invented; observed
/// read rates of 60 to 70 % are called typical for UHF (Jeffery, Garofalakis, Franklin, "Adaptive
/// Cleaning for RFID Data Streams", VLDB 2006).
public struct PlateQuality: Sendable, Hashable {
  /// - good (rates, 0.85...0.99): read rates of the good chips; invented.
  public var good = 0.85...0.99

  /// - poor (rates, 0.5...0.85): read rates of the poor chips; invented.
  public var poor = 0.5...0.85

  /// - terrible (rates, 0.2...0.5): read rates of the terrible chips; invented.
  public var terrible = 0.2...0.5

  /// - poorShare (share, 0.09, 0...1): how many of the chips are poor; invented.
  public var poorShare = 0.09

  /// - terribleShare (share, 0.01, 0...1): how many of the chips are terrible; invented.
  public var terribleShare = 0.01

  /// - missFactor (factors, 0.6...1.6): what a visit makes of a plate's miss rate: how it stands,
  ///   what stands on it; invented.
  public var missFactor = 0.6...1.6

  /// - misplacedShare (share, 0.01, 0...1): good plates that are read like poor ones for one visit,
  ///   at the rim or under a metal lid; invented.
  public var misplacedShare = 0.01

  /// The highest rate a visit can make of a quality.
  public static let rateMax = 0.995

  /// The documented defaults.
  public init() {}

  /// Every plate is read at one rate on every visit.
  public init(everyPlate rate: Double) {
    good = rate...rate
    (poorShare, terribleShare, misplacedShare) = (0, 0, 0)
    missFactor = 1...1
  }

  /// Draws the quality of a chip.
  func draw(_ random: inout SeededGenerator) -> Double {
    let share = random.unit()
    if share < terribleShare { return random.number(terrible) }
    return random.number(share < terribleShare + poorShare ? poor : good)
  }

  /// Draws what a visit makes of a chip's quality.
  func onVisit(_ quality: Double, _ random: inout SeededGenerator) -> Double {
    let (factor, isMisplaced) = (random.number(missFactor), random.chance(misplacedShare))
    if isMisplaced, quality >= good.lowerBound { return random.number(poor) }
    let rate = min(1 - (1 - quality) * factor, max(quality, Self.rateMax))
    return max(rate, quality * 0.6)
  }
}
