import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Testing

@testable import Kiosk
@testable import Station

/// The API of a station that serves, from outside.
@Suite(.serialized, .timeLimit(.minutes(3))) struct StationAPITests {
  private static let everything =
    "read read-accounts read-finance read-audit bind-plates "
    + "sell-out ring-up report-loss serve-accounts top-up refund-sale manage-accounts "
    + "import-accounts edit-menu manage-plates grant charge pay-out close-account reverse correct "
    + "expire settle erase set-up"

  private func token(
    _ name: String, _ scopes: String, of canteen: ServedCanteen, expires: String? = nil
  ) async throws -> String {
    let act = TokenAct.add(
      name: name, scopes: scopes.split(separator: " ").map { String($0) }, expires: expires)
    let reply = try await DeskClient.perform(
      .tokens(act), from: DeskClaim(name: "boss", secret: StaffedCanteen.secret),
      dataDirectory: canteen.configuration.dataDirectory)
    guard case .answer(.tokens(let tokens)) = reply, let secret = tokens.first?.secret else {
      throw DeskError("no token: \(reply)")
    }
    return secret
  }

  private func ask(
    _ path: String, _ token: String, port: Int, method: String = "GET", body: String = ""
  ) async throws -> String {
    let client = try RawClient(port: port)
    let lines = [
      "\(method) /api/v1\(path) HTTP/1.1", "Host: localhost", "Connection: close",
      "Authorization: Bearer \(token)", "Content-Type: application/json",
      "Content-Length: \(body.utf8.count)",
    ]
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    return await client.rest()
  }

  @Test func `another program carries every operation out, and all is as described`() async throws {
    let lunch = try #require(Ticket(kind: "lunch", face: Amount(minorUnits: 500)))
    try await StaffedCanteen.served(tickets: [lunch]) { port, canteen in
      let token = try await token("all", Self.everything, of: canteen)
      canteen.place(2)
      try canteen.tap()
      try await eventuallyAsync { canteen.paid == [600] }
      let said = try await PeerProgram.script("api.py").run(
        "http://127.0.0.1:\(port)", token, "Test-000002")
      #expect(said.lines == [])
      #expect(said.status == 0)
    }
  }

  @Test func `a fuzzer finds nothing that is not as described`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let token = try await token("all", Self.everything, of: canteen)
      let settings = Repository.root.appending(path: "Tests/Peers/schemathesis.toml").path()
      let said = try await PeerProgram("schemathesis").run(
        "--config-file", settings, "run", "http://127.0.0.1:\(port)/api/v1/openapi.json", "-H",
        "Authorization: Bearer \(token)", "--phases", "coverage,fuzzing", "--max-examples", "8",
        "--continue-on-failure", "--exclude-operation-id", "watchLanes", "--seed", "7",
        // What the rules of a canteen refuse is sound by its form.
        "--exclude-checks", "positive_data_acceptance", "--request-timeout", "10")
      #expect(said.status == 0, "\(said.lines.suffix(200).joined(separator: "\n"))")
      let cases = said.lines.first { $0.contains(" generated,") } ?? ""
      #expect((Int(cases.split(separator: " ").first ?? "") ?? 0) > 1_000, "\(cases)")
      guard case .answer(.verification(let books)) = try await canteen.ask(.verify(full: true))
      else { throw DeskError("not verified") }
      #expect(books.isSound)
    }
  }

  @Test func `every address asks for its scope, and looking lets nobody act`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let reader = try await token("board", "read", of: canteen)
      #expect(try await ask("/status", reader, port: port).hasPrefix("HTTP/1.1 200"))
      for operation in APIOperation.all {
        let path = operation.path.replacing(/\{[a-z]+\}/, with: "1")
        let method = operation.method.rawValue.uppercased()
        let strange = try await ask(path, "tt_0", port: port, method: method)
        #expect(strange.hasPrefix("HTTP/1.1 401"), "\(method) \(path)")
        guard operation.scope != "read", !operation.scope.isEmpty else { continue }
        let weak = try await ask(path, reader, port: port, method: method, body: "{}")
        #expect(weak.hasPrefix("HTTP/1.1 403"), "\(method) \(path)")
      }
      let batch = """
        {"id":"00000000-0000-0000-0000-000000000009","kind":"top-up",\
        "file":{"name":"a.csv","content":"YWNjb3VudCxhbW91bnQKQTEsNS4wMAo="}}
        """
      let refused = try await ask("/batches/files", reader, port: port, method: "POST", body: batch)
      #expect(refused.hasPrefix("HTTP/1.1 422") && refused.contains("has no scope 'top-up'"))
    }
  }

  @Test func `a token that was removed lets nobody in, and journal and log name it`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let token = try await token("card-system", "top-up", of: canteen)
      let body = """
        {"id":"00000000-0000-0000-0000-000000000007","amount":"5.00","tender":"cash"}
        """
      let done = try await ask(
        "/accounts/A1/top-ups", token, port: port, method: "POST", body: body)
      #expect(done.hasPrefix("HTTP/1.1 200") && done.contains("\"cash\":\"55.00\""))
      guard case .answer(.sale(let sale)) = try await canteen.ask(.showSale(receipt: "Test-000002"))
      else { throw DeskError("no receipt") }
      #expect(sale.by == "token:card-system")
      let remove = DeskRequest.tokens(.remove(name: "card-system"))
      _ = try await DeskClient.perform(
        remove, from: DeskClaim(name: "boss", secret: StaffedCanteen.secret),
        dataDirectory: canteen.configuration.dataDirectory)
      let late = try await ask(
        "/accounts/A1/top-ups", token, port: port, method: "POST", body: body)
      #expect(late.hasPrefix("HTTP/1.1 401"))
      guard
        case .answer(.audit(let log)) = try await canteen.ask(
          .operators(.audit(by: nil, before: nil, limit: 9)))
      else { throw DeskError("no log") }
      #expect(log.map(\.act).prefix(3) == ["tokens.remove", "accounts.top-up", "tokens.add"])
      #expect(log[1].by == "token:card-system" && log.allSatisfy { !$0.subject.contains("tt_") })
    }
  }

  @Test func `bodies that are too large, too deep or no JSON are refused`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let token = try await token("all", Self.everything, of: canteen)
      let deep = String(repeating: "[", count: 30_000)
      let bodies = [
        (String(repeating: "x", count: 70_000), "413"), (deep, "400"), ("{\"id\":1e999}", "400"),
        ("", "400"), ("[]", "400"), ("{\"id\":{}}", "400"), ("{\"number\":\"A1\"}", "400"),
      ]
      for (body, status) in bodies {
        let answer = try await ask(
          "/accounts/A1/top-ups", token, port: port, method: "POST", body: body)
        #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(body.prefix(20)): \(answer.prefix(20))")
      }
    }
  }
}
