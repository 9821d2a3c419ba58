/// A sum of money in whole minor units (fen, cents) of the station's currency.
///
/// There is no operator `+`: every sum can leave the range of 64 bits, and a sum that does is an
/// error to be handled, never a trap and never a wrong figure.
public struct Amount: Hashable, Sendable, Codable {
  /// The count of minor units; negative for money that leaves.
  public var minorUnits: Int64

  /// No money.
  public static let zero = Amount(minorUnits: 0)

  /// Makes an amount from minor units: 1250 is 12.50 in a currency with two decimals.
  public init(minorUnits: Int64) {
    self.minorUnits = minorUnits
  }

  /// True below zero.
  public var isNegative: Bool { minorUnits < 0 }

  /// The sum of both; throws when it does not fit 64 bits.
  public func adding(_ other: Amount) throws(AmountOverflow) -> Amount {
    try Amount(minorUnits.addingReportingOverflow(other.minorUnits))
  }

  /// This amount less the other; throws when it does not fit 64 bits.
  public func subtracting(_ other: Amount) throws(AmountOverflow) -> Amount {
    try Amount(minorUnits.subtractingReportingOverflow(other.minorUnits))
  }

  /// This amount so many times; throws when it does not fit 64 bits.
  public func multiplied(by count: Int64) throws(AmountOverflow) -> Amount {
    try Amount(minorUnits.multipliedReportingOverflow(by: count))
  }

  /// The same sum the other way; throws for the one amount that has no opposite.
  public func negated() throws(AmountOverflow) -> Amount {
    try Amount.zero.subtracting(self)
  }

  private init(_ result: (partialValue: Int64, overflow: Bool)) throws(AmountOverflow) {
    guard !result.overflow else { throw AmountOverflow() }
    minorUnits = result.partialValue
  }
}

extension Amount: Comparable {
  public static func < (left: Amount, right: Amount) -> Bool {
    left.minorUnits < right.minorUnits
  }
}

extension Sequence where Element == Amount {
  /// The sum of all; throws when it, or a sum on the way, does not fit 64 bits.
  public func total() throws(AmountOverflow) -> Amount {
    var sum = Amount.zero
    for amount in self { sum = try sum.adding(amount) }
    return sum
  }
}

/// A calculation with money left the range of 64 bits; nothing was changed.
public struct AmountOverflow: Error, Equatable, Sendable, CustomStringConvertible {
  /// Makes the error.
  public init() {}

  public var description: String {
    "the sum is larger than any amount this station can hold; check the amounts given"
  }
}
