import HTTPTypes
import Hummingbird
import NIOCore

// The first start: until there is an administrator, the machine itself makes one here, and sees
// what the station has been told and has found.
extension Console {
  /// Adds the address of the first start.
  func addSetup(to router: Router<ConsoleContext>) {
    router.get("setup") { request, context in
      if let refusal = try await guardSetup(request, context) { return refusal }
      return await setupPage("")
    }
    router.post("setup") { request, context in
      if let refusal = try await guardSetup(request, context) { return refusal }
      guard Self.isOwn(request) else { throw HTTPError(.forbidden) }
      return try await makeAdministrator(try await Form(of: request))
    }
  }

  /// Sends away whoever comes too late or from elsewhere.
  ///
  /// A name that only looks like this machine's could be a page from elsewhere whose name was bent
  /// to it, and a proxy before the station makes everybody look near; both are refused.
  private func guardSetup(
    _ request: Request, _ context: ConsoleContext
  ) async throws -> Response? {
    if await desk.hasOperators() {
      return Response(status: .seeOther, headers: [.location: "/login"])
    }
    let host = request.head.authority ?? ""
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    let isForwarded = ["Forwarded", "X-Forwarded-For"].contains { field in
      HTTPField.Name(field).map { request.headers[$0] != nil } ?? false
    }
    guard context.isLocal, !isForwarded, ["localhost", "127.0.0.1", "[::1]"].contains(name) else {
      throw HTTPError(
        .forbidden,
        message: "the first administrator is made on the station itself: open "
          + "http://localhost/setup there, or run `traytally operators add`")
    }
    return nil
  }

  private func setupPage(
    _ message: String, status: HTTPResponse.Status = .ok
  ) async -> Response {
    let facts = await desk.facts()
    return pages.page(
      "setup",
      [
        "message": message, "readers": await readerRows(),
        "facts": facts.map { ["name": $0.name, "value": $0.value, "key": $0.key] },
      ], status: status)
  }

  private func makeAdministrator(_ form: Form) async throws -> Response {
    guard form.raw("secret") == form.raw("again") else {
      return await setupPage(
        "The two secrets are not the same. 两次输入不一致。", status: .unprocessableContent)
    }
    do {
      let clerk = try await desk.addFirstOperator(name: form["name"], secret: form.raw("secret"))
      return signedIn(clerk, to: "/staff/start")
    } catch let refusal as ConsoleRefusal {
      return await setupPage(refusal.reason, status: .unprocessableContent)
    }
  }

  /// What is still to be done before the first diner, with the pages for it.
  func startPage(_ context: ConsoleContext) async -> Response {
    let steps = await desk.steps().map { step -> [String: Any] in
      ["name": step.name, "state": step.state, "isDone": step.isDone, "page": step.page]
    }
    return pages.page("start", ["steps": steps], for: context)
  }
}

/// Something the station has been told by its configuration.
public struct StationFact: Hashable, Sendable {
  /// What it is.
  public var name: String
  /// What was said.
  public var value: String
  /// The configuration's key for it.
  public var key: String

  /// Describes a fact.
  public init(_ name: String, _ value: String, key: String) {
    (self.name, self.value, self.key) = (name, value, key)
  }
}

/// Something to be done before the first diner comes.
public struct StartStep: Hashable, Sendable {
  /// What it is.
  public var name: String
  /// How far it is.
  public var state: String
  /// True if there is nothing left to do.
  public var isDone: Bool
  /// The page for it.
  public var page: String

  /// Describes a step.
  public init(_ name: String, _ state: String, isDone: Bool, page: String) {
    (self.name, self.state, self.isDone, self.page) = (name, state, isDone, page)
  }
}
