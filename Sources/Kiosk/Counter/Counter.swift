import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// The pages of the virtual counter; a station that is no demonstration has none.
struct Counter: Sendable {
  /// - actBytesMax (bytes, 1024): the largest act.
  private static let actBytesMax = 1_024

  private static var policy: String {
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
      + "frame-ancestors 'none'"
  }

  private let desk: any CounterDesk
  private let page: String

  init(desk: any CounterDesk) throws {
    self.desk = desk
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.counter_mustache, as: UTF8.self))
    page = template.render(["lane": String(desk.lane)])
  }

  /// Adds the counter's addresses.
  func add(to router: Router<ConsoleContext>) {
    router.get("counter") { [page] _, _ in
      Response(
        status: .ok,
        headers: [
          .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: Self.policy,
        ], body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }
    router.get("counter/state") { [desk] _, _ in Self.response(await desk.state()) }
    router.post("counter/acts") { [desk] request, _ in
      guard Console.isOwn(request), request.headers[.contentType] == "application/json" else {
        throw HTTPError(.forbidden)
      }
      let body = try await request.wholeBody(upTo: Self.actBytesMax)
      guard let act = CounterAct(json: Data(body.readableBytesView)) else {
        throw HTTPError(.badRequest, message: "there is no such act")
      }
      do {
        return Self.response(try await desk.perform(act))
      } catch let refusal as ConsoleRefusal {
        throw HTTPError(.unprocessableContent, message: refusal.reason)
      }
    }
  }

  private static func response(_ state: CounterState) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONText.line(state))))
  }
}

extension CounterAct {
  private struct Words: Decodable {
    var act: String
    var id: String?
    var on: Bool?
  }

  /// Reads an act as the page sends it: `{"act": "card", "id": "...", "on": true}`.
  init?(json: Data) {
    guard let words = try? JSONDecoder().decode(Words.self, from: json) else { return nil }
    switch (words.act, words.id, words.on) {
    case ("take", let id?, nil): self = .take(id)
    case ("put-away", let id?, nil): self = .putAway(id)
    case ("tray", nil, let isOn?): self = .tray(isOn: isOn)
    case ("card", let id?, let isOn?): self = .card(id, isOn: isOn)
    case ("reader", nil, let isOn?): self = .reader(isPlugged: isOn)
    case ("clear", nil, nil): self = .clear
    default: return nil
    }
  }
}
