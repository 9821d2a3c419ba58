import Ledger
import Money

/// What is wrong with a record.
struct RecordFault: Error {
  var problem: String

  init(_ problem: String) {
    self.problem = problem
  }
}

/// What an account's wallets hold by the records so far.
struct Wallets: Equatable {
  var cash: Int64 = 0
  var subsidy: Int64 = 0
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
    if transfer.kind == .reversal, let named = record.named {
      try reversal(of: named)
    }
    guard !record.sellsPlateAgain else {
      throw RecordFault("it sells a plate that was sold before in the same visit")
    }
  }

  private var areCounterBooksRight: Bool {
    transfer.postings.allSatisfy { posting in
      switch (posting.book, transfer.kind) {
      case (.wallet, _), (_, .reversal): true
      case (.sales, .sale), (.tender, .topUp), (.tender, .refund), (.grants, .grant): true
      case (.corrections, .correction): true
      default: false
      }
    }
  }

  private var areReferencesRight: Bool {
    guard transfer.kind == .reversal || transfer.kind == .correction else {
      return transfer.refersTo == nil
    }
    guard let named = record.named else { return false }
    return named.receipt < transfer.receipt && named.account == transfer.account
  }

  private func reversal(of named: Transfer) throws(RecordFault) {
    let opposite = Set(
      named.postings.map {
        Posting($0.book, Amount(minorUnits: 0 &- $0.amount.minorUnits))
      })
    guard named.kind != .reversal, opposite == Set(transfer.postings) else {
      throw RecordFault("it is not the exact opposite of what it reverses")
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

  /// Wallets after are wallets before plus change, and the floor that held then was respected.
  func wallets(after before: Wallets) throws(RecordFault) {
    let state = AccountState(
      number: transfer.account, standing: .open, cash: Amount(minorUnits: before.cash),
      subsidy: Amount(minorUnits: before.subsidy), floor: transfer.floor)
    let after = Wallets(
      cash: before.cash &+ transfer.change(of: .cash).minorUnits,
      subsidy: before.subsidy &+ transfer.change(of: .subsidy).minorUnits)
    let stated = Wallets(
      cash: transfer.cashAfter.minorUnits, subsidy: transfer.subsidyAfter.minorUnits)
    guard after == stated else {
      throw RecordFault("its wallets after are not those before plus what it changed")
    }
    guard state.isWithinBounds,
      LedgerRules.respectsFloor(state, cash: after.cash, subsidy: after.subsidy)
    else {
      throw RecordFault("it takes the account below its floor")
    }
  }
}
