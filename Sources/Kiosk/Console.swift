import HTTPTypes
import Hummingbird
import NIOCore
import Primitives

/// The console of staff and finance: sign in, look at the lanes, explain a bill, close the day.
struct Console: Sendable {
  private static let listedSettlementsMax = 60
  private static let listedActsMax = 200

  let desk: any ConsoleDesk
  let sessions: SessionTable
  let board: LaneBoard
  let lanes: [LanePlace]
  let pages: ConsolePages
  /// True if the session's cookie travels over TLS alone.
  let isSecure: Bool

  /// Adds the console's addresses.
  func add(to router: Router<ConsoleContext>) {
    router.get("login") { _, _ in await loginPage("") }
    router.post("login") { request, _ in try await signIn(request) }
    addSetup(to: router)
    let staff = router.group().add(
      middleware: ConsoleGate(sessions: sessions, desk: desk, right: nil))
    staff.post("logout") { request, context in try await signOut(request, context) }
    staff.get("staff") { _, context in await staffPage(context) }
    staff.get("staff/events") { _, _ in
      KioskServer.stream(board.watch(nil)) { ServerEvent(forStaff: $0) }
    }
    staff.get("staff/explain") { request, context in await explainPage(request, context) }
    addAccounts(to: staff)
    addHall(to: staff)
    let administration = router.group().add(
      middleware: ConsoleGate(sessions: sessions, desk: desk, right: "operators"))
    administration.get("staff/start") { _, context in await startPage(context) }
    administration.get("staff/audit") { _, context in await auditPage(context) }
    let finance = router.group().add(
      middleware: ConsoleGate(sessions: sessions, desk: desk, right: "settle"))
    finance.get("finance") { _, context in await financePage("", context) }
    finance.post("finance/verify") { request, context in try await verify(request, context) }
    finance.post("finance/close") { request, context in try await close(request, context) }
    finance.get("finance/z/:number/:file") { _, context in try await file(context) }
  }
}

// Signing in and out.
extension Console {
  private func loginPage(_ message: String, status: HTTPResponse.Status = .ok) async -> Response {
    pages.page(
      "login", ["message": message, "open": await desk.hasOperators()], status: status)
  }

  private func signIn(_ request: Request) async throws -> Response {
    let form = try await Form(of: request)
    guard Self.isOwn(request) else { throw HTTPError(.forbidden) }
    guard sessions.mayTry() else {
      return await loginPage(
        "Too many attempts: wait a minute. 尝试过多，请稍后再试。", status: .tooManyRequests)
    }
    do {
      let clerk = try await desk.signIn(name: form["name"], secret: form.raw("secret"))
      return signedIn(clerk, to: "/staff")
    } catch let refusal as ConsoleRefusal {
      return await loginPage(refusal.reason, status: .unauthorized)
    }
  }

  /// Begins a session.
  func signedIn(_ clerk: Clerk, to page: String) -> Response {
    var response = Response(status: .seeOther, headers: [.location: page])
    response.setCookie(
      Cookie(
        name: ConsoleGate.cookieName, value: sessions.begin(name: clerk.name), path: "/",
        secure: isSecure, httpOnly: true, sameSite: .strict))
    return response
  }

  private func signOut(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    _ = try await ownForm(of: request, context)
    sessions.end(context.sessionToken)
    return Response(status: .seeOther, headers: [.location: "/login"])
  }

  /// A form that one of our own pages has sent.
  func ownForm(of request: Request, _ context: ConsoleContext) async throws -> Form {
    let form = try await Form(of: request)
    guard Self.isOwn(request), !context.formToken.isEmpty, form["token"] == context.formToken
    else {
      throw HTTPError(.forbidden, message: "the form is not of this session: open the page again")
    }
    return form
  }

  /// False for what a browser says comes from another site (Fetch Metadata Request Headers).
  static func isOwn(_ request: Request) -> Bool {
    guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else {
      return true
    }
    return site == "same-origin" || site == "none"
  }
}

// Staff.
extension Console {
  private func staffPage(_ context: ConsoleContext) async -> Response {
    let states = lanes.map { lane in
      (LaneState(lane: lane.number, view: board.view(of: lane.number)), lane.name)
    }
    let rows = states.sorted { ($0.0.rank, $0.0.lane) < ($1.0.rank, $1.0.lane) }
      .map { $0.0.values(name: $0.1) }
    return pages.page(
      "staff",
      [
        "lanes": rows, "readers": await readerRows(),
        "trouble": await desk.settlementTrouble() ?? "",
      ],
      for: context)
  }

