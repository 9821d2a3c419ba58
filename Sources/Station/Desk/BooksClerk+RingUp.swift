internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives

extension BooksClerk {
  /// A sale keyed by staff, priced by the menu.
  func keyedSale(_ sale: RingUp, at time: StationTime) throws -> KeyedSale {
    let catalogue = try store.catalogue()
    let account = try sale.account.map { try number($0) }
    let group = try group(of: sale, account: account, in: catalogue)
    let meal = try mealPeriod(sale.meal, at: time)
    let menu = KeyedMenu(
      catalogue: catalogue, group: group.map { DinerGroupCode($0) },
      mealPeriod: meal.map { MealPeriodCode($0) }, day: businessDay(at: time),
      language: configuration.lanes.first?.displayLanguages.first ?? "zh")
    let items = try sale.items.flatMap { try lines(of: $0, vat: sale.vat, from: menu) }
    let sold = try taxed(items)
    return KeyedSale(
      payment: try payment(of: sale, account: account), lane: sale.lane,
      mealPeriod: meal, group: account == nil ? group : nil,
      lines: sold, total: try sold.map(\.amount).total(), note: sale.note)
  }

  private func payment(
    of sale: RingUp, account: AccountNumber?
  ) throws -> KeyedSale.Payment {
    if let account {
      guard sale.tender == nil else {
        throw DeskRefusal("name an account or a tender, not both: one of them pays")
      }
      let tickets = sale.ticket.map { TicketUse(kind: $0, count: sale.ticketCount) }
      return .account(account, tickets: tickets)
    }
    guard let word = sale.tender, let tender = Tender(rawValue: word) else {
      let known = Tender.allCases.map(\.rawValue).joined(separator: ", ")
      throw DeskRefusal(
        "name who pays: an account, or over the counter one of \(known)")
    }
    guard sale.ticket == nil else {
      throw DeskRefusal("tickets of the books are an account's: name it, or take a paper ticket")
    }
    return .tender(tender)
  }

  /// The group whose prices hold.
  private func group(
    of sale: RingUp, account: AccountNumber?, in catalogue: Catalogue
  ) throws -> String? {
    var group = sale.group
    if let account {
      guard let record = try store.account(account) else {
        throw DeskRefusal("there is no account \(account): open it with 'accounts open'")
      }
      group = record.group
    } else if group == nil {
      group = configuration.guestGroup
    }
    guard let group, !group.isEmpty else { return nil }
    let known = catalogue.dinerGroups.map(\.code.rawValue)
    guard account != nil || known.contains(group) else {
      throw DeskRefusal(
        "there is no diner group '\(group)': \(known.joined(separator: ", "))")
    }
    return group
  }

  /// The lines of one item: a dish or an amount, so many times.
  private func lines(
    of item: String, vat: Int, from menu: KeyedMenu
  ) throws -> [SaleLine] {
    let parts = item.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    guard let word = parts.first, parts.count <= 2,
      let count = parts.count == 2 ? Int(parts[1]) : 1, (1...LedgerBounds.linesMax).contains(count)
    else { throw unreadable(item) }
    let line: SaleLine
    if let dish = menu.line(DishCode(word)) {
      line = dish
    } else if let amount = configuration.currency.parse(word) {
      line = SaleLine(
        plate: "", dish: nil, name: word, amount: amount, vatBasisPoints: vat)
    } else {
      throw unreadable(item)
    }
    return Array(repeating: line, count: count)
  }

  private func unreadable(_ item: String) -> DeskRefusal {
    DeskRefusal(
      "'\(item)' is neither a dish of the menu nor an amount: write D01, D01:2 or 12.50")
  }

  private func taxed(_ lines: [SaleLine]) throws -> [SaleLine] {
    let taxes = try VATSplit.taxed(
      lines.map { VATSplit.Line(price: $0.amount, rateBasisPoints: $0.vatBasisPoints) },
      configuration.vat)
    return zip(lines, taxes).map { line, tax in
      var line = line
      (line.amount, line.vat) = (tax.amount, tax.vat)
      return line
    }
  }
}

/// The menu as a keyed sale is priced by it.
private struct KeyedMenu {
  let catalogue: Catalogue
  let group: DinerGroupCode?
  let mealPeriod: MealPeriodCode?
  let day: CalendarDay
  let language: String

  /// A dish at the price of the day; nothing if the menu does not have it.
  func line(_ code: DishCode) -> SaleLine? {
    guard let dish = catalogue.dish(code).map({ catalogue.priced($0, in: mealPeriod, on: day) })
    else { return nil }
    return SaleLine(
      plate: "", dish: dish.code.rawValue, name: dish.names.text(in: language),
      amount: dish.prices.price(for: group), vatBasisPoints: dish.vatRateBasisPoints)
  }
}
