internal import Kiosk
internal import Primitives

// Accounts and acts that move money.
extension APIRequest {
  func accountRequest(
    _ name: APIOperationName, _ given: APIArguments
  ) throws -> DeskRequest? {
    switch name {
    case .importAccounts:
      return .account(.importFile(try file(given.part("file")), check: given.flag("check")))
    case .openAccount:
      return .openAccount(
        number: try given.needed("number"), group: given.text("group") ?? "",
        name: given.text("name"), floor: try given.text("floor").map(minorUnits) ?? 0)
    case .accountHistory:
      return .history(number: try given.needed("number"), limit: limit(given))
    case .accountHoldings:
      return .holdings(number: try given.needed("number"), at: Int64(given.whole("at") ?? 0))
    case .showAccount: return .showAccount(number: try given.needed("number"))
    case .addCard:
      return .addCard(number: try given.needed("number"), tag: try given.needed("tag"))
    default: return try accountAct(name, given).map { .account($0) }
    }
  }

  private func accountAct(
    _ name: APIOperationName, _ given: APIArguments
  ) throws -> AccountAct? {
    guard let number = given.text("number") else { return nil }
    return switch name {
    case .setAccountGroup: .group(number: number, group: try given.needed("group"))
    case .setAccountValidity:
      .validity(number: number, from: given.text("from"), until: given.text("until"))
    case .blockAccount, .unblockAccount:
      .block(number: number, isBlocked: name == .blockAccount)
    case .reportCardsLost, .reportCardsFound:
      .allCards(number: number, isLost: name == .reportCardsLost)
    case .replaceCard:
      .replaceCard(number: number, old: given.text("old"), new: try given.needed("tag"))
    case .closeAccount:
      .close(
        intent: try id(given), number: number, tender: try given.needed("tender"),
        note: note(given), forfeitsTickets: given.flag("forfeits_tickets"))
    case .eraseAccount: .erase(number: number)
    default: nil
    }
  }

  func moneyRequest(_ name: APIOperationName, _ given: APIArguments) throws -> DeskRequest? {
    if let act = try walletAct(name, given) ?? receiptAct(name, given) {
      return .act(act, intent: try id(given))
    }
    return switch name {
    case .topUp:
      .topUp(
        intent: try id(given), number: try given.needed("number"), amount: try amount(given),
        tender: try given.needed("tender"), note: note(given))
    case .showReceipt: .showSale(receipt: try given.needed("receipt"))
    case .listBatches: .batches(limit: limit(given))
    case .grantGroup, .batchFile, .reverseBatch:
      .batch(try batchAct(name, given), id: try id(given), check: given.flag("check"))
    case .expireGrants: .expire
    default: nil
    }
  }

  private func walletAct(_ name: APIOperationName, _ given: APIArguments) throws -> MoneyAct? {
    guard let number = given.text("number") else { return nil }
    return switch name {
    case .payOut:
      .payOut(
        number: number, amount: try amount(given), tender: try given.needed("tender"),
        note: note(given))
    case .grant:
      .grant(number: number, amount: try amount(given), expires: given.text("expires"))
    case .grantTickets:
      .grantTickets(
        number: number, kind: try given.needed("kind"), count: given.whole("count") ?? 0,
        expires: given.text("expires"))
    case .buyTickets:
      .buyTickets(
        number: number, kind: try given.needed("kind"), count: given.whole("count") ?? 0,
        tender: given.text("tender"), note: note(given))
    case .charge:
      .charge(
        number: number, amount: try amount(given), vat: given.whole("vat") ?? 0,
        meal: given.text("meal"), reason: try given.needed("reason"))
    default: nil
    }
  }

  private func receiptAct(_ name: APIOperationName, _ given: APIArguments) throws -> MoneyAct? {
    switch name {
    case .ringUp:
      .ringUp(
        RingUp(
          items: given.texts("items"), account: given.text("account"),
          ticket: given.text("ticket"), ticketCount: given.whole("ticket_count") ?? 1,
          tender: given.text("tender"), lane: given.whole("lane"), meal: given.text("meal"),
          group: given.text("group"), vat: given.whole("vat") ?? 0, note: note(given)))
    case .refundSale:
      .refundSale(
        receipt: try given.needed("receipt"), lines: given.wholes("lines"),
        reason: try given.needed("reason"))
    case .reverseReceipt:
      .reverse(receipt: try given.needed("receipt"), reason: try given.needed("reason"))
    case .correctReceipt:
      .correct(
        receipt: try given.needed("receipt"), number: try given.needed("account"),
        wallet: try given.needed("wallet"), amount: try amount(given),
        reason: try given.needed("reason"))
    default: nil
    }
  }

  private func batchAct(_ name: APIOperationName, _ given: APIArguments) throws -> BatchAct {
    switch name {
    case .grantGroup:
      return .grantGroup(
        group: try given.needed("group"), amount: try amount(given),
        expires: given.text("expires"))
    case .batchFile:
      let kind = try given.needed("kind")
      guard let kind = BatchFile.Kind(rawValue: kind) else {
        throw APIRefusal(.malformed, ["kind: there is no batch of \(kind)"])
      }
      return .file(kind, try file(given.part("file")))
    default:
      guard let batch = UniqueID(try given.needed("batch")) else {
        throw APIRefusal(.malformed, ["batch: is no UUID"])
      }
      return .reverse(
        batch: batch, reason: try given.needed("reason"),
        takesWhatIsLeft: given.flag("takes_what_is_left"))
    }
  }

  private func amount(_ given: APIArguments) throws -> Int64 {
    try minorUnits(try given.needed("amount"))
  }

  private func note(_ given: APIArguments) -> String { given.text("note") ?? "" }
}
