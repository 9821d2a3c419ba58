public import Money

/// What a dish costs: one price for everybody, and other prices for some groups of diners.
public struct PriceList: Hashable, Sendable, Codable {
  /// The highest price a catalogue accepts, in minor units; a bill of a million plates at this
  /// price still fits 64 bits.
  public static let priceMax = Amount(minorUnits: 1_000_000_000_000)

  /// The price for whoever has no price of their own, VAT included.
  public var standard: Amount

  /// The prices of groups that pay something else, VAT included.
  public var byGroup: [DinerGroupCode: Amount]

  /// Makes a price list.
  public init(standard: Amount, byGroup: [DinerGroupCode: Amount] = [:]) {
    self.standard = standard
    self.byGroup = byGroup
  }

  /// The price for a group, or for a diner not known yet.
  public func price(for group: DinerGroupCode?) -> Amount {
    group.flatMap { byGroup[$0] } ?? standard
  }
}
