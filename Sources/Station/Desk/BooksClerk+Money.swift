internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives

extension BooksClerk {
  /// Carries an act out once, for an operator who has the right to it.
  func perform(_ act: MoneyAct, intent: UniqueID) throws -> DeskAnswer {
    let time = time
    let body = try body(of: act, at: time)
    let outcome = try store.perform(
      Intent(
        id: intent, at: time.wall, businessDay: businessDay(at: time), by: by,
        body: body))
    switch outcome {
    case .done(let receipt): return .receipt(answer(receipt))
    case .refused(let refusal): throw DeskRefusal("refused: \(refusal.rawValue): \(refusal.advice)")
    }
  }

  func businessDay(at time: StationTime) -> CalendarDay {
    time.local.businessDay(startingAtMinute: configuration.dayStartMinute)
  }

  private func body(of act: MoneyAct, at time: StationTime) throws -> Intent.Body {
    switch act {
    case .topUp(_, _, "bank", ""):
      throw DeskRefusal(
        "a bank transfer needs its reference, so that it is not booked twice: --note")
    case .topUp(let account, let amount, let tender, let note):
      .topUp(
        account: try number(account), amount: Amount(minorUnits: amount),
        tender: try money(tender, note), note: note)
    case .payOut(let account, let amount, let tender, let note):
      .refund(
        account: try number(account), amount: Amount(minorUnits: amount),
        tender: try money(tender, note), note: note)
    case .grant(let account, let amount, let expires):
      .grant(
        account: try number(account), amount: Amount(minorUnits: amount),
        expires: try lastDay(expires, at: time))
    case .grantTickets(let account, let kind, let count, let expires):
      .grantTickets(
        account: try number(account), try ticket(kind), count: count,
        expires: try lastDay(expires, at: time))
    case .buyTickets(let account, let kind, let count, let tender, let note):
      .buyTickets(
        account: try number(account), try ticket(kind), count: count,
        tender: try tender.map { try money($0, note) }, note: note)
    case .charge(let account, let amount, let vat, let meal, let reason):
      .charge(
        Charge(
          account: try number(account), amount: Amount(minorUnits: amount), vatBasisPoints: vat,
          mealPeriod: try mealPeriod(meal, at: time), reason: try given(reason)))
    case .refundSale(let text, let lines, let reason):
      try saleRefund(of: receipt(text), lines, try given(reason))
    case .reverse(let text, let reason):
      .reversal(of: try receipt(text), reason: try given(reason))
    case .correct(let text, let account, let wallet, let amount, let reason):
      .correction(
        of: try receipt(text), account: try number(account), wallet: try purse(wallet),
        amount: Amount(minorUnits: amount), reason: try given(reason))
    case .ringUp(let sale): .keyedSale(try keyedSale(sale, at: time))
    }
  }

  /// A refund that names no line is one of every line.
  private func saleRefund(
    of receipt: ReceiptNumber, _ lines: [Int], _ reason: String
  ) throws -> Intent.Body {
    let all = try store.transfer(receipt).map { Array($0.particulars.lines.indices) }
    let places = lines.isEmpty ? (all ?? []).map { $0 + 1 } : Set(lines).sorted()
    guard !places.isEmpty else {
      throw DeskRefusal(
        all == nil
          ? "there is no receipt \(receipt) in these books"
          : "receipt \(receipt) sold nothing: 'sales reverse' takes it back")
    }
    return .saleRefund(of: receipt, lines: places, reason: reason)
  }

  /// The last day of a grant: the one given, `month`, `never`, or what the configuration says.
  func lastDay(_ text: String?, at time: StationTime) throws -> CalendarDay? {
    let today = businessDay(at: time)
    switch text ?? (configuration.grantsLastAMonth ? "month" : "never") {
    case "never": return nil
    case "month": return today.lastOfMonth
    case let word:
      guard let day = CalendarDay(word) else {
        throw DeskRefusal("'\(word)' is not a day: write 2026-11-30, month or never")
      }
      guard day >= today else { throw DeskRefusal("\(day) has passed: name today or a later day") }
      return day
    }
  }

  func ticket(_ kind: String) throws -> Ticket {
    guard let ticket = configuration.tickets.first(where: { $0.kind == kind }) else {
      let known = configuration.tickets.map(\.kind).joined(separator: ", ")
      throw DeskRefusal(
        "there is no ticket '\(kind)': "
          + (known.isEmpty ? "name some under 'tickets' in the configuration" : known))
    }
    return ticket
  }

  func receipt(_ text: String) throws -> ReceiptNumber {
    guard let receipt = ReceiptNumber(text) else {
      throw DeskRefusal(
        "'\(text)' is not a receipt number: write it as it is printed, such as "
          + "\(configuration.station)-000001")
    }
    return receipt
  }

  func mealPeriod(_ text: String?, at time: StationTime) throws -> String? {
    let catalogue = try store.catalogue()
    return try period(text, in: catalogue)?.rawValue
      ?? catalogue.mealPeriod(at: time.local)?.code.rawValue
  }

  func money(_ word: String, _ note: String) throws -> Tender {
    guard let tender = Tender(rawValue: word), tender.isMoney else {
      let known = Tender.allCases.filter(\.isMoney).map(\.rawValue).joined(separator: ", ")
      throw DeskRefusal("'\(word)' is not a tender: \(known)")
    }
    return tender
  }

  private func purse(_ code: String) throws -> Purse {
    guard let purse = Purse(code: code) else {
      throw DeskRefusal(
        "'\(code)' is not a purse: cash, subsidy, or one that 'accounts show' lists, such as "
          + "subsidy:2026-11-30")
    }
    return purse
  }

  private func given(_ reason: String) throws -> String {
    guard !reason.isEmpty else { throw DeskRefusal("say why: --reason TEXT") }
    return reason
  }
}
