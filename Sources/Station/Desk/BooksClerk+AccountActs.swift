internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import TagReads

extension BooksClerk {
  func perform(
    _ act: AccountAct, _ onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> DeskAnswer {
    switch act {
    case .group(let number, let group):
      try checkGroup(group)
      try store.setGroup(group, of: try self.number(number))
      return .account(try account(number))
    case .floor(let number, let floor):
      try store.setFloor(Amount(minorUnits: floor), of: try self.number(number))
      return .account(try account(number))
    case .validity(let number, let from, let until):
      let validity = Validity(from: try from.map(day), until: try until.map(day))
      try store.setValidity(validity, of: try self.number(number))
      return .account(try account(number))
    case .name(let number, let name):
      try store.setName(name, of: try self.number(number))
      return .account(try account(number))
    case .block(let number, let isBlocked):
      try store.setStanding(isBlocked ? .blocked : .open, of: try self.number(number))
      return .account(try account(number))
    case .cardUse(let tag, let use):
      try store.setUse(try cardUse(use), ofCard: try self.tag(tag))
      return .done
    case .allCards(let number, let isLost):
      try store.setUse(isLost ? .lost : .valid, ofCardsOf: try self.number(number))
      return .account(try account(number))
    case .replaceCard(let number, let old, let new):
      try store.replaceCard(
        try old.map(self.tag), with: try self.tag(new), of: try self.number(number))
      return .account(try account(number))
    case .close(let intent, let number, let tender, let note, let forfeits):
      return try close(number, intent, tender, note, forfeitsTickets: forfeits)
    case .erase(let number): return try erase(number)
    case .importFile(let file, let check):
      return .accountsImport(try importAccounts(file, isCheck: check, onReply))
    }
  }

  private func close(
    _ text: String, _ intent: UniqueID, _ tender: String, _ note: String,
    forfeitsTickets: Bool
  ) throws -> DeskAnswer {
    let tender = try money(tender, note)
    let time = time
    let receipts = try store.close(
      AccountClosing(
        number: try number(text), id: intent, at: time.wall,
        businessDay: businessDay(at: time),
        by: by, tender: tender, note: note, forfeitsTickets: forfeitsTickets))
    return .closing(ClosingAnswer(account: try account(text), receipts: receipts.map(answer)))
  }

  private func erase(_ text: String) throws -> DeskAnswer {
    guard try store.erasePerson(of: try number(text)) else {
      throw DeskRefusal(
        "the name is erased, but older pages of the log may still hold it because somebody was "
          + "reading the books: give the same command once more")
    }
    return .account(try account(text))
  }

  func checkGroup(_ group: String) throws {
    let known = try store.catalogue().dinerGroups.map(\.code.rawValue)
    guard group.isEmpty || known.contains(group) else {
      let hint = known.isEmpty ? "load them with 'menu import'" : known.joined(separator: ", ")
      throw DeskRefusal("there is no diner group '\(group)': \(hint)")
    }
  }

  private func cardUse(_ text: String) throws -> CardUse {
    guard let use = CardUse(rawValue: text) else {
      throw DeskRefusal("'\(text)' is no use of a card: valid, blocked, lost")
    }
    return use
  }

  private func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(text) else {
      throw DeskRefusal("'\(text)' is not a date: write one such as 2026-09-01")
    }
    return day
  }

  private func importAccounts(
    _ file: DeskFile, isCheck: Bool, _ onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> AccountsImportAnswer {
    let groups = try store.catalogue().dinerGroups.map(\.code.rawValue)
    let sheet = AccountSheet(file, groups: groups, currency: configuration.currency)
    guard sheet.complaints.isEmpty else { throw DeskRefusal(sheet.complaints.lines) }
    let result = try store.importAccounts(sheet.accounts, isCheck: isCheck) { share in
      onReply(.progress(share))
    }
    onReply(.progress(1))
    guard result.faults.isEmpty else { throw DeskRefusal(sheet.complaints(about: result).lines) }
    return AccountsImportAnswer(
      added: result.added, changed: result.changed, unchanged: result.unchanged,
      isApplied: !isCheck)
  }
}
