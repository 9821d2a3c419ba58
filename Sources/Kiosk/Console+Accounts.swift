import Hummingbird

// Accounts at the counter. What moves money or stops a diner is asked once more, with its effect.
extension Console {
  /// Adds the addresses of accounts.
  func addAccounts(to staff: RouterGroup<ConsoleContext>) {
    staff.get("staff/accounts") { request, context in
      let number = request.uri.queryParameters["number"].map { String($0) } ?? ""
      let done = request.uri.queryParameters["done"].map { String($0) } ?? ""
      return await accountPage(number, done: done, context)
    }
    staff.post("staff/accounts") { request, context in
      try await changeAccount(request, context)
    }
  }

  private func accountPage(
    _ number: String, done: String = "", message: String = "", _ context: ConsoleContext,
    status: HTTPResponse.Status = .ok
  ) async -> Response {
    var values: [String: Any] = ["number": number, "done": done, "message": message]
    if !number.isEmpty {
      do { values["account"] = Self.values(of: try await desk.account(number)) } catch {
        values["message"] = Self.sentence(error)
      }
    }
    for (name, right) in Self.rights {
      values[name] = context.clerk?.rights.contains(right) ?? false
    }
    return pages.page("accounts", values, for: context, status: status)
  }

  private static let rights = [
    ("mayTopUp", "top-up"), ("mayBlock", "report-loss"), ("mayServe", "serve-accounts"),
    ("mayGrant", "grant"), ("mayPayOut", "pay-out"),
  ]

  private static func values(of account: CounterAccount) -> [String: Any] {
    [
      "number": account.number, "group": account.group, "status": account.status,
      "cash": account.cash, "subsidy": account.subsidy, "cards": account.cardCount,
      "idleCards": account.idleCardCount, "hasCards": account.cardCount > 0,
      "isBlocked": account.status == "blocked",
      "isOpen": account.status == "open",
      "records": account.records.map {
        ["receipt": $0.receipt, "kind": $0.kind, "day": $0.day, "change": $0.change]
      },
    ]
  }

  private func changeAccount(
    _ request: Request, _ context: ConsoleContext
  ) async throws -> Response {
    let form = try await ownForm(of: request, context)
    guard let clerk = context.clerk, let act = Self.act(form) else { throw HTTPError(.badRequest) }
    let number = form["number"]
    do {
      guard form["sure"] == "yes" else {
        return try await confirmation(of: act, form, context)
      }
      let done = try await desk.perform(act, id: form["id"], by: clerk)
      return Response(
        status: .seeOther, headers: [.location: Self.address(number, done: done)])
    } catch let refusal as ConsoleRefusal {
      return await accountPage(
        number, message: refusal.reason, context, status: .unprocessableContent)
    }
  }

  private func confirmation(
    of act: AccountChange, _ form: Form, _ context: ConsoleContext
  ) async throws -> Response {
    let names = ["act", "number", "amount", "tender", "note"]
    let fields = names.map { ["name": $0, "value": form[$0]] }
    return pages.page(
      "confirm",
      [
        "sentence": try await desk.preview(act), "fields": fields, "id": Self.intentID(),
        "number": form["number"],
      ], for: context)
  }

  private static func act(_ form: Form) -> AccountChange? {
    let number = form["number"]
    return switch form["act"] {
    case "top-up":
      .topUp(account: number, amount: form["amount"], tender: form["tender"], note: form["note"])
    case "block": .block(account: number, isBlocked: true)
    case "unblock": .block(account: number, isBlocked: false)
    case "lost": .loss(account: number, isLost: true)
    case "found": .loss(account: number, isLost: false)
    default: nil
    }
  }

  /// The page of an account, with what was done.
  private static func address(_ number: String, done: String) -> String {
    "/staff/accounts?number=\(escaped(number))&done=\(escaped(done))"
  }

  /// Text in an address: every byte but letters and digits as `%` and two digits (RFC 3986, 2.1).
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if character.isASCII, character.isLetter || character.isNumber { return String(character) }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "%0" + digits : "%" + digits
    }.joined()
  }
}
