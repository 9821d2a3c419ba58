internal import Lanes
public import Money
public import TagReads

/// A bill as it stands on a display: what it charges for which plate.
public struct DisplayedBill: Equatable, Sendable {
  /// The plates on it, each with its price.
  public var prices: [TagID: Amount]
  /// True if no plate stands there twice and the total is the sum of the lines.
  public var addsUp: Bool

  /// Makes a bill that adds up.
  public init(_ prices: [TagID: Amount]) {
    self.prices = prices
    addsUp = true
  }

  /// The plates on it.
  var plates: Set<TagID> { Set(prices.keys) }
}

extension DisplayedBill {
  init(_ view: LaneView) {
    self.init(
      Dictionary(view.lines.map { ($0.plate, $0.amount) }, uniquingKeysWith: { first, _ in first }))
    let sum = view.lines.reduce(0) { $0 + $1.amount.minorUnits }
    addsUp = prices.count == view.lines.count && sum == view.total.minorUnits
  }
}
