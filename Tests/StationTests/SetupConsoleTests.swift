import Foundation
import Testing

@testable import Station

/// The first start: who may make the first administrator, and from where.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SetupConsoleTests {
  private func served(_ body: (Int, ServedCanteen) async throws -> Void) async throws {
    let port = try FreePort.find()
    let canteen = try ServedCanteen { $0.httpPort = port }
    try await canteen.served {
      try await eventuallyAsync { (try? RawClient(port: port)) != nil }
      try await body(port, canteen)
    }
  }

  private func post(
    _ form: String, port: Int, host: String = "localhost", more: [String] = []
  ) async throws -> String {
    let client = try RawClient(port: port)
    let lines =
      [
        "POST /setup HTTP/1.1", "Host: \(host)", "Connection: close",
        "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(form.utf8.count)",
      ] + more
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + form)
    return await client.rest()
  }

  private static let form = "name=boss&secret=secret-1&again=secret-1"

  @Test func `from elsewhere, by another name or through a proxy nobody is made administrator`()
    async throws
  {
    try await served { port, canteen in
      let attempts = [
        try await post(Self.form, port: port, host: "canteen.example"),
        try await post(Self.form, port: port, host: "localhost.example:\(port)"),
        try await post(Self.form, port: port, more: ["X-Forwarded-For: 10.0.0.7"]),
        try await post(Self.form, port: port, more: ["Forwarded: for=10.0.0.7"]),
        try await post(Self.form, port: port, more: ["Sec-Fetch-Site: cross-site"]),
      ]
      for answer in attempts { #expect(answer.hasPrefix("HTTP/1.1 403"), "\(answer.prefix(40))") }
      guard case .answer(.operators(let operators)) = try await canteen.ask(.operators(.list))
      else { throw DeskError("no list") }
      #expect(operators == [])
    }
  }

  @Test func `the machine itself makes one, once`() async throws {
    try await served { port, canteen in
      for form in [
        "name=boss&secret=secret-1&again=secret-2", "name=boss&secret=12345&again=12345",
        "name=Big+Boss&secret=secret-1&again=secret-1", "",
      ] {
        let answer = try await post(form, port: port)
        #expect(answer.hasPrefix("HTTP/1.1 422"), "\(form): \(answer.prefix(40))")
      }
      let made = try await post(Self.form, port: port)
      #expect(made.hasPrefix("HTTP/1.1 303") && made.contains("Location: /staff/start"))
      #expect(made.contains("HttpOnly") && made.contains("SameSite=Strict"))
      let again = try await post(
        "name=eve&secret=secret-1&again=secret-1", port: port)
      #expect(again.hasPrefix("HTTP/1.1 303") && again.contains("Location: /login"))
      guard case .answer(.operators(let operators)) = try await canteen.ask(.operators(.list))
      else { throw DeskError("no list") }
      #expect(operators.map(\.name) == ["boss"] && operators[0].role == "administrator")
    }
  }
}

/// The first start in a real browser.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SetupBrowserTests {
  @Test func `an installer sees what there is, makes an administrator, and sees what is left`()
    async throws
  {
    let port = try FreePort.find()
    let canteen = try ServedCanteen { $0.httpPort = port }
    try await canteen.served {
      try await eventuallyAsync { (try? RawClient(port: port)) != nil }
      let browser = try Browser()
      try await browser.ask("open", "http://localhost:\(port)/login")
      try await browser.ask("click", "main a")
      try await browser.expect("h1", "First start")
      #expect(try await browser.text("main").contains("CNY"))
      #expect(try await browser.list("axe") == [])
      try await browser.ask("type", "[name=name]", "boss")
      try await browser.ask("type", "[name=secret]", "secret-1")
      try await browser.ask("type", "[name=again]", "secret-1\n")
      try await browser.expect("h1", "Before the first diner")
      try await browser.expect("main", "1 dishes")
      #expect(try await browser.list("axe") == [])
      #expect(try await browser.list("errors") == [])
    }
  }
}
