import Lanes
import Menus
import Money
import Synchronization
import Testing

@testable import Kiosk

/// The server from outside, by the bytes it sends.
@Suite(.serialized, .timeLimit(.minutes(1))) struct KioskServerTests {
  private let board = LaneBoard()
  private let books = Books()

  /// Whether the books take debits.
  private final class Books: Sendable {
    private let state = Mutex(true)
    var areWell: Bool { state.withLock { $0 } }
    func stop() { state.withLock { $0 = false } }
  }

  /// Serves while something is done.
  private func served(_ body: (Int) async throws -> Void) async throws {
    let server = KioskServer(
      address: "127.0.0.1", port: 0,
      lanes: [LanePlace(number: 1, name: "<East> & 1", languages: ["en"])], board: board,
      currency: .cny
    ) { [books] in
      Health(
        isServing: books.areWell, lanes: [Health.Lane(lane: 1, state: "idle", problem: nil)],
        settlement: "full", software: "test")
    }
    let serving = Task { try await server.run() }
    while server.boundPort == nil { try await Task.sleep(for: .milliseconds(5)) }
    let port = try #require(server.boundPort)
    do { try await body(port) } catch {
      serving.cancel()
      throw error
    }
    board.end()
    serving.cancel()
    _ = await serving.result
  }

  @Test func `a server that is stopped while connections come ends in order`() async throws {
    for _ in 0..<10 {
      let ringing = Task.detached { () -> Int in
        var calls = 0
        while !Task.isCancelled {
          if let port = RingingPort.shared.withLock({ $0 }) {
            if (try? RawClient(port: port)) != nil { calls += 1 }
          }
          try? await Task.sleep(for: .microseconds(200))
        }
        return calls
      }
      try await served { port in
        RingingPort.shared.withLock { $0 = port }
        try await Task.sleep(for: .milliseconds(30))
      }
      RingingPort.shared.withLock { $0 = nil }
      ringing.cancel()
      #expect(await ringing.value > 0)
    }
  }

  @Test func `every answer tells browsers to run nothing from elsewhere`() async throws {
    try await served { port in
      for path in ["/lanes/1", "/healthz", "/web/display.js", "/nowhere", "/lanes/2"] {
        let answer = try await RawClient.get(path, port: port)
        #expect(answer.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"))
        #expect(answer.contains("X-Content-Type-Options: nosniff"))
        #expect(answer.contains("Referrer-Policy: no-referrer"))
        #expect(answer.contains("Cache-Control: no-"), "\(path)")
      }
    }
  }

  @Test func `what is not there is not found, and nothing is outside`() async throws {
    try await served { port in
      for path in ["/lanes/2", "/lanes/x", "/web/../../etc/passwd", "/web/%2e%2e/x", "/"] {
        let answer = try await RawClient.get(path, port: port)
        #expect(answer.hasPrefix("HTTP/1.1 404"), "\(path): \(answer.prefix(40))")
      }
      let answer = try await RawClient.get("/lanes/1", port: port, method: "POST")
      #expect(answer.hasPrefix("HTTP/1.1 404") || answer.hasPrefix("HTTP/1.1 405"))
    }
  }

  @Test func `a page is small, has no script of its own, and names are text`() async throws {
    try await served { port in
      let page = try await RawClient.get("/lanes/1", port: port)
      #expect(page.contains("&lt;East&gt; &amp; 1") && !page.contains("<East>"))
      let script = try await RawClient.get("/web/display.js", port: port)
      let style = try await RawClient.get("/web/display.css", port: port)
      #expect(page.utf8.count + script.utf8.count + style.utf8.count < 150_000)
      let line = try #require(script.split(separator: "\r\n").first { $0.hasPrefix("ETag: ") })
      let again = try await RawClient.get(
        "/web/display.js", port: port, headers: ["If-None-Match: \(line.dropFirst(6))"])
      #expect(again.hasPrefix("HTTP/1.1 304"))
    }
  }

  @Test func `a stream begins with what the lane shows, and goes on with every change`()
    async throws
  {
    try await served { port in
      board.show(LaneView(.reading), lane: 1)
      let client = try RawClient(port: port)
      client.send("GET /lanes/1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(await client.receive(until: "\"state\":\"reading\"").contains("text/event-stream"))
      board.show(LaneView(.bill), lane: 1)
      board.play(.problem, lane: 1)
      let more = await client.receive(until: "event: sound")
      #expect(more.contains("\"state\":\"bill\"") && more.contains("data: \"problem\""))
      board.show(LaneView(.paid), lane: 2)
      board.show(LaneView(.idle), lane: 1)
      #expect(
        await !client.receive(until: "\"idle\"").contains("\"paid\""), "that is another lane's")
    }
  }

  @Test func `who leaves is watched no more, and an ending server lets nobody wait`() async throws {
    try await served { port in
      var clients = try (0..<20).map { _ in
        let client = try RawClient(port: port)
        client.send(
          "GET /lanes/1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return client
      }
      while board.watcherCount < 20 { try await Task.sleep(for: .milliseconds(5)) }
      clients.removeLast(15)
      while board.watcherCount > 5 {
        board.show(LaneView(.idle), lane: 1)
        try await Task.sleep(for: .milliseconds(5))
      }
      board.end()
      for client in clients { #expect(await client.rest().contains("HTTP/1.1 200")) }
    }
  }

  @Test func `a watcher that does not read holds nobody up and gets the last state`() async throws {
    try await served { port in
      let lazy = try RawClient(port: port)
      lazy.send("GET /lanes/1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      while board.watcherCount < 1 { try await Task.sleep(for: .milliseconds(5)) }
      var view = LaneView(.reading)
      for count in 1...20_000 {
        view.tagCount = count
        board.show(view, lane: 1)
      }
      #expect(await lazy.receive(until: "\"count\":20000").contains("\"count\":20000"))
    }
  }

  @Test func `health is 503 as soon as no debit can be written`() async throws {
    try await served { port in
      let well = try await RawClient.get("/healthz", port: port)
      #expect(well.hasPrefix("HTTP/1.1 200") && well.contains("\"settlement\":\"full\""))
      books.stop()
      #expect(try await RawClient.get("/healthz", port: port).hasPrefix("HTTP/1.1 503"))
    }
  }
}

/// Where somebody calls again and again.
private enum RingingPort {
  static let shared = Mutex<Int?>(nil)
}
