/// Whether the prices of a menu include value added tax.
public enum VATMode: String, Hashable, Sendable, CaseIterable {
  /// The price is what the diner pays.
  case included
  /// The tax comes on top of the price.
  case excluded
}

/// A price with the value added tax that is in it.
public struct TaxedAmount: Hashable, Sendable {
  /// What is paid, tax included.
  public var amount: Amount
  /// The tax in it.
  public var vat: Amount

  /// Makes a taxed amount.
  public init(amount: Amount, vat: Amount) {
    self.amount = amount
    self.vat = vat
  }
}

/// Shares the tax of a bill out among its lines, so that sums agree to the last minor unit.
///
/// The tax is worked out once for all lines of a rate, from the sum of their prices, and rounded to
/// the minor unit, halves up. Each line gets the whole units of its own exact tax; the units that
/// are missing then go one each to the lines with the largest remainders, the earlier line first
/// where they are equal. So the lines of a rate add up to the tax of their sum, and no line is off
/// by a whole unit. All of it is arithmetic of whole numbers.
public enum VATSplit {
  /// One line of a bill before its tax is known.
  public struct Line: Hashable, Sendable {
    /// The price on the menu, never negative.
    public var price: Amount
    /// The rate in hundredths of a percent, 0 to 10,000.
    public var rateBasisPoints: Int

    /// Makes a line; what is out of range counts as the nearer end.
    public init(price: Amount, rateBasisPoints: Int) {
      self.price = max(price, .zero)
      self.rateBasisPoints = min(max(rateBasisPoints, 0), 10_000)
    }
  }

  /// What each line costs and the tax in it, in the order of the lines.
  ///
  /// - Throws: `AmountOverflow` if the prices of a rate do not fit, times their rate, into 64 bits.
  public static func taxed(
    _ lines: [Line], _ mode: VATMode
  ) throws(AmountOverflow) -> [TaxedAmount] {
    var taxed = lines.map { TaxedAmount(amount: $0.price, vat: .zero) }
    for rate in Set(lines.map(\.rateBasisPoints)).sorted() where rate > 0 {
      let places = lines.indices.filter { lines[$0].rateBasisPoints == rate }
      let taxes = try shares(of: places.map { lines[$0].price }, at: Int64(rate), mode)
      for (place, tax) in zip(places, taxes) {
        taxed[place].vat = Amount(minorUnits: tax)
        if mode == .excluded {
          taxed[place].amount = try taxed[place].amount.adding(taxed[place].vat)
        }
      }
    }
    return taxed
  }

  private static func shares(
    of prices: [Amount], at rate: Int64, _ mode: VATMode
  ) throws(AmountOverflow) -> [Int64] {
    let divisor = mode == .included ? 10_000 + rate : 10_000
    let sum = try prices.total().multiplied(by: rate).minorUnits
    let exact = prices.map { ($0.minorUnits * rate).quotientAndRemainder(dividingBy: divisor) }
    var shares = exact.map(\.quotient)
    let (whole, rest) = sum.quotientAndRemainder(dividingBy: divisor)
    let wanted = rest * 2 >= divisor ? whole + 1 : whole
    let missing = Int(wanted - shares.reduce(0, +))
    let order = exact.indices.sorted {
      (exact[$1].remainder, $0) < (exact[$0].remainder, $1)
    }
    for place in order.prefix(missing) { shares[place] += 1 }
    return shares
  }
}
