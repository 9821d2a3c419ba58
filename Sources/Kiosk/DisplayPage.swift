import Hummingbird
import Mustache
import NIOCore

/// The diner's display of a lane, before it has heard anything.
struct DisplayPage: Sendable {
  private let template: MustacheTemplate

  init() throws {
    template = try MustacheTemplate(
      string: String(decoding: PackageResources.display_mustache, as: UTF8.self))
  }

  func response(for lane: LanePlace) -> Response {
    let page = template.render([
      "lane": String(lane.number), "name": lane.name,
      "language": lane.languages.first ?? "en",
      "languages": lane.languages.joined(separator: ","),
      "modes": lane.modes.map(\.rawValue).joined(separator: " "),
    ])
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8",
        .contentSecurityPolicy: SecurityHeaders<ConsoleContext>.policy(frames: "'self'"),
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
  }
}
