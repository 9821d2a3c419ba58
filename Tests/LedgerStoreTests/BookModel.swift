import Ledger
import Money
import Primitives

/// The books as a child would keep them, written from docs/money.md: an independent model to
/// compare the real ones with.
struct BookModel {
  struct Account {
    var heaps: [Purse: Int64] = [:]
    var floor: Int64 = 0
    var isBlocked = false
    var group = ""
    var cash: Int64 { heaps[.cash, default: 0] }
    var subsidy: Int64 { heaps.filter { $0.key.wallet == .subsidy }.values.reduce(0, +) }

    func good(_ sort: String, _ day: Int) -> [(heap: Purse, amount: Int64)] {
      heaps.filter { ($0.key.ticket?.kind ?? $0.key.wallet.code) == sort && $0.key.last >= day }
        .sorted { ($0.key.last, $0.key.face) < ($1.key.last, $1.key.face) }
        .map { ($0.key, $0.value) }
    }
  }

  struct Entry {
    var account: AccountNumber?
    var kind: TransferKind
    var day: Int
    var moved: [Purse: Int64]
    var outside: [String: Int64]
    var meal: String?
    var prices: [Int64]
    var givenBack: Set<Int> = []
    var reference = ""
    var isReversed = false
    var returned: [Purse: Int64] = [:]

    var left: Int64 {
      prices.indices.reduce(0) { $0 + (givenBack.contains($1 + 1) ? 0 : prices[$1]) }
    }
    var counts: Bool { !isReversed && (givenBack.isEmpty || left > 0) }

    init(
      _ account: AccountNumber?, _ kind: TransferKind, _ day: Int, _ moved: [Purse: Int64],
      _ outside: [String: Int64], _ meal: String? = nil, _ prices: [Int64] = []
    ) {
      (self.account, self.kind, self.day, self.meal) = (account, kind, day, meal)
      (self.moved, self.outside, self.prices) = (moved, outside, prices)
    }
  }

  enum Answer: Equatable {
    case done(serial: Int, cash: Int64, subsidy: Int64)
    case refused(Refusal)
  }

  var accounts: [AccountNumber: Account] = [:]
  var cards: [String: (account: AccountNumber, use: CardUse)] = [:]
  var limits: [String: GroupLimits] = [:]
  private(set) var entries: [Entry] = []
  private var soldPlates: Set<String> = []
  private var answers: [IntentID: (body: Intent.Body, answer: Answer)] = [:]

  mutating func ask(_ intent: Intent) -> Answer {
    if let known = answers[intent.id] {
      return known.body == intent.body ? known.answer : .refused(.sameIntentOtherBody)
    }
    let answer: Answer
    do throws(Refusal) {
      answer = try decide(intent.body, intent.businessDay.daysSince1970)
    } catch {
      answer = .refused(error)
    }
    answers[intent.id] = (intent.body, answer)
    return answer
  }

  private mutating func decide(_ body: Intent.Body, _ day: Int) throws(Refusal) -> Answer {
    switch body {
    case .sale(let order): return try sell(order, day)
    case .keyedSale(let sale): return try ringUp(sale, day)
    case .charge(let charge):
      guard charge.amount > .zero, !charge.reason.isEmpty else { throw .malformed }
      let price = charge.amount.minorUnits
      let moved = taken(price, try account(charge.account), day)
      return try enter(Entry(charge.account, .charge, day, moved, ["sales": price], nil, [price]))
    case .saleRefund(let receipt, let lines, _): return try undo(receipt.serial, lines, day)
    case .topUp(let number, let amount, let tender, let note):
      guard amount > .zero, tender != .ticket else { throw .malformed }
      let isUsed = entries.contains { $0.reference == note && !$0.isReversed }
      if tender == .bank, !note.isEmpty, isUsed, accounts[number] != nil { throw .referenceUsed }
      let answer = try move(number, .topUp, day, .cash, amount.minorUnits, tender.rawValue)
      if tender == .bank { entries[entries.count - 1].reference = note }
      return answer
    case .grant(let number, let amount, let expires):
      guard amount > .zero else { throw .malformed }
      let heap = Purse.subsidy(until: expires)
      return try move(number, .grant, day, heap, amount.minorUnits, "grants")
    case .grantTickets(let number, let ticket, let count, let expires):
      let heap = Purse.tickets(ticket, until: expires)
      guard count > 0 else { throw .malformed }
      return try move(number, .grant, day, heap, heap.face * Int64(count), "grants")
    case .buyTickets(let number, let ticket, let count, let tender, _):
      guard count > 0, tender != .ticket else { throw .malformed }
      let heap = Purse.tickets(ticket)
      let value = heap.face * Int64(count)
      if let tender {
        return try move(number, .ticketPurchase, day, heap, value, tender.rawValue)
      }
      return try enter(Entry(number, .ticketPurchase, day, [heap: value, .cash: -value], [:]))
    case .expiry(let number, let heap):
      guard heap != .cash else { throw .malformed }
      let account = try account(number)
      guard heap.last < day else { throw .notExpired }
      guard let left = account.heaps[heap] else { throw .nothingLeft }
      return try move(number, .expiry, day, heap, -left, "expiries")
    case .refund(let number, let amount, let tender, _):
      guard amount > .zero, tender != .ticket else { throw .malformed }
      guard try account(number).cash >= amount.minorUnits else { throw .insufficientBalance }
      return try move(number, .refund, day, .cash, -amount.minorUnits, tender.rawValue)
    case .reversal(let receipt, _): return try reverse(receipt.serial, day)
    case .correction(let receipt, let number, let heap, let amount, _):
      guard amount != .zero, amount.minorUnits % heap.face == 0 else { throw .malformed }
      guard try entry(receipt.serial).account == number else { throw .receiptOfAnotherAccount }
      return try move(number, .correction, day, heap, amount.minorUnits, "corrections")
    }
  }

