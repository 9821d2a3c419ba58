extension Amount {
  /// The value added tax contained in this amount, a price with tax included.
  ///
  /// `amount * rate / (10000 + rate)`, rounded to the minor unit, halves away from zero, in whole
  /// numbers throughout: 12.50 at 6 % contains 0.71. The tax of a bill is the sum of its lines'
  /// taxes, each rounded by itself, so the lines always add up to the total shown.
  ///
  /// - Parameter rateBasisPoints: the rate in hundredths of a percent, 0 to 10,000; a rate out of
  ///   that range counts as its nearer end.
  public func includedVAT(rateBasisPoints: Int) -> Amount {
    let rate = UInt64(min(max(rateBasisPoints, 0), 10_000))
    let divisor = 10_000 + rate
    let product = minorUnits.magnitude.multipliedFullWidth(by: rate)
    // The quotient fits: the rate is below the divisor.
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let rounded = remainder * 2 >= divisor ? quotient + 1 : quotient
    // At most half of the amount's magnitude, so it fits a signed number.
    return Amount(minorUnits: isNegative ? -Int64(rounded) : Int64(rounded))
  }
}
