import Ledger
import Money

/// What is wrong with a record or a Z.
struct RecordFault: Error {
  var problem: String
  /// The place of a record that is missing, where that is what is wrong.
  var missing: Int?

  init(_ problem: String, missing: Int? = nil) {
    self.problem = problem
    self.missing = missing
  }
}

/// What an account's purses hold by the records so far.
struct Wallets: Equatable {
  var cash: Int64 = 0
  /// Subsidy and tickets.
  var purses = Purses()

  var subsidy: Int64 { purses.total(of: .subsidy).minorUnits }

  mutating func add(_ changes: [PurseAmount]) {
    for change in changes {
      if change.purse.wallet == .cash {
        cash &+= change.amount.minorUnits
      } else {
        purses.add(change.amount.minorUnits, to: change.purse)
      }
    }
  }
}

/// One record against the record before it and against the rules, computed anew.
struct RecordCheck {
  let record: JournalRecord
  let transfer: Transfer

  func chain(after head: ChainHash) throws(RecordFault) {
    guard head.sealing(transfer) == record.hash else {
      throw RecordFault("its hash does not follow from its content and the record before it")
    }
  }

  /// Postings sum to zero, stay with the transfer's own account, and are those of its kind.
  func shape() throws(RecordFault) {
    guard let sum = try? transfer.postings.map(\.amount).total(), sum == .zero else {
      throw RecordFault("its postings do not sum to zero")
    }
    for posting in transfer.postings {
      if case .wallet(let account, _) = posting.book, account != transfer.account {
        throw RecordFault("it posts to another account's wallet")
      }
    }
    guard areCounterBooksRight else { throw RecordFault("its books are not those of its kind") }
    guard areReferencesRight else {
      throw RecordFault("what it refers to is missing, later, or not of its account")
    }
    try lines()
    if transfer.kind == .reversal, let named = record.named { try reversal(of: named) }
    if transfer.kind == .saleRefund, let named = record.named { try refund(of: named) }
    guard !record.sellsPlateAgain else {
      throw RecordFault("it sells a plate that was sold before in the same visit")
    }
  }

  private var areCounterBooksRight: Bool {
    transfer.postings.allSatisfy { posting in
      switch (posting.book, transfer.kind) {
      case (.wallet, _), (_, .reversal): true
      case (.sales, .sale), (.sales, .charge), (.sales, .saleRefund): true
      case (.tender, .sale), (.tender, .saleRefund): transfer.account == nil
      case (.ticketRests, .sale), (.ticketRests, .saleRefund): transfer.account != nil
      case (.tender, .topUp), (.tender, .refund), (.tender, .ticketPurchase): true
      case (.grants, .grant), (.expiries, .expiry), (.corrections, .correction): true
      default: false
      }
    }
  }

  private var areReferencesRight: Bool {
    switch transfer.kind {
    case .reversal, .correction, .saleRefund:
      guard let named = record.named else { return false }
      return named.receipt < transfer.receipt && named.account == transfer.account
    default: return transfer.refersTo == nil
    }
  }

  /// The lines add up to what the books say was sold or given back, and their VAT lies in them.
  private func lines() throws(RecordFault) {
    let lines = transfer.particulars.lines
    let sold = transfer.postings.filter { $0.book == .sales }.reduce(0) {
      $0 &+ $1.amount.minorUnits
    }
    let sum = lines.reduce(0) { $0 &+ $1.amount.minorUnits }
    guard sold == (transfer.kind.sells ? sum : 0 &- sum) else {
      throw RecordFault("its lines do not add up to what was sold")
    }
    guard lines.allSatisfy({ $0.vat >= .zero && $0.vat <= $0.amount }) else {
      throw RecordFault("a line has a VAT that its price cannot contain")
    }
    guard lines.allSatisfy({ ($0.refunds == nil) == transfer.kind.sells }) else {
      throw RecordFault("a line that is sold gives something back, or the other way round")
    }
  }

  private func reversal(of named: Transfer) throws(RecordFault) {
    let opposite = Set(
      named.postings.map {
        Posting($0.book, Amount(minorUnits: 0 &- $0.amount.minorUnits))
      })
    guard named.kind != .reversal, named.kind != .saleRefund, opposite == Set(transfer.postings),
      hasLines(of: named), transfer.particulars.lines.count == named.particulars.lines.count
    else {
      throw RecordFault("it is not the exact opposite of what it reverses")
    }
  }

  private func refund(of named: Transfer) throws(RecordFault) {
    guard named.kind.sells, named.businessDay == transfer.businessDay, hasLines(of: named) else {
      throw RecordFault("it does not give back what was sold on the same day")
    }
  }

  /// True if every line is the one of that sale that it says it gives back.
  private func hasLines(of sale: Transfer) -> Bool {
    let sold = sale.particulars.lines
    return transfer.particulars.lines.allSatisfy { line in
      guard let place = line.refunds, sold.indices.contains(place - 1) else { return false }
      var expected = sold[place - 1]
      expected.refunds = place
      return line == expected
    }
  }

  /// The books remember one intent as the origin, and it asked for what was done.
  func intent() throws(RecordFault) {
    guard let stored = record.intentBodyHash else {
      throw RecordFault("no intent is remembered that led to it")
    }
    guard let body = transfer.body, ChainHash.ofBody(body) == stored else {
      throw RecordFault("the intent remembered for it asked for something else")
    }
  }

  /// Wallets after are wallets before plus change, no purse is overdrawn, and the floor that held
  /// then was respected. Answers the wallets after.
  func wallets(after before: Wallets) throws(RecordFault) -> Wallets {
    guard let account = transfer.account else {
      guard (transfer.cashAfter, transfer.subsidyAfter, transfer.floor) == (.zero, .zero, .zero)
      else { throw RecordFault("it has wallets and no account") }
      return before
    }
    let state = AccountState(
      number: account, standing: .open, cash: Amount(minorUnits: before.cash),
      subsidy: Amount(minorUnits: before.subsidy), floor: transfer.floor, purses: before.purses)
    var after = before
    after.add(transfer.purseChanges)
    guard
      (after.cash, after.subsidy) == (
        transfer.cashAfter.minorUnits, transfer.subsidyAfter.minorUnits
      )
    else { throw RecordFault("its wallets after are not those before plus what it changed") }
    guard state.isWithinBounds, after.purses.contents.allSatisfy({ $0.amount > .zero }),
      LedgerRules.respectsFloor(state, cash: after.cash, subsidy: after.subsidy)
    else {
      throw RecordFault("it takes the account below its floor")
    }
    return after
  }
}
