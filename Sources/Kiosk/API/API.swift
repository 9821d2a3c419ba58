import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What pages and commands do, for other programs: `/api/v1`.
struct API: Sendable {
  static let root = "/api/v1"
  /// - bodyBytesMax (bytes, 65536): the largest body without a file.
  static let bodyBytesMax = 65_536
  /// - fileBodyBytesMax (bytes, 13 MiB): the largest body with one.
  static let fileBodyBytesMax = 13 << 20

  private let desk: any APIDesk
  private let board: LaneBoard
  private let lanes: [LanePlace]
  private let gate: APIGate
  private let turnstile = APITurnstile()

  init(
    desk: any APIDesk & ConsoleDesk, sessions: SessionTable, board: LaneBoard, lanes: [LanePlace]
  ) {
    self.desk = desk
    self.board = board
    self.lanes = lanes
    gate = APIGate(desk: desk, console: desk, sessions: sessions)
  }

  /// Adds the API's addresses.
  func add(to router: Router<ConsoleContext>) {
    router.get(RouterPath(Self.root + "/openapi.json")) { _, _ in
      Self.response(APIReply(bytes: Array(APIDocument.text.utf8)))
    }
    for operation in APIOperation.all {
      router.on(RouterPath(Self.root + operation.path), method: operation.method.request) {
        request, context in await answer(operation, request, context)
      }
    }
  }

  private func answer(
    _ operation: APIOperation, _ request: Request, _ context: ConsoleContext
  ) async -> Response {
    do throws(APIProblem) {
      let clerk = try await gate.clerk(of: request, for: operation)
      let arguments = try await arguments(of: operation, request, context)
      if let response = shown(operation.name) { return response }
      let reply = await turnstile.pass(clerk.name) {
        await perform(operation.name, arguments, by: clerk)
      }
      guard let reply else { throw .busy }
      return Self.response(try reply.get())
    } catch {
      return error.response
    }
  }

  /// What the lanes show is known here.
  private func shown(_ name: APIOperationName) -> Response? {
    switch name {
    case .watchLanes: KioskServer.stream(board.watch(nil)) { ServerEvent(forStaff: $0) }
    case .listLanes:
      Self.response(
        APIReply(
          bytes: Array(
            JSONText.line(
              lanes.map { LaneState(lane: $0.number, view: board.view(of: $0.number)) }
            ).utf8)))
    default: nil
    }
  }

  private func perform(
    _ name: APIOperationName, _ arguments: APIArguments, by clerk: Clerk
  ) async -> Result<APIReply, APIProblem> {
    do {
      return .success(try await desk.perform(name, arguments, by: clerk))
    } catch let refusal as APIRefusal {
      return .failure(APIProblem(refusal))
    } catch {
      return .failure(APIProblem(.serviceUnavailable, ["the station did not answer: ask again"]))
    }
  }

  static func response(_ reply: APIReply) -> Response {
    Response(
      status: .ok, headers: [.contentType: reply.mediaType],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.bytes)))
  }
}

// What was given, wherever it was given.
extension API {
  private func arguments(
    of operation: APIOperation, _ request: Request, _ context: ConsoleContext
  ) async throws(APIProblem) -> APIArguments {
    var values = try await body(of: operation, request)
    for field in operation.pathFields {
      guard let text = context.parameters.get(field.name)?.removingPercentEncoding else {
        throw APIProblem(.badRequest, ["\(field.name): is no text"])
      }
      values[field.name] = field.schema.value(ofText: text)
    }
    let known = Dictionary(operation.query.map { ($0.name, $0) }) { first, _ in first }
    for (name, text) in request.uri.queryParameters {
      guard let field = known[String(name)] else {
        throw APIProblem(.badRequest, ["\(name): there is no such field of this address"])
      }
      values[String(name)] = field.schema.value(ofText: String(text))
    }
    if let fault = APISchema.fault(in: values, operation.fields, at: "") {
      throw APIProblem(.badRequest, [fault])
    }
    return APIArguments(values)
  }

  private func body(
    of operation: APIOperation, _ request: Request
  ) async throws(APIProblem) -> [String: APIValue] {
    guard !operation.body.isEmpty else { return [:] }
    let most = operation.takesFiles ? Self.fileBodyBytesMax : Self.bodyBytesMax
    let body: ByteBuffer
    do {
      body = try await request.wholeBody(upTo: most)
    } catch let error as HTTPError where error.status == .requestTimeout {
      throw APIProblem(.requestTimeout, ["the body took too long to come"])
    } catch {
      throw APIProblem(.contentTooLarge, ["the body has \(most) bytes at most"])
    }
    if body.readableBytes == 0, !operation.body.contains(where: \.isNeeded) { return [:] }
    guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
      throw APIProblem(.unsupportedMediaType, ["send the body as application/json"])
    }
    let value = try? JSONDecoder().decode(APIValue.self, from: Data(body.readableBytesView))
    guard case .object(let fields) = value else {
      throw APIProblem(.badRequest, ["the body is no JSON object"])
    }
    let names = Set(operation.body.map(\.name))
    if let stranger = fields.keys.filter({ !names.contains($0) }).min() {
      throw APIProblem(.badRequest, ["\(stranger): there is no such field of this body"])
    }
    return fields
  }
}

extension APIOperation {
  /// True if its body holds a file.
  var takesFiles: Bool { body.contains { $0.name == "file" || $0.name == "files" } }
}

extension APIOperation.Method {
  var request: HTTPRequest.Method {
    switch self {
    case .get: .get
    case .post: .post
    case .put: .put
    case .delete: .delete
    }
  }
}
