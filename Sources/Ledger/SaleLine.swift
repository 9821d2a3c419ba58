public import Money

/// One thing sold, with the words and the price it was sold at.
public struct SaleLine: Hashable, Sendable {
  /// The plate's tag in its written form; empty for a line without a plate.
  public var plate: String
  /// The code of the plate's class, if there was a plate.
  public var plateClass: String?
  /// The dish's code, if there was a dish rather than a class price.
  public var dish: String?
  /// The name shown to the diner.
  public var name: String
  /// The price, VAT included; never negative.
  public var amount: Amount
  /// The VAT rate in hundredths of a percent: 1300 is 13 %.
  public var vatBasisPoints: Int
  /// The VAT contained in the price, by which reports add up; see `VATSplit`.
  public var vat: Amount
  /// In what gives a sale back: the place of the line in that sale, from 1 on.
  public var refunds: Int?

  /// Makes a line; without a word on the VAT it is that of a bill with this one line.
  public init(
    plate: String, plateClass: String? = nil, dish: String?, name: String, amount: Amount,
    vatBasisPoints: Int, vat: Amount? = nil, refunds: Int? = nil
  ) {
    self.plate = plate
    self.plateClass = plateClass
    self.dish = dish
    self.name = name
    self.amount = amount
    self.vatBasisPoints = vatBasisPoints
    self.vat = vat ?? amount.includedVAT(rateBasisPoints: vatBasisPoints)
    self.refunds = refunds
  }

  /// The line as what gives it back says it.
  func givenBack(as place: Int) -> SaleLine {
    var line = self
    line.refunds = place
    return line
  }
}
