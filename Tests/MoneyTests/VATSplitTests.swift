import Money
import Primitives
import Testing

struct VATSplitTests {
  private func lines(_ prices: [Int64], _ rate: Int) -> [VATSplit.Line] {
    prices.map { VATSplit.Line(price: Amount(minorUnits: $0), rateBasisPoints: rate) }
  }

  @Test func `the tax of three equal lines is that of their sum`() throws {
    // 3 * 3.33 = 9.99 at 6 % contains 0.5655, so 0.57; each line alone would say 0.19 (0.1885).
    let taxed = try VATSplit.taxed(lines([333, 333, 333], 600), .included)
    #expect(taxed.map(\.vat.minorUnits) == [19, 19, 19])
    // 3 * 1.00 at 7 % contains 0.1963, so 0.20; each line alone would say 0.07, in all 0.21.
    let coins = try VATSplit.taxed(lines([100, 100, 100], 700), .included)
    #expect(coins.map(\.vat.minorUnits) == [7, 7, 6])
    #expect(coins.map(\.amount.minorUnits) == [100, 100, 100])
  }

  @Test func `a tax that comes on top is shared out alike`() throws {
    // 3 * 0.50 at 7 % is 0.105, so 0.11: 0.035 each.
    let taxed = try VATSplit.taxed(lines([50, 50, 50], 700), .excluded)
    #expect(taxed.map(\.vat.minorUnits) == [4, 4, 3])
    #expect(taxed.map(\.amount.minorUnits) == [54, 54, 53])
  }

  @Test func `the largest remainder gets the missing unit`() throws {
    // At 10 % on top: 0.04, 0.09, 0.02 of a unit make 0.15 of 15: 1.5, so 2 units: 0.9 and 0.4.
    let taxed = try VATSplit.taxed(lines([4, 9, 2], 1000), .excluded)
    #expect(taxed.map(\.vat.minorUnits) == [1, 1, 0])
  }

  @Test func `rates are taxed each by itself, and no rate is no tax`() throws {
    let mixed = lines([1000], 600) + lines([500], 0) + lines([1000], 1300)
    let taxed = try VATSplit.taxed(mixed, .included)
    #expect(taxed.map(\.vat.minorUnits) == [57, 0, 115])
  }

  @Test func `what does not fit is an error`() {
    #expect(throws: AmountOverflow.self) {
      try VATSplit.taxed(lines([.max], 600), .included)
    }
  }

  /// Whatever the currency's decimals: minor units are whole numbers in each.
  @Test(arguments: [Currency.jpy, .cny, Currency.known.first { $0.minorDigits == 3 } ?? .cny])
  func `sums agree to the last unit in every currency`(currency: Currency) throws {
    var random = SeededGenerator(seed: UInt64(currency.minorDigits) + 40)
    for _ in 0..<2_000 {
      let rates = [0, 600, 900, 1300, random.integer(1...10_000)]
      let bill = (0..<random.integer(1...12)).map { _ in
        VATSplit.Line(
          price: Amount(minorUnits: Int64(random.integer(0...20_000))),
          rateBasisPoints: rates[random.integer(0...4)])
      }
      for mode in VATMode.allCases { try check(bill, mode) }
    }
  }

  private func check(_ bill: [VATSplit.Line], _ mode: VATMode) throws {
    let taxed = try VATSplit.taxed(bill, mode)
    for rate in Set(bill.map(\.rateBasisPoints)) {
      let places = bill.indices.filter { bill[$0].rateBasisPoints == rate }
      let prices = places.reduce(0) { $0 + bill[$1].price.minorUnits }
      let tax = places.reduce(0) { $0 + taxed[$1].vat.minorUnits }
      let divisor = mode == .included ? 10_000 + rate : 10_000
      // Twice the distance to the exact tax is at most one unit.
      #expect(abs(2 * (tax * Int64(divisor) - prices * Int64(rate))) <= Int64(divisor))
      for place in places {
        let exact = bill[place].price.minorUnits * Int64(rate)
        #expect(abs(taxed[place].vat.minorUnits * Int64(divisor) - exact) < Int64(divisor))
        #expect(taxed[place].vat >= .zero && taxed[place].vat <= taxed[place].amount)
      }
    }
    for (line, result) in zip(bill, taxed) {
      let added = mode == .excluded ? result.vat.minorUnits : 0
      #expect(result.amount.minorUnits == line.price.minorUnits + added)
    }
  }
}