  private func account(_ number: AccountNumber) throws(Refusal) -> Account {
    if let account = accounts[number] { account } else { throw .unknownAccount }
  }

  private func entry(_ serial: Int) throws(Refusal) -> Entry {
    if entries.indices.contains(serial - 1) { entries[serial - 1] } else { throw .unknownReceipt }
  }

  private mutating func sell(_ order: SaleOrder, _ day: Int) throws(Refusal) -> Answer {
    let prices = order.lines.map(\.amount.minorUnits)
    guard prices.reduce(0, +) == order.total.minorUnits, !prices.isEmpty,
      Set(order.lines.map(\.plate)).count == prices.count
    else { throw .malformed }
    let account = try account(order.account)
    if let tag = order.card {
      guard let card = cards[tag], card.account == order.account else { throw .unknownCard }
      if card.use == .lost { throw .lostCard }
      if card.use == .blocked { throw .blockedCard }
    }
    if account.isBlocked { throw .blockedAccount }
    let keys = order.lines.map { "\(order.visit) \($0.plate)" }
    guard soldPlates.isDisjoint(with: keys) else { throw .alreadyPaidPlate }
    let answer = try buy(
      Entry(order.account, .sale, day, [:], [:], order.mealPeriod, prices), nil)
    soldPlates.formUnion(keys)
    return answer
  }

  private mutating func ringUp(_ sale: KeyedSale, _ day: Int) throws(Refusal) -> Answer {
    let (total, prices) = (sale.total.minorUnits, sale.lines.map(\.amount.minorUnits))
    guard prices.reduce(0, +) == total, !prices.isEmpty else { throw .malformed }
    var entry = Entry(sale.account, .sale, day, [:], [:], sale.mealPeriod, prices)
    guard case .account(let number, let tickets) = sale.payment else {
      guard case .tender(let tender) = sale.payment, total > 0 else { throw .malformed }
      entry.outside = ["sales": total, tender.rawValue: -total]
      return try enter(entry)
    }
    if try account(number).isBlocked { throw .blockedAccount }
    return try buy(entry, tickets)
  }

  private mutating func buy(_ entry: Entry, _ tickets: TicketUse?) throws(Refusal) -> Answer {
    guard let number = entry.account else { throw .unknownAccount }
    let (account, day, total) = (try account(number), entry.day, entry.left)
    var entry = entry
    entry.outside = ["sales": total]
    try checkLimits(total, number, account.group, entry.meal, day)
    var due = total
    if let tickets {
      let good = account.good(tickets.kind, day).flatMap { heap, amount in
        Array(repeating: heap, count: Int(amount / heap.face))
      }
      for heap in good.prefix(tickets.count) {
        guard due > 0 else { throw .ticketNotNeeded }
        due -= heap.face
        entry.moved[heap, default: 0] -= heap.face
      }
      guard good.count >= tickets.count else { throw .noTicket }
      if due < 0 { entry.outside["rests"] = -due }
    }
    guard due > 0 else { return try enter(entry) }
    let after = account.good("subsidy", day).reduce(account.cash - due) { $0 + $1.amount }
    if after < account.floor { throw .insufficientBalance }
    if after < limits[account.group]?.minimumBalance?.minorUnits ?? .min { throw .minimumBalance }
    entry.moved.merge(taken(due, account, day)) { $0 + $1 }
    return try enter(entry)
  }

