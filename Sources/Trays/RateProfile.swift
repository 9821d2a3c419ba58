/// A belief about a read rate: how likely it is to fall into each of eight classes.
///
///     class       0     1     2     3     4     5     6     7
///     read rate  0.04  0.12  0.25  0.42  0.60  0.78  0.90  0.97
///
/// Few classes are enough: what a bill needs to know of a plate is whether it is read nearly
/// always, mostly, or so rarely that it might as well lie beside the tray. Sums and products of
/// eight numbers are the same on every machine.
public struct RateProfile: Sendable, Hashable {
  /// The weight of each class; they sum to 1.
  public private(set) var weights: SIMD8<Double>

  /// The read rate of each class.
  public static let rates = SIMD8<Double>(0.04, 0.12, 0.25, 0.42, 0.60, 0.78, 0.90, 0.97)

  /// Makes a profile of weights in any proportion, at least one of them above 0, none below.
  public init(_ weights: SIMD8<Double>) {
    let sum = weights.sum()
    self.weights = sum > 0 ? weights / sum : SIMD8(repeating: 0.125)
  }

  /// The expected read rate.
  public var mean: Double { (weights * Self.rates).sum() }
}
