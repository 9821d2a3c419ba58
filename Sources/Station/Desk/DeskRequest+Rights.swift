internal import Operators

/// What a request asks of whoever makes it, and how the audit log calls it.
struct DeskDuty {
  /// The right that is needed.
  var right: Right
  /// The act's name in the audit log.
  var act: String
  /// What it is done to.
  var subject: String

  init(_ right: Right, _ act: String, _ subject: String = "") {
    self.right = right
    self.act = act
    self.subject = subject
  }
}

extension DeskRequest {
  /// What a request that changes something asks for; nothing for one that only looks.
  var duty: DeskDuty? {
    switch self {
    case .openAccount(let number, _, _, _): .init(.serveAccounts, "accounts.open", number)
    case .topUp(_, let number, _, _, _): .init(.topUp, "accounts.top-up", number)
    case .addCard(let number, _): .init(.serveAccounts, "accounts.card.add", number)
    case .removeCard: .init(.serveAccounts, "accounts.card.remove")
    case .act(let act, _): act.duty
    case .batch(_, _, check: true): nil
    case .batch(let act, _, check: false): act.duty
    case .expire: .init(.expire, "accounts.expire")
    case .menu(let request): request.duty
    case .teach(let lane, _): .init(.setUp, "readers.survey", "lane \(lane)")
    case .forget(let lane): .init(.setUp, "readers.forget", lane.map { "lane \($0)" } ?? "")
    case .importMenu(_, let check): check ? nil : .init(.editMenu, "menu.import")
    case .importPlates(_, let check): check ? nil : .init(.managePlates, "plates.import")
    case .enrolPlates(let plateClass, let tags):
      .init(.managePlates, "plates.enrol", "\(tags.count) of \(plateClass)")
    case .bindPlates(let dish, _, let tags):
      .init(.bindPlates, "plates.bind", "\(tags.count) to \(dish)")
    case .account(let act): act.duty
    case .plate(let act): act.duty
    case .operators(let act): act.duty
    case .tokens(let act): act.duty
    case .day(let act): act.duty
    case .showAccount, .history, .batches, .showSale, .holdings, .exportMenu, .showMenu,
      .showPlate, .verify, .explain, .status, .capture:
      nil
    }
  }
}

extension MoneyAct {
  /// The right is that of the ledger's intent (`ActRight`), by the same word.
  fileprivate var duty: DeskDuty {
    switch self {
    case .topUp(let number, _, _, _): .init(.topUp, "accounts.top-up", number)
    case .payOut(let number, _, _, _): .init(.payOut, "accounts.refund", number)
    case .grant(let number, _, _), .grantTickets(let number, _, _, _):
      .init(.grant, "accounts.grant", number)
    case .buyTickets(let number, _, _, _, _): .init(.topUp, "accounts.tickets", number)
    case .charge(let number, _, _, _, _): .init(.charge, "accounts.charge", number)
    case .refundSale(let receipt, _, _): .init(.refundSale, "sales.refund", receipt)
    case .reverse(let receipt, _): .init(.reverse, "sales.reverse", receipt)
    case .correct(let receipt, _, _, _, _): .init(.correct, "sales.correct", receipt)
    case .ringUp(let sale): .init(.ringUp, "sales.ring-up", sale.account ?? "")
    }
  }
}

extension BatchAct {
  fileprivate var duty: DeskDuty {
    switch self {
    case .grantGroup(let group, _, _), .grantTicketsGroup(let group, _, _, _):
      .init(.grant, "accounts.batch", "group \(group)")
    case .file(.grant, let file): .init(.grant, "accounts.batch", file.name)
    case .file(.topUp, let file): .init(.topUp, "accounts.batch", file.name)
    case .file(.charge, let file): .init(.charge, "accounts.batch", file.name)
    case .reverse(let batch, _, _): .init(.reverse, "accounts.batch", "reverse \(batch)")
    }
  }
}

extension MenuRequest {
  fileprivate var duty: DeskDuty? {
    switch self {
    case .undo(let check): check ? nil : .init(.editMenu, "menu.undo")
    case .markSoldOut(let dish, _, let isSoldOut):
      .init(.sellOut, isSoldOut ? "menu.sold-out" : "menu.back", dish)
    case .setPrice(let wish): .init(.editMenu, "menu.price", wish.dish)
    case .versions, .soldOut, .exportWorkbook, .exportOpenMensa: nil
    }
  }
}

extension AccountAct {
  fileprivate var duty: DeskDuty? {
    switch self {
    case .group(let number, _): .init(.manageAccounts, "accounts.group", number)
    case .floor(let number, _): .init(.manageAccounts, "accounts.floor", number)
    case .validity(let number, _, _): .init(.manageAccounts, "accounts.validity", number)
    case .name(let number, _): .init(.serveAccounts, "accounts.name", number)
    case .block(let number, let isBlocked):
      .init(.reportLoss, isBlocked ? "accounts.block" : "accounts.unblock", number)
    case .cardUse(_, let use): .init(.reportLoss, "accounts.card.\(use)")
    case .allCards(let number, let isLost):
      .init(.reportLoss, isLost ? "accounts.lost" : "accounts.found", number)
    case .replaceCard(let number, _, _): .init(.serveAccounts, "accounts.card.replace", number)
    case .close(_, let number, _, _, _): .init(.closeAccount, "accounts.close", number)
    case .erase(let number): .init(.erase, "accounts.erase", number)
    case .importFile(let file, let check):
      check ? nil : .init(.importAccounts, "accounts.import", file.name)
    }
  }
}

extension PlateAct {
  fileprivate var duty: DeskDuty? {
    switch self {
    case .depart(let tags, let isLost):
      .init(.managePlates, isLost ? "plates.lost" : "plates.retire", "\(tags.count) plates")
    case .restore(let tags): .init(.managePlates, "plates.restore", "\(tags.count) plates")
    case .bindClass(let plateClass, let dish, _):
      .init(.bindPlates, "plates.bind", "class \(plateClass) to \(dish)")
    case .list, .history, .lying: nil
    }
  }
}

extension DayAct {
  fileprivate var duty: DeskDuty? {
    switch self {
    case .close: .init(.settle, "day.close")
    case .look, .show, .list: nil
    }
  }
}

extension OperatorAct {
  /// Whoever changes their own secret needs no right for it; the clerk lets that pass.
  fileprivate var duty: DeskDuty? {
    switch self {
    case .add(let name, let role, _): .init(.operators, "operators.add", "\(name) as \(role)")
    case .role(let name, let role): .init(.operators, "operators.role", "\(name) as \(role)")
    case .secret(let name, _): .init(.operators, "operators.pin", name)
    case .lock(let name, let isLocked):
      .init(.operators, isLocked ? "operators.lock" : "operators.unlock", name)
    case .remove(let name): .init(.operators, "operators.remove", name)
    case .list, .audit: nil
    }
  }
}

extension TokenAct {
  fileprivate var duty: DeskDuty? {
    switch self {
    case .add(let name, let scopes, _):
      .init(.operators, "tokens.add", "\(name): \(scopes.joined(separator: " "))")
    case .remove(let name): .init(.operators, "tokens.remove", name)
    case .list: nil
    }
  }
}
