/// The natural logarithm by arithmetic alone, so that it is the same on every machine.
///
/// The mathematical libraries of machines differ in the last digit of theirs, and a digit can
/// decide when a seeded run reads a tag.
public enum NaturalLogarithm {
  private static let ofTwo = 0.693147180559945309

  /// The logarithm of a number above 0, right to about 15 digits; minus infinity for all others.
  ///
  /// With x = m * 2^k and m from 1 to 2: ln x = k ln 2 + 2 artanh((m - 1) / (m + 1)).
  public static func of(_ number: Double) -> Double {
    guard number > 0 else { return -.infinity }
    guard number.isFinite else { return number }
    let ratio = (number.significand - 1) / (number.significand + 1)
    let square = ratio * ratio
    var (power, sum, divisor) = (ratio, 0.0, 1.0)
    while power > 1e-18 {
      sum += power / divisor
      power *= square
      divisor += 2
    }
    return Double(number.exponent) * ofTwo + 2 * sum
  }
}
