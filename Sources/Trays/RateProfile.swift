/// A belief about a read rate: how likely it is to fall into each of sixteen classes.
///
/// The classes lie closest between 0.1 and 0.3, where the rate decides whether a tag is a badly
/// placed plate or one that lies beside the tray. Sums and products of sixteen numbers are the same
/// on every machine, which a power or a logarithm need not be.
public struct RateProfile: Sendable, Hashable {
  /// The weight of each class; they sum to 1.
  public private(set) var weights: SIMD16<Double>

  /// The read rate of each class.
  public static let rates = SIMD16<Double>(
    0.02, 0.05, 0.08, 0.11, 0.15, 0.19, 0.23, 0.28, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.92, 0.97)

  /// Makes a profile of weights in any proportion, none below 0; of all zeros, an even one.
  public init(_ weights: SIMD16<Double>) {
    let sum = weights.sum()
    self.weights = sum > 0 ? weights / sum : SIMD16(repeating: 1 / 16)
  }

  /// The belief after so many rounds with the tag and so many without it, by Bayes' rule; weighed
  /// anew with each round, so that many of them do not run out of small numbers.
  public func after(hits: Int, misses: Int) -> RateProfile {
    var belief = self
    for _ in 0..<hits { belief = RateProfile(belief.weights * Self.rates) }
    for _ in 0..<misses { belief = RateProfile(belief.weights * (1 - Self.rates)) }
    return belief
  }

  /// The expected read rate.
  public var mean: Double { (weights * Self.rates).sum() }

  /// The chance that the read rate is at most so much.
  func chance(ofRatesUpTo rate: Double) -> Double {
    weights.replacing(with: 0, where: Self.rates .> rate).sum()
  }
}
