import Money
import Primitives

extension Intent.Body {
  /// The bytes that stand for what is asked, written as those of a transfer are.
  ///
  /// They start with `traytally-intent-1` and the word of the case; the fields that follow are
  /// those of the case, in the order of its declaration. What a transfer says of itself a sale line
  /// says here too; `refunds` is always empty.
  var canonicalBytes: [UInt8] {
    var text = CanonicalText()
    text.append("traytally-intent-1")
    text.append(word)
    switch self {
    case .sale(let order): order.write(to: &text)
    case .keyedSale(let sale): sale.write(to: &text)
    case .charge(let charge): charge.write(to: &text)
    case .saleRefund(let receipt, let lines, let reason):
      text.append(receipt.description)
      text.append(lines.count)
      for line in lines { text.append(line) }
      text.append(reason)
    case .topUp(let account, let amount, let tender, let note),
      .refund(let account, let amount, let tender, let note):
      text.append(account.text)
      text.append(amount.minorUnits)
      text.append(tender.rawValue)
      text.append(note)
    case .grant(let account, let amount, let expires):
      text.append(account.text)
      text.append(amount.minorUnits)
      text.append(expires?.description)
    case .grantTickets(let account, let ticket, let count, let expires):
      text.append(account.text)
      text.append(ticket, count: count)
      text.append(expires?.description)
    case .buyTickets(let account, let ticket, let count, let tender, let note):
      text.append(account.text)
      text.append(ticket, count: count)
      text.append(tender?.rawValue)
      text.append(note)
    case .expiry(let account, let purse):
      text.append(account.text)
      text.append(purse.code)
    case .reversal(let receipt, let reason):
      text.append(receipt.description)
      text.append(reason)
    case .correction(let receipt, let account, let purse, let amount, let reason):
      text.append(receipt.description)
      text.append(account.text)
      text.append(purse.code)
      text.append(amount.minorUnits)
      text.append(reason)
    }
    return text.bytes
  }

  /// The kind of transfer this asks for.
  public var kind: TransferKind {
    switch self {
    case .sale, .keyedSale: .sale
    case .charge: .charge
    case .saleRefund: .saleRefund
    case .topUp: .topUp
    case .grant, .grantTickets: .grant
    case .buyTickets: .ticketPurchase
    case .expiry: .expiry
    case .refund: .refund
    case .reversal: .reversal
    case .correction: .correction
    }
  }

  /// The kind's word, unless two cases share it.
  private var word: String {
    switch self {
    case .keyedSale: "keyed-sale"
    case .grantTickets: "ticket-grant"
    default: kind.rawValue
    }
  }
}

extension CanonicalText {
  fileprivate mutating func append(_ ticket: Ticket, count: Int) {
    append(ticket.kind)
    append(ticket.face.minorUnits)
    append(count)
  }

  fileprivate mutating func append(_ lines: [SaleLine], total: Amount) {
    append(lines.count)
    for line in lines { append(line) }
    append(total.minorUnits)
  }
}

extension SaleOrder {
  fileprivate func write(to text: inout CanonicalText) {
    text.append(account.text)
    text.append(card)
    text.append(lane)
    text.append(visit)
    text.append(mealPeriod)
    text.append(lines, total: total)
  }
}

extension KeyedSale {
  fileprivate func write(to text: inout CanonicalText) {
    switch payment {
    case .account(let account, let tickets):
      text.append("account")
      text.append(account.text)
      text.append(tickets?.kind)
      text.append(tickets.map { String($0.count) })
    case .tender(let tender):
      text.append("tender")
      text.append(tender.rawValue)
    }
    text.append(lane)
    text.append(mealPeriod)
    text.append(group)
    text.append(lines, total: total)
    text.append(note)
  }
}

extension Charge {
  fileprivate func write(to text: inout CanonicalText) {
    text.append(account.text)
    text.append(amount.minorUnits)
    text.append(vatBasisPoints)
    text.append(mealPeriod)
    text.append(reason)
  }
}
