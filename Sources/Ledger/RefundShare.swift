import Money

/// What of a sale can still be given back, and to where.
struct RefundShare {
  /// What the purses paid, less what they were given back; positive.
  var purses: [PurseAmount] = []
  /// What other books than sales and purses gained, less what was taken back.
  var counters: [Posting] = []
  /// What of the sales has not been given back.
  var sales: Int64 = 0

  /// Everything that is left.
  var whole: Draft {
    Draft(
      purses,
      counters.map { Posting($0.book, Amount(minorUnits: -$0.amount.minorUnits)) }
        + [Posting(.sales, Amount(minorUnits: -sales))], Particulars())
  }

  /// A part: to the counter for what was paid there, else to the purses emptied last.
  func part(of amount: Int64, in order: SpendingOrder) throws(Refusal) -> Draft {
    guard !purses.contains(where: { $0.purse.wallet == .ticket }) else {
      throw .ticketNotDivisible
    }
    let sales = Posting(.sales, Amount(minorUnits: -amount))
    if let tender = counters.first {
      return Draft([], [Posting(tender.book, Amount(minorUnits: amount)), sales], Particulars())
    }
    return Draft(order.refund(of: amount, into: purses), [sales], Particulars())
  }
}

extension Transfer {
  /// What of this sale can be given back after some refunds.
  func leftToRefund(after refunds: [Transfer]) -> RefundShare {
    var share = RefundShare()
    var paid = Purses()
    for posting in postings + refunds.flatMap(\.postings) {
      switch posting.book {
      case .wallet(_, let purse): paid.add(-posting.amount.minorUnits, to: purse)
      case .sales: share.sales += posting.amount.minorUnits
      default:
        let known = share.counters.firstIndex { $0.book == posting.book }
        if let known {
          share.counters[known].amount.minorUnits += posting.amount.minorUnits
        } else {
          share.counters.append(posting)
        }
      }
    }
    share.purses = paid.contents
    return share
  }
}
