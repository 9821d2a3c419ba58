public import Money

/// A kind of plate that staff tell apart by colour or shape.
public struct PlateClass: Hashable, Sendable, Codable {
  /// The canteen's code.
  public var code: PlateClassCode

  /// The names on display and bill.
  public var names: LocalizedName

  /// The price of whatever lies on such a plate while no dish is bound to it, VAT included.
  public var fixedPrice: Amount?

  /// The VAT rate of the fixed price in hundredths of a percent, 0 to 10,000.
  public var vatRateBasisPoints: Int

  /// Makes a plate class.
  public init(
    code: PlateClassCode, names: LocalizedName, fixedPrice: Amount? = nil,
    vatRateBasisPoints: Int = 0
  ) {
    self.code = code
    self.names = names
    self.fixedPrice = fixedPrice
    self.vatRateBasisPoints = vatRateBasisPoints
  }
}
