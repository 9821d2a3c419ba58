internal import LedgerStore
internal import Operators
internal import Primitives

extension BooksClerk {
  func perform(_ act: OperatorAct) throws -> DeskAnswer {
    switch act {
    case .add(let name, let role, let secret):
      try store.addOperator(
        Operator(name: try operatorName(name), role: try self.role(role), addedAt: time.wall),
        secret: try hash(secret))
    case .role(let name, let role):
      try store.setRole(try self.role(role), of: try operatorName(name))
    case .secret(let name, let secret):
      try store.setSecret(try hash(secret), of: try operatorName(name))
    case .lock(let name, let isLocked): try store.setLocked(isLocked, try operatorName(name))
    case .remove(let name): try store.removeOperator(try operatorName(name))
    case .list: break
    case .audit(let by, let before, let limit):
      return .audit(try audit(by: by, before: before, limit: limit))
    }
    return .operators(try store.operators().map(answer))
  }

  private func audit(by: String?, before: Int?, limit: Int) throws -> [AuditAnswer] {
    try store.auditEntries(by: by, before: before ?? .max, limit: min(max(limit, 1), 10_000)).map {
      AuditAnswer(
        sequence: $0.sequence, at: $0.at.milliseconds, by: $0.by, act: $0.act,
        subject: $0.subject, outcome: $0.outcome)
    }
  }

  private func answer(_ member: Operator) -> OperatorAnswer {
    let until = member.lockOut.isLocked(at: time.wall) ? member.lockOut.until : nil
    return OperatorAnswer(
      name: member.name.text, role: member.role.rawValue,
      rights: member.role.rights.map(\.rawValue).sorted(), isLocked: member.isLocked,
      lockedOutUntil: until?.milliseconds, addedAt: member.addedAt.milliseconds)
  }

  private func operatorName(_ text: String) throws -> OperatorName {
    try workName(text, of: "operator")
  }

  /// The name that somebody, or another system, works under.
  func workName(_ text: String, of what: String) throws -> OperatorName {
    guard let name = OperatorName(text) else {
      throw DeskRefusal(
        "'\(text)' is no \(what)'s name: use lower-case letters, digits, '-', '_' and '.', "
          + "beginning with a letter, \(OperatorName.lengthMax) at most")
    }
    return name
  }

  private func role(_ text: String) throws -> Role {
    guard let role = Role(rawValue: text) else {
      let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw DeskRefusal("there is no role '\(text)': \(known)")
    }
    return role
  }

  private func hash(_ secret: String) throws -> SecretHash {
    if let fault = SecretHash.fault(in: secret) { throw DeskRefusal(fault) }
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<SecretHash.saltByteCount).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    guard let hash = SecretHash(of: secret, salt: salt, cost: secretCost) else {
      throw DeskRefusal("the PIN or password cannot be hashed on this machine")
    }
    return hash
  }
}