  /// The readers as templates draw them.
  func readerRows() async -> [[String: Any]] {
    ((try? await desk.readers()) ?? []).map { reader in
      [
        "lane": reader.lane, "role": reader.role, "standing": reader.standing,
        "detail": reader.detail, "isProblem": reader.standing != "ready",
      ]
    }
  }

  private func auditPage(_ context: ConsoleContext) async -> Response {
    do {
      let entries = try await desk.auditLog(limit: Self.listedActsMax).map {
        ["at": $0.at, "by": $0.by, "act": $0.act, "subject": $0.subject, "outcome": $0.outcome]
      }
      return pages.page("audit", ["entries": entries], for: context)
    } catch {
      return pages.page("audit", ["message": Self.sentence(error)], for: context)
    }
  }

  private func explainPage(_ request: Request, _ context: ConsoleContext) async -> Response {
    let receipt = request.uri.queryParameters["receipt"].map { String($0) } ?? ""
    var values: [String: Any] = ["receipt": receipt, "text": "", "message": ""]
    if !receipt.isEmpty {
      do { values["text"] = try await desk.explanation(of: receipt) } catch {
        values["message"] = Self.sentence(error)
      }
    }
    return pages.page("explain", values, for: context)
  }

  static func sentence(_ error: any Error) -> String {
    (error as? ConsoleRefusal)?.reason ?? "\(error)"
  }
}

// Finance.
extension Console {
  private func financePage(
    _ message: String, done: String = "", _ context: ConsoleContext,
    status: HTTPResponse.Status = .ok
  ) async -> Response {
    var values: [String: Any] = ["message": message, "done": done, "id": Self.intentID()]
    values["trouble"] = await desk.settlementTrouble() ?? ""
    do {
      values["today"] = try await desk.openDay()
      values["settlements"] = try await desk.settlements(limit: Self.listedSettlementsMax).map {
        row -> [String: Any] in
        [
          "number": row.number, "date": row.businessDate, "net": row.net,
          "transfers": row.transfers, "code": row.sealCode,
          "files": SettlementFile.allCases.map {
            ["name": $0.rawValue, "number": "\(row.number)"]
          },
        ]
      }
    } catch {
      values["message"] = Self.sentence(error)
    }
    return pages.page("finance", values, for: context, status: status)
  }

  private func verify(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    _ = try await ownForm(of: request, context)
    do {
      return await financePage("", done: try await desk.verify(), context)
    } catch {
      return await financePage(Self.sentence(error), context)
    }
  }

  private func close(_ request: Request, _ context: ConsoleContext) async throws -> Response {
    let form = try await ownForm(of: request, context)
    guard let clerk = context.clerk else { throw HTTPError(.forbidden) }
    do {
      let number = try await desk.closeDay(
        counted: form["counted"], reason: form["reason"], id: form["id"], by: clerk)
      return Response(status: .seeOther, headers: [.location: "/finance#z\(number)"])
    } catch {
      return await financePage(Self.sentence(error), context, status: .unprocessableContent)
    }
  }

  private func file(_ context: ConsoleContext) async throws -> Response {
    guard let number = context.parameters.get("number", as: Int.self),
      let file = context.parameters.get("file").flatMap({ SettlementFile(rawValue: $0) })
    else { throw HTTPError(.notFound) }
    let bytes: [UInt8]
    do { bytes = try await desk.file(file, ofZ: number) } catch let refusal as ConsoleRefusal {
      throw HTTPError(.notFound, message: refusal.reason)
    }
    var headers: HTTPFields = [.contentType: file.mediaType]
    if file.isShown {
      // The page to be printed brings its style along, and nothing that runs.
      headers[.contentSecurityPolicy] =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
    } else {
      headers[.contentDisposition] = "attachment; filename=\"z\(number)-\(file.rawValue)\""
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// The id of the act that a page offers: sent twice, it is done once.
  static func intentID() -> String {
    var generator = SystemRandomNumberGenerator()
    return UniqueID(using: &generator).description
  }
}
