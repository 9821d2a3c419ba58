import Money
import Primitives
import Testing

@Suite struct AmountTests {
  private let largest = Amount(minorUnits: .max)
  private let smallest = Amount(minorUnits: .min)
  private let one = Amount(minorUnits: 1)

  @Test func `sums, differences and multiples are exact`() throws {
    let price = Amount(minorUnits: 1250)
    #expect(try price.adding(one) == Amount(minorUnits: 1251))
    #expect(try price.subtracting(Amount(minorUnits: 2000)) == Amount(minorUnits: -750))
    #expect(try price.multiplied(by: 3) == Amount(minorUnits: 3750))
    #expect(try price.negated() == Amount(minorUnits: -1250))
    #expect(try [price, price, one].total() == Amount(minorUnits: 2501))
    #expect(try [Amount]().total() == .zero)
  }

  @Test func `a sum past the last amount is an error, not a trap`() {
    #expect(throws: AmountOverflow()) { try largest.adding(one) }
    #expect(throws: AmountOverflow()) { try smallest.subtracting(one) }
    #expect(throws: AmountOverflow()) { try largest.multiplied(by: 2) }
    #expect(throws: AmountOverflow()) { try smallest.negated() }
    #expect(throws: AmountOverflow()) { try [largest, one, Amount(minorUnits: -5)].total() }
    #expect(AmountOverflow().description.contains("check the amounts"))
  }

  @Test func `amounts are ordered by value`() {
    #expect([one, .zero, smallest, largest].sorted() == [smallest, .zero, one, largest])
    #expect(smallest.isNegative && !Amount.zero.isNegative && !one.isNegative)
  }

  @Test(arguments: [
    (1250, 600, 71), (100, 0, 0), (0, 600, 0), (106, 600, 6), (119, 1900, 19), (200, 10_000, 100),
    // 3 * 2000 / 12000 = 0.5 and 9 * 2000 / 12000 = 1.5: halves go away from zero.
    (3, 2000, 1), (9, 2000, 2), (-3, 2000, -1), (-9, 2000, -2), (-1250, 600, -71),
    (100, -5, 0), (200, 20_000, 100),
  ])
  func `VAT is taken out of a price that includes it`(units: Int, rate: Int, vat: Int) {
    let amount = Amount(minorUnits: Int64(units))
    #expect(amount.includedVAT(rateBasisPoints: rate) == Amount(minorUnits: Int64(vat)))
  }

  @Test func `VAT of the largest amounts does not overflow`() {
    #expect(largest.includedVAT(rateBasisPoints: 10_000).minorUnits == 4_611_686_018_427_387_904)
    #expect(smallest.includedVAT(rateBasisPoints: 10_000).minorUnits == -4_611_686_018_427_387_904)
  }

  @Test func `VAT differs from the exact share by at most half a unit`() {
    var random = SeededGenerator(seed: 20_260_101)
    for _ in 0..<5_000 {
      let units = random.integer(0...10_000_000)
      let rate = random.integer(0...10_000)
      let amount = Amount(minorUnits: Int64(units))
      let vat = Int(amount.includedVAT(rateBasisPoints: rate).minorUnits)
      let twiceError = 2 * (vat * (10_000 + rate) - units * rate)
      #expect(twiceError.magnitude <= UInt(10_000 + rate), "units \(units) rate \(rate)")
    }
  }
}