  private func checkLimits(
    _ total: Int64, _ number: AccountNumber, _ group: String, _ meal: String?, _ day: Int
  ) throws(Refusal) {
    guard let limit = limits[group] else { return }
    if total > limit.perTransaction?.minorUnits ?? .max { throw .transactionLimit }
    let today = entries.filter {
      $0.kind == .sale && $0.account == number && $0.day == day && $0.counts
    }
    let now = today.filter { $0.meal == meal }
    for (sales, most, often, much) in [
      (now, limit.perMeal, Refusal.mealCountLimit, Refusal.mealAmountLimit),
      (today, limit.perDay, .dayCountLimit, .dayAmountLimit),
    ] {
      if sales.count >= most.count ?? .max { throw often }
      if sales.reduce(total, { $0 + $1.left }) > most.amount?.minorUnits ?? .max { throw much }
    }
  }

  /// Subsidy first, the soonest to go before the others, then cash.
  private func taken(_ total: Int64, _ account: Account, _ day: Int) -> [Purse: Int64] {
    var left = total
    var moved: [Purse: Int64] = [:]
    for (heap, amount) in account.good("subsidy", day) where left > 0 {
      moved[heap] = -min(left, amount)
      left -= min(left, amount)
    }
    if left > 0 { moved[.cash] = -left }
    return moved
  }

  private mutating func undo(_ serial: Int, _ lines: [Int], _ day: Int) throws(Refusal) -> Answer {
    guard !lines.isEmpty, lines == Set(lines).sorted() else { throw .malformed }
    let sale = try entry(serial)
    guard sale.kind == .sale || sale.kind == .charge else { throw .notRefundable }
    if sale.isReversed { throw .alreadyReversed }
    if sale.day != day { throw .notSameDay }
    guard lines.allSatisfy({ (1...sale.prices.count).contains($0) }) else { throw .unknownLine }
    guard sale.givenBack.isDisjoint(with: lines) else { throw .alreadyRefunded }
    let amount = lines.reduce(0) { $0 + sale.prices[$1 - 1] }
    var back = Entry(sale.account, .saleRefund, day, [:], ["sales": -amount])
    let isAll = sale.givenBack.count + lines.count == sale.prices.count
    let usesTicket = sale.moved.keys.contains { $0.wallet == .ticket }
    if usesTicket, !isAll { throw .ticketNotDivisible }
    if usesTicket {
      (back.moved, back.outside) = (sale.moved.mapValues(-), sale.outside.mapValues(-))
    } else if sale.account == nil {
      for tender in sale.outside.keys where tender != "sales" { back.outside[tender] = amount }
    } else {
      // Cash, which was spent last, comes back first; then subsidy, the latest to go before others.
      var left = amount
      let heaps = sale.moved.keys.sorted { $0 == .cash || ($1 != .cash && $0.last > $1.last) }
      for heap in heaps {
        let most = -sale.moved[heap, default: 0] - sale.returned[heap, default: 0]
        if min(most, left) > 0 { back.moved[heap] = min(most, left) }
        left -= min(most, left)
      }
    }
    let answer = try enter(back)
    entries[serial - 1].givenBack.formUnion(lines)
    entries[serial - 1].returned.merge(back.moved) { $0 + $1 }
    return answer
  }

  private mutating func reverse(_ serial: Int, _ day: Int) throws(Refusal) -> Answer {
    let entry = try entry(serial)
    if entry.kind == .reversal || entry.kind == .saleRefund { throw .notReversible }
    if entry.isReversed { throw .alreadyReversed }
    if !entry.givenBack.isEmpty { throw .alreadyRefunded }
    let (moved, outside) = (entry.moved.mapValues(-), entry.outside.mapValues(-))
    let answer = try enter(Entry(entry.account, .reversal, day, moved, outside))
    entries[serial - 1].isReversed = true
    return answer
  }

  private mutating func move(
    _ number: AccountNumber, _ kind: TransferKind, _ day: Int, _ heap: Purse, _ amount: Int64,
    _ book: String
  ) throws(Refusal) -> Answer {
    try enter(Entry(number, kind, day, [heap: amount], [book: -amount]))
  }

  private mutating func enter(_ entry: Entry) throws(Refusal) -> Answer {
    guard let number = entry.account else {
      entries.append(entry)
      return .done(serial: entries.count, cash: 0, subsidy: 0)
    }
    let before = try account(number)
    var after = before
    after.heaps.merge(entry.moved) { $0 + $1 }
    after.heaps = after.heaps.filter { $0.value != 0 }
    let (held, holds) = (before.cash + before.subsidy, after.cash + after.subsidy)
    guard holds >= held || holds >= after.floor,
      after.cash >= before.cash || after.cash >= min(0, after.floor),
      !after.heaps.contains(where: { $0.key != .cash && $0.value < 0 })
    else { throw .insufficientBalance }
    accounts[number] = after
    entries.append(entry)
    return .done(serial: entries.count, cash: after.cash, subsidy: after.subsidy)
  }
}

extension Purse {
  fileprivate var last: Int { expires?.daysSince1970 ?? .max }
  fileprivate var face: Int64 { ticket?.face.minorUnits ?? 1 }
}
