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
    case .importMenu(_, let check): check ? nil : .init(.editMenu, "menu.import")
    case .importPlates(_, let check): check ? nil : .init(.managePlates, "plates.import")
    case .enrolPlates(let plateClass, let tags):
      .init(.managePlates, "plates.enrol", "\(tags.count) of \(plateClass)")
    case .bindPlates(let dish, _, let tags):
      .init(.bindPlates, "plates.bind", "\(tags.count) to \(dish)")
    case .account(let act): act.duty
    case .plate(let act): act.duty
    case .operators(let act): act.duty
    case .showAccount, .history, .exportMenu, .showMenu, .showPlate, .verify, .explain, .status,
      .capture:
      nil
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
    case .close(_, let number, _, _): .init(.closeAccount, "accounts.close", number)
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
