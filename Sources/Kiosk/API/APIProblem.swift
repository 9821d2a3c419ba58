import HTTPTypes
import Hummingbird
import NIOCore

/// What comes in place of an answer: problem details (RFC 9457).
struct APIProblem: Error {
  let status: HTTPResponse.Status
  let reasons: [String]
  private var headers: HTTPFields = [:]

  init(_ status: HTTPResponse.Status, _ reasons: [String]) {
    self.status = status
    self.reasons = reasons
  }

  init(_ refusal: APIRefusal) {
    let status: HTTPResponse.Status =
      switch refusal.kind {
      case .malformed: .badRequest
      case .forbidden: .forbidden
      case .missing: .notFound
      case .refused: .unprocessableContent
      }
    self.init(status, refusal.reasons)
  }

  /// Nobody has said who they are (RFC 6750, 3).
  static let stranger = APIProblem(
    .unauthorized, ["send a token: Authorization: Bearer tt_..."],
    [.wwwAuthenticate: "Bearer realm=\"TrayTally\""])

  /// Too much of one caller is under way.
  static let busy = APIProblem(
    .tooManyRequests, ["\(APITurnstile.perCallerMax) requests at once at most: wait for answers"],
    [.retryAfter: "1"])

  static func wrongMethod(allowed: [String]) -> Response {
    let words = allowed.joined(separator: ", ")
    return APIProblem(.methodNotAllowed, ["this address takes \(words)"], [.allow: words]).response
  }

  private init(_ status: HTTPResponse.Status, _ reasons: [String], _ headers: HTTPFields) {
    self.init(status, reasons)
    self.headers = headers
  }

  var response: Response {
    let details: APIValue = [
      "title": .text(status.reasonPhrase), "status": .whole(status.code),
      "detail": .text(reasons.joined(separator: " ")), "errors": .list(reasons.map { .text($0) }),
    ]
    var headers = headers
    headers[.contentType] = "application/problem+json"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONText.line(details))))
  }
}
