import Money
import Primitives

/// The bounds within which every sum fits 64 bits and every record stays small.
public enum LedgerBounds {
  /// The largest amount of one intent, in minor units: ten thousand million yuan or euro.
  public static let amountMax: Int64 = 1_000_000_000_000
  /// The largest wallet and the farthest floor, in minor units either way.
  public static let balanceMax: Int64 = 1_000_000_000_000_000
  /// The most purses of subsidy and tickets an account can hold at a time.
  public static let pursesMax = 100
  /// The most tickets of one intent.
  public static let ticketCountMax = 1_000
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
    purses.contents.count <= LedgerBounds.pursesMax
      && ([cash, subsidy, floor] + purses.contents.map(\.amount)).allSatisfy {
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
    case .keyedSale(let sale): sale.isWellFormed
    case .charge(let charge): charge.isWellFormed
    case .saleRefund(_, let lines, let reason):
      !lines.isEmpty && lines == Set(lines).sorted() && Self.isNote(reason)
    case .topUp(_, let amount, let tender, let note), .refund(_, let amount, let tender, let note):
      Self.isPositive(amount) && tender.isMoney && Self.isNote(note)
    case .grant(_, let amount, _): Self.isPositive(amount)
    case .grantTickets(_, let ticket, let count, _): Self.isCount(count, of: ticket)
    case .buyTickets(_, let ticket, let count, let tender, let note):
      Self.isCount(count, of: ticket) && tender?.isMoney ?? true && Self.isNote(note)
    case .expiry(_, let purse): purse.wallet != .cash
    case .reversal(_, let reason): Self.isNote(reason)
    case .correction(_, _, let purse, let amount, let reason):
      amount != .zero
        && (-LedgerBounds.amountMax...LedgerBounds.amountMax).contains(amount.minorUnits)
        && amount.minorUnits % (purse.ticket?.face.minorUnits ?? 1) == 0
        && Self.isNote(reason)
    }
  }

  private static func isPositive(_ amount: Amount) -> Bool {
    (1...LedgerBounds.amountMax).contains(amount.minorUnits)
  }

  private static func isNote(_ text: String) -> Bool {
    LedgerBounds.allows(text, lengthMax: LedgerBounds.noteLengthMax)
  }

  private static func isCount(_ count: Int, of ticket: Ticket) -> Bool {
    (1...LedgerBounds.ticketCountMax).contains(count)
      && ticket.face.minorUnits <= LedgerBounds.amountMax / Int64(count)
  }
}

extension SaleOrder {
  fileprivate var isWellFormed: Bool {
    lines.addUp(to: total) && !sellsPlateTwice
      && LedgerBounds.allows(card, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(mealPeriod, lengthMax: LedgerBounds.codeLengthMax)
  }

  /// Compares each with those before it: on a tray of some plates that is quicker than a set.
  private var sellsPlateTwice: Bool {
    lines.indices.contains { place in
      let plate = lines[place].plate
      return !plate.isEmpty && lines[..<place].contains { $0.plate == plate }
    }
  }
}

extension KeyedSale {
  fileprivate var isWellFormed: Bool {
    let isPayable =
      switch payment {
      // What came over the counter for nothing would leave no trace of how it was paid.
      case .tender: total > .zero
      case .account(_, let use): group == nil && isUsable(use)
      }
    return isPayable && lines.addUp(to: total) && lines.allSatisfy(\.plate.isEmpty)
      && LedgerBounds.allows(mealPeriod, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(group, lengthMax: LedgerBounds.codeLengthMax)
      && group?.isEmpty != true
      && LedgerBounds.allows(note, lengthMax: LedgerBounds.noteLengthMax)
  }

  private func isUsable(_ use: TicketUse?) -> Bool {
    guard let use else { return true }
    return (1...LedgerBounds.ticketCountMax).contains(use.count)
      && Ticket(kind: use.kind, face: Amount(minorUnits: 1)) != nil
  }
}

extension Charge {
  fileprivate var isWellFormed: Bool {
    let line = SaleLine(
      plate: "", dish: nil, name: reason, amount: amount, vatBasisPoints: vatBasisPoints)
    return amount > .zero && !reason.isEmpty && [line].addUp(to: amount)
      && LedgerBounds.allows(mealPeriod, lengthMax: LedgerBounds.codeLengthMax)
  }
}

extension [SaleLine] {
  /// True for well-formed lines with that sum.
  fileprivate func addUp(to total: Amount) -> Bool {
    (1...LedgerBounds.linesMax).contains(count) && allSatisfy(\.isWellFormed)
      && reduce(0, { $0 + $1.amount.minorUnits }) == total.minorUnits
      && total.minorUnits <= LedgerBounds.amountMax
  }
}

extension SaleLine {
  fileprivate var isWellFormed: Bool {
    (0...LedgerBounds.amountMax).contains(amount.minorUnits)
      && (0...10_000).contains(vatBasisPoints)
      && (0...amount.minorUnits).contains(vat.minorUnits) && refunds == nil
      && LedgerBounds.allows(plate, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(plateClass, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(dish, lengthMax: LedgerBounds.codeLengthMax)
      && LedgerBounds.allows(name, lengthMax: LedgerBounds.nameLengthMax)
  }
}
