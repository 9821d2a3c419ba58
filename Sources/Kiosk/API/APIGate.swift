import HTTPTypes
import Hummingbird

/// Finds out who asks, and whether they may: another system by its token, or a page of somebody who
/// has signed in.
struct APIGate: Sendable {
  let desk: any APIDesk
  let console: any ConsoleDesk
  let sessions: SessionTable

  /// Whoever may have the operation carried out.
  func clerk(
    of request: Request, for operation: APIOperation
  ) async throws(APIProblem) -> Clerk {
    let clerk = try await identify(request, isLook: operation.method == .get)
    guard operation.scope.isEmpty || clerk.rights.contains(operation.scope) else {
      throw APIProblem(.forbidden, ["this needs '\(operation.scope)', which \(clerk.name) has not"])
    }
    return clerk
  }

  private func identify(
    _ request: Request, isLook: Bool
  ) async throws(APIProblem) -> Clerk {
    if let field = request.headers[.authorization] {
      let parts = field.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let clerk = await desk.program(secret: String(parts[1]))
      else { throw .stranger }
      return clerk
    }
    guard let token = request.cookies[ConsoleGate.cookieName]?.value,
      let session = sessions.session(of: token),
      let clerk = try? await console.clerk(named: session.name)
    else { throw .stranger }
    guard isLook || isOwn(request, session) else {
      throw APIProblem(.forbidden, ["the request is not of this session: open the page again"])
    }
    return clerk
  }

  /// A page of ours sends what its form would carry in a header, which no other site can.
  private func isOwn(_ request: Request, _ session: SessionTable.Session) -> Bool {
    guard let name = HTTPField.Name("X-Form-Token") else { return false }
    return Console.isOwn(request) && request.headers[name] == session.formToken
  }
}
