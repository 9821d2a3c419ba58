import Foundation
import Testing

@testable import Station

/// The virtual counter of the demonstration, as a visitor uses it who has no hardware.
@Suite(.serialized, .timeLimit(.minutes(2))) struct CounterBrowserTests {
  private func visited(_ body: (Browser, Int) async throws -> Void) async throws {
    let port = try FreePort.find()
    let demo = try Daemon(["demo", "--port", "\(port)", "--json"])
    defer { demo.signal(SIGTERM) }
    try await eventuallyAsync { (try? await RawClient.get("/healthz", port: port)) != nil }
    let browser = try Browser()
    try await browser.ask("size", 1400, 1000)
    try await browser.ask("open", "http://127.0.0.1:\(port)/counter")
    try await browser.expect("#cards", "Card with money")
    try await body(browser, port)
    let errors = try await browser.list("errors").filter { !$0.contains("status of 4") }
    #expect(errors == [])
  }

  /// Waits until the display within the page shows a text.
  private func seen(
    _ text: String, in browser: Browser, location: SourceLocation = #_sourceLocation
  ) async throws {
    let script = "return document.querySelector('iframe').contentDocument.body.innerText"
    var shown = ""
    for _ in 0..<400 {
      shown = try await browser.ask("run", script) as? String ?? ""
      if shown.contains(text) { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    #expect(shown.contains(text), "\(shown)", sourceLocation: location)
  }

  /// Drags one element onto another, with the events that a mouse makes.
  private func drag(_ from: String, to place: String, in browser: Browser) async throws {
    try await browser.ask(
      "run",
      """
      const held = new DataTransfer();
      const at = (name, place) => document.querySelector(place).dispatchEvent(
        new DragEvent(name, { dataTransfer: held, bubbles: true, cancelable: true }));
      at("dragstart", "\(from)"); at("dragover", "\(place)"); at("drop", "\(place)");
      """)
  }

  @Test func `plates are dragged, a bill is seen, a card pays it, the next tray is new`()
    async throws
  {
    try await visited { browser, _ in
      #expect(try await browser.list("axe") == [])
      try await seen("put down your tray", in: browser)
      for _ in 0..<2 {
        try await drag("#shelf button[data-id=R01]", to: "#tray", in: browser)
      }
      try await drag("#shelf button[data-id=V02]", to: "#tray", in: browser)
      try await browser.expect("#tray", "Mapo tofu")
      try await drag("#tray", to: "#antenna", in: browser)
      try await browser.expect("#antenna", "3 plates")
      try await seen("¥7.00", in: browser)
      try await drag("[data-id=V-RICH]", to: "#antenna", in: browser)
      try await seen("¥93.00", in: browser)
      #expect(try await browser.list("axe") == [])
      try await browser.ask("click", "#clear")
      try await browser.expect("#antenna", "empty")
      // The same plates, washed and filled.
      for _ in 0..<8 { try await browser.ask("click", "#shelf button[data-id=R01]") }
      try await browser.ask("click", "#lay")
      try await seen("¥8.00", in: browser)
    }
  }

  @Test func `with the keyboard alone: no money, a lost card, a strange card and plate, no reader`()
    async throws
  {
    try await visited { browser, _ in
      try await browser.ask("type", "#shelf button[data-id=V02]", "\n")
      try await browser.expect("#tray", "Mapo tofu")
      try await browser.ask("type", "#lay", "\n")
      try await seen("¥5.00", in: browser)
      for (card, words) in [
        ("V-POOR", "Not enough money"), ("V-LOST", "reported lost"), ("V-NONE", "not known here"),
      ] {
        try await browser.ask("type", "[data-id=\(card)]", "\n")
        try await seen(words, in: browser)
        // The card leaves the reader before the next one comes.
        let cardsOn = "return document.querySelectorAll('[aria-pressed=true]').length"
        for _ in 0..<200 where try await browser.ask("run", cardsOn) as? Int != 0 {
          try await Task.sleep(for: .milliseconds(20))
        }
        try await seen("Tap your card", in: browser)
      }
      try await browser.ask("type", "#shelf button[data-id=stranger]", "\n")
      try await seen("do not know", in: browser)
      try await browser.ask("type", "#plug", "\n")
      try await browser.expect("#antenna", "unplugged")
      try await seen("not connected", in: browser)
      try await browser.ask("type", "#plug", "\n")
      try await seen("do not know", in: browser)
      try await browser.ask("type", "#clear", "\n")
      try await seen("put down your tray", in: browser)
    }
  }

  @Test func `acts from elsewhere, of no sense or too large do nothing`() async throws {
    try await visited { _, port in
      let json = "Content-Type: application/json"
      let acts: [(String, [String], String)] = [
        ("{\"act\":\"clear\"}", [json], "200"), ("{\"act\":\"dance\"}", [json], "400"),
        ("{\"act\":\"take\",\"id\":\"X99\"}", [json], "422"), ("x", [json], "400"),
        ("{\"act\":\"clear\"}", ["Content-Type: text/plain"], "403"),
        ("{\"act\":\"clear\"}", [json, "Sec-Fetch-Site: cross-site"], "403"),
        (String(repeating: " ", count: 2_000), [json], "413"),
      ]
      for (body, headers, status) in acts {
        let client = try RawClient(port: port)
        let lines =
          ["POST /counter/acts HTTP/1.1", "Host: localhost", "Connection: close"] + headers
        client.send(
          (lines + ["Content-Length: \(body.utf8.count)", "", body]).joined(separator: "\r\n"))
        let answer = await client.rest()
        #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(body.prefix(30))")
      }
    }
  }

  @Test func `a station that is no demonstration has no counter`() async throws {
    try await StaffedCanteen.served { port, _ in
      for path in ["/counter", "/counter/state"] {
        let answer = try await RawClient.get(path, port: port)
        #expect(answer.hasPrefix("HTTP/1.1 404"))
      }
    }
  }
}
