import Money
import Primitives

extension Intent.Body {
  /// The bytes that stand for what is asked, written as those of a transfer are.
  ///
  /// They start with `traytally-intent-1` and the kind of the transfer asked for; the fields that
  /// follow are those of the case, in the order of its declaration.
  var canonicalBytes: [UInt8] {
    var text = CanonicalText()
    text.append("traytally-intent-1")
    text.append(kind.rawValue)
    switch self {
    case .sale(let order):
      order.write(to: &text)
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
    case .reversal(let receipt, let reason):
      text.append(receipt.description)
      text.append(reason)
    case .correction(let receipt, let account, let wallet, let amount, let reason):
      text.append(receipt.description)
      text.append(account.text)
      text.append(wallet.code)
      text.append(amount.minorUnits)
      text.append(reason)
    }
    return text.bytes
  }

  /// The kind of transfer this asks for.
  public var kind: TransferKind {
    switch self {
    case .sale: .sale
    case .topUp: .topUp
    case .grant: .grant
    case .refund: .refund
    case .reversal: .reversal
    case .correction: .correction
    }
  }
}

extension SaleOrder {
  fileprivate func write(to text: inout CanonicalText) {
    text.append(account.text)
    text.append(card)
    text.append(lane)
    text.append(visit.description)
    text.append(mealPeriod)
    text.append(lines.count)
    for line in lines { text.append(line) }
    text.append(total.minorUnits)
  }
}
