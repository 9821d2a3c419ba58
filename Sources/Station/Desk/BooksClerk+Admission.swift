internal import LedgerStore
internal import Operators
internal import Primitives

extension BooksClerk {
  /// Who a request is carried out for, after their secret and their right have been looked at.
  ///
  /// As long as no operator has been added, the machine's own shell does everything, as whoever
  /// installs the station. After that a request that changes something needs an operator.
  func admit(_ claim: DeskClaim, for request: DeskRequest) throws -> String {
    let shell = "shell:" + (claim.user.isEmpty ? "unknown" : String(claim.user.prefix(64)))
    guard let duty = request.duty else { return shell }
    guard let name = claim.name else {
      guard try store.hasOperators() else { return shell }
      throw DeskRefusal(
        "this needs an operator who has the right '\(duty.right.rawValue)' "
          + "(\(Self.words(Role.having(duty.right)))): give --operator NAME")
    }
    if claim.standing == .token { return try admitToken(name, for: duty) }
    let member =
      claim.standing == .signedIn ? try signedIn(name) : try identify(name, claim.secret ?? "")
    guard member.may(duty.right) || isOwnSecret(request, of: member) else {
      try refuse(duty, by: member.name.text, "no right")
      throw DeskRefusal(
        "\(member.name), \(member.role.rawValue), has no right '\(duty.right.rawValue)': ask one "
          + "of \(Self.words(Role.having(duty.right)))")
    }
    return member.name.text
  }

  /// Looks at the secret of somebody who wants to begin a session on a page.
  func signIn(_ name: String, _ secret: String) throws -> Operator {
    try identify(name, secret)
  }

  /// The operator of a session, who may have been locked or removed since it began.
  func signedIn(_ text: String) throws -> Operator {
    guard let name = OperatorName(text), let known = try store.operatorAndSecret(name) else {
      throw DeskRefusal("operator \(text) is no longer there: sign in as somebody else")
    }
    return try working(known.operator)
  }

  private func identify(_ text: String, _ secret: String) throws -> Operator {
    let now = time.wall
    let wrong = DeskRefusal("the operator's name or secret is wrong")
    guard let name = OperatorName(text), let known = try store.operatorAndSecret(name) else {
      // As much work as for a name that exists: the time of the answer tells no more than its text.
      _ = SecretHash(
        of: secret, salt: [UInt8](repeating: 0, count: SecretHash.saltByteCount),
        cost: secretCost)
      throw wrong
    }
    var member = known.operator
    guard !member.lockOut.isLocked(at: now) else {
      throw DeskRefusal(
        "too many wrong secrets for operator \(name): wait, or ask an administrator to unlock them")
    }
    let isRight = known.secret.matches(secret)
    if isRight, member.lockOut == LockOut() { return try working(member) }
    if isRight { member.lockOut.success() } else { member.lockOut.mistake(at: now) }
    let slip = AuditSlip(at: now, by: name.text, act: "operators.enter", subject: "")
    if isRight {
      try store.setLockOut(member.lockOut, of: name)
    } else {
      try slip.covering {
        slip.note(member.lockOut.isLocked(at: now) ? "wrong secret, locked out" : "wrong secret")
        try store.setLockOut(member.lockOut, of: name)
      }
    }
    guard isRight else { throw wrong }
    return try working(member)
  }

  /// That an operator is locked is told to nobody but them.
  private func working(_ member: Operator) throws -> Operator {
    guard !member.isLocked else {
      throw DeskRefusal("operator \(member.name) is locked: an administrator can unlock them")
    }
    return member
  }

  private func isOwnSecret(_ request: DeskRequest, of member: Operator) -> Bool {
    guard case .operators(.secret(let name, _)) = request else { return false }
    return name == member.name.text && !member.isLocked
  }

  /// Notes in the audit log that nothing was done.
  func refuse(_ duty: DeskDuty, by name: String, _ reason: String) throws {
    let slip = AuditSlip(at: time.wall, by: name, act: duty.act, subject: duty.subject)
    try store.audit(slip, outcome: "refused: " + reason)
  }

  private static func words(_ roles: [Role]) -> String {
    roles.map(\.rawValue).joined(separator: ", ")
  }
}
