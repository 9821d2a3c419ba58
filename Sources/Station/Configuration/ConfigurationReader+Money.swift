internal import Ledger
internal import Money

// What prices include, tickets, the limits of diner groups, and what becomes of settlements.
extension ConfigurationReader {
  mutating func readMoney(into configuration: inout StationConfiguration) {
    let included = word("prices_include_vat", of: ["yes", "no"])
    configuration.vat = included == "no" ? .excluded : .included
    if let group = line("guest_group") { configuration.guestGroup = group }
    configuration.grantsLastAMonth = word("grants_last", of: ["until-used", "month"]) == "month"
    configuration.tickets = tickets(in: configuration.currency)
    readLimits(into: &configuration)
  }

  mutating func readSettlement(into configuration: inout StationConfiguration) {
    configuration.closeAtMinute = timeOfDay("settlement.close_at", hours: 0...23)
    configuration.exportFolder = line("settlement.export_folder")
    guard let words = strings("settlement.export_formats") else { return }
    let formats = words.compactMap { ExportFormat(rawValue: $0) }
    if formats.isEmpty || formats.count < words.count || Set(words).count < words.count {
      let known = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      complain("settlement.export_formats", "name some of these, each once: \(known)")
    }
    configuration.exportFormats = formats
  }

  private mutating func tickets(in currency: Currency) -> [Ticket] {
    var tickets: [Ticket] = []
    for entry in entries(of: "tickets", max: 20) {
      let key = "tickets.\(entry)"
      guard let kind = string("\(key).kind"), string("\(key).value") != nil else {
        complain(key, "a ticket needs a kind and a value")
        continue
      }
      guard let value = amount("\(key).value", in: currency) else { continue }
      guard let ticket = Ticket(kind: kind, face: value) else {
        complain(
          key,
          "write the kind with up to 24 of a-z, 0-9, '-' and '_', and a value above zero")
        continue
      }
      if tickets.contains(where: { $0.kind == kind }) {
        complain("\(key).kind", "the kind '\(kind)' is there already; name each once")
      }
      tickets.append(ticket)
    }
    return tickets
  }

  private mutating func readLimits(into configuration: inout StationConfiguration) {
    var groups: Set<String> = []
    for entry in entries(of: "limits", max: 200) {
      let key = "limits.\(entry)"
      let limits = limits(key, in: configuration.currency)
      let group = line("\(key).group") ?? ""
      if !groups.insert(group).inserted {
        let whose = group.isEmpty ? "all other groups" : "'\(group)'"
        complain(key, "there are limits for \(whose) already; put them into one entry")
      }
      if group.isEmpty {
        configuration.otherLimits = limits
      } else {
        configuration.limits[group] = limits
      }
    }
  }

  private mutating func limits(_ key: String, in currency: Currency) -> GroupLimits {
    GroupLimits(
      minimumBalance: amount("\(key).minimum_balance", in: currency, mayBeNegative: true),
      perTransaction: amount("\(key).per_transaction", in: currency),
      perMeal: .init(
        amount: amount("\(key).per_meal_amount", in: currency),
        count: integer("\(key).per_meal_count", in: 0...1000)),
      perDay: .init(
        amount: amount("\(key).per_day_amount", in: currency),
        count: integer("\(key).per_day_count", in: 0...1000)))
  }

  private mutating func entries(of list: String, max: Int) -> [Int] {
    let count = text.count(of: list)
    guard count <= max else {
      complain(list, "\(count) entries; allowed are up to \(max)")
      return []
    }
    return count == 0 ? [] : Array(1...count)
  }

  private mutating func amount(
    _ key: String, in currency: Currency, mayBeNegative: Bool = false
  ) -> Amount? {
    guard let value = string(key) else { return nil }
    let amount = currency.parse(value, allowingNegative: mayBeNegative)
    guard let amount, amount.minorUnits.magnitude <= LedgerBounds.amountMax else {
      complain(
        key,
        "'\(value)' is not an amount of \(currency.code); write one such as "
          + currency.plain(Amount(minorUnits: 2000)))
      return nil
    }
    return amount
  }
}
