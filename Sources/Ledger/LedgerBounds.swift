import Money
import Primitives

/// The bounds within which every sum fits 64 bits and every record stays small.
public enum LedgerBounds {
  /// The largest amount of one intent, in minor units: ten thousand million yuan or euro.
  public static let amountMax: Int64 = 1_000_000_000_000
  /// The largest wallet and the farthest floor, in minor units either way.
  public static let balanceMax: Int64 = 1_000_000_000_000_000
  /// The most lines of a sale.
  public static let linesMax = 100
  /// The longest code (plate, card, dish, meal period), in UTF-8 bytes.
  public static let codeLengthMax = 200
  /// The longest dish name, in UTF-8 bytes.
  public static let nameLengthMax = 400
  /// The longest note, reason or operator, in UTF-8 bytes.
  public static let noteLengthMax = 1000

  /// True for a text of at most that many bytes without control characters, which neither a
  /// terminal nor a C string would carry unharmed.
  public static func allows(_ text: String?, lengthMax: Int) -> Bool {
    guard let text else { return true }
    return text.utf8.count <= lengthMax && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }
}

extension AccountState {
  /// True if wallets and floor are within bounds, so that no sum of them leaves 64 bits.
  public var isWithinBounds: Bool {
    [cash, subsidy, floor].allSatisfy {
      (-LedgerBounds.balanceMax...LedgerBounds.balanceMax).contains($0.minorUnits)
    }
  }
}

extension Intent {
  /// True if the intent is within bounds and does not contradict itself.
  var isWellFormed: Bool {
    guard LedgerBounds.allows(by, lengthMax: LedgerBounds.noteLengthMax) else { return false }
    return switch body {
    case .sale(let order): order.isWellFormed
    case .topUp(_, let amount, _, let note), .refund(_, let amount, _, let note):
      Self.isPositive(amount) && LedgerBounds.allows(note, lengthMax: LedgerBounds.noteLengthMax)
    case .grant(_, let amount, _): Self.isPositive(amount)
    case .reversal(_, let reason):
      LedgerBounds.allows(reason, lengthMax: LedgerBounds.noteLengthMax)
    case .correction(_, _, _, let amount, let reason):
      amount != .zero
        && (-LedgerBounds.amountMax...LedgerBounds.amountMax).contains(amount.minorUnits)
        && LedgerBounds.allows(reason, lengthMax: LedgerBounds.noteLengthMax)
    }
  }

  private static func isPositive(_ amount: Amount) -> Bool {
    (1...LedgerBounds.amountMax).contains(amount.minorUnits)
  }
}

extension SaleOrder {
  fileprivate var isWellFormed: Bool {
    guard (1...LedgerBounds.linesMax).contains(lines.count),
      lines.allSatisfy(\.isWellFormed),
      lines.reduce(0, { $0 + $1.amount.minorUnits }) == total.minorUnits,
      total.minorUnits <= LedgerBounds.amountMax
    else { return false }
    let plates = lines.map(\.plate).filter { !$0.isEmpty }
    return Set(plates).count == plates.count
      && LedgerBounds.allows(card, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(mealPeriod, lengthMax: LedgerBounds.codeLengthMax)
  }
}

extension SaleLine {
  fileprivate var isWellFormed: Bool {
    (0...LedgerBounds.amountMax).contains(amount.minorUnits)
      && (0...10_000).contains(vatBasisPoints)
      && LedgerBounds.allows(plate, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(dish, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(name, lengthMax: LedgerBounds.nameLengthMax)
  }
}
