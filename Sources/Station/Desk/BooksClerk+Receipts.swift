internal import Ledger
internal import LedgerStore
internal import Money
internal import Primitives

extension BooksClerk {
  /// A transfer with all that it says.
  func sale(_ text: String) throws -> SaleAnswer {
    let number = try receipt(text)
    guard let transfer = try store.transfer(number) else {
      throw DeskRefusal("there is no receipt \(number) in these books")
    }
    let back = try store.linesGivenBack(of: number)
    let particulars = transfer.particulars
    return SaleAnswer(
      receipt: answer(transfer.answer), by: transfer.by, lane: particulars.lane,
      meal: particulars.mealPeriod, group: particulars.group,
      batch: particulars.batch?.description, refersTo: transfer.refersTo?.description,
      note: particulars.note,
      lines: particulars.lines.enumerated().map { index, line in
        SaleAnswer.Line(
          line: index + 1, dish: line.dish, plateClass: line.plateClass, name: line.name,
          amount: plain(line.amount), vat: plain(line.vat),
          vatBasisPoints: line.vatBasisPoints, isGivenBack: back.contains(index + 1))
      },
      postings: transfer.postings.map {
        SaleAnswer.Posting(book: $0.book.code, amount: plain($0.amount))
      })
  }

  func holdings(_ text: String, at time: WallTime) throws -> HoldingsAnswer {
    let number = try number(text)
    guard let holdings = try store.holdings(of: number, at: time) else {
      throw DeskRefusal("there is no account \(number): open it with 'accounts open'")
    }
    return HoldingsAnswer(
      number: number.description, at: time.milliseconds, cash: plain(holdings.cash),
      subsidy: plain(holdings.purses.total(of: .subsidy)), currency: configuration.currency.code,
      purses: answer(holdings.purses))
  }

  func answer(_ purses: Purses) -> [PurseAnswer] {
    purses.contents.map { content in
      PurseAnswer(
        purse: content.purse.code, amount: plain(content.amount),
        tickets: content.purse.ticket.map {
          Int(content.amount.minorUnits / $0.face.minorUnits)
        }, expires: content.purse.expires?.description)
    }
  }

  func answer(_ receipt: Receipt) -> ReceiptAnswer {
    let change =
      receipt.cashChange.minorUnits + receipt.subsidyChange.minorUnits
      + receipt.ticketChange.minorUnits
    return ReceiptAnswer(
      receipt: receipt.number.description, intent: receipt.intent.description,
      kind: receipt.kind.rawValue, account: receipt.account?.description,
      at: receipt.at.milliseconds, businessDay: receipt.businessDay.description,
      change: plain(Amount(minorUnits: change)), total: plain(receipt.total),
      cash: plain(receipt.cashAfter), subsidy: plain(receipt.subsidyAfter))
  }
}

extension Refusal {
  /// What whoever asked can do about it.
  var advice: String {
    switch self {
    case .unknownAccount: "open the account first"
    case .accountClosed: "the account is closed for good; open a new one"
    case .blockedAccount: "the account is blocked; unblock it first"
    case .malformed: "the amount must be more than zero and within bounds"
    case .sameIntentOtherBody: "this intent was used for something else; leave --intent out"
    case .insufficientBalance: "there is not that much to be taken; see 'accounts show'"
    case .minimumBalance, .transactionLimit, .mealAmountLimit, .mealCountLimit, .dayAmountLimit,
      .dayCountLimit:
      "a limit of the diner group (limits in the configuration)"
    case .noTicket: "the account has not as many tickets of that kind; see 'accounts show'"
    case .ticketNotNeeded: "fewer tickets cover it; use fewer"
    case .referenceUsed: "another top-up bears this bank reference; was it booked already?"
    case .unknownReceipt: "no receipt of these books has that number; see 'accounts history'"
    case .receiptOfAnotherAccount: "that receipt is of another account"
    case .alreadyReversed: "it has been reversed already; see 'sales show'"
    case .alreadyRefunded: "part of it has been given back; see 'sales show' for what is left"
    case .notReversible: "it takes something back itself; ask for the act anew instead"
    case .notRefundable: "only what was sold is given back; 'sales reverse' takes others back"
    case .unknownLine: "the receipt has no such line; see 'sales show'"
    case .notSameDay: "it is of another business day; use 'sales correct'"
    case .ticketNotDivisible: "it was paid with a ticket; give the whole receipt back"
    default: "see 'accounts show'"
    }
  }
}
