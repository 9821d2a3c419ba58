import Foundation
import Hummingbird
import NIOCore

/// A request with whoever has signed in.
struct ConsoleContext: RequestContext {
  /// - formBytesMax (bytes, 16384): the largest form.
  static let formBytesMax = 16_384

  var coreContext: CoreRequestContextStorage
  /// The operator as they are now; there behind the gate.
  var clerk: Clerk?
  /// What a form must carry.
  var formToken = ""
  /// The session's token.
  var sessionToken = ""
  private let remote: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remote = source.channel.remoteAddress
  }

  /// True if the request comes from this machine.
  var isLocal: Bool {
    let address = remote?.ipAddress ?? ""
    return address.hasPrefix("127.") || address == "::1"
  }
}

/// A form as browsers send it (`application/x-www-form-urlencoded`).
struct Form: Sendable {
  private let fields: [String: String]

  /// Reads a form; too large a body is an error of status 413.
  init(of request: Request) async throws {
    let body = try await request.wholeBody(upTo: ConsoleContext.formBytesMax)
    let text = String(buffer: body)
    fields = (try? URLEncodedFormDecoder().decode([String: String].self, from: text)) ?? [:]
  }

  /// A field without blanks at its ends; empty if there is none.
  subscript(name: String) -> String {
    raw(name).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A field as it was sent.
  func raw(_ name: String) -> String { fields[name] ?? "" }
}

/// Lets through who has signed in and has the right; sends everybody else to sign in.
struct ConsoleGate: RouterMiddleware {
  typealias Context = ConsoleContext

  static let cookieName = "traytally"

  let sessions: SessionTable
  let desk: any ConsoleDesk
  /// The right that is needed; nothing for everybody who has signed in.
  let right: String?

  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let token = request.cookies[Self.cookieName]?.value,
      let session = sessions.session(of: token)
    else { return Self.away(from: request) }
    let clerk: Clerk
    do { clerk = try await desk.clerk(named: session.name) } catch {
      sessions.end(token)
      return Self.away(from: request)
    }
    if let right, !clerk.rights.contains(right) {
      throw HTTPError(.forbidden, message: "this needs the right '\(right)'")
    }
    var context = context
    context.clerk = clerk
    context.formToken = session.formToken
    context.sessionToken = token
    return try await next(request, context)
  }

  /// Looking is sent to sign in; doing is refused, for its form would be lost.
  private static func away(from request: Request) -> Response {
    guard request.method == .get || request.method == .head else {
      return Response(
        status: .unauthorized, headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: "sign in first 请先登录\n")))
    }
    return Response(status: .seeOther, headers: [.location: "/login"])
  }
}
