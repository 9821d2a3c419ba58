import Foundation
import Money
import Testing

@testable import Kiosk
@testable import Lanes

/// The display for people who see little, or who would rather hear.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DisplayModeBrowserTests {
  private func shown(
    _ modes: [DisplayMode], _ view: LaneView, _ body: (Browser, ShownLane) async throws -> Void
  ) async throws {
    let lane = try await ShownLane(modes: modes)
    defer { lane.end() }
    lane.board.show(view, lane: 1)
    let browser = try Browser()
    try await browser.ask("size", 1920, 1080)
    try await browser.ask("open", lane.url)
    try await browser.expect("#headline", view.state == .idle ? "your tray" : "Tap your card")
    try await body(browser, lane)
    let errors = try await browser.list("errors")
    #expect(errors == [])
  }

  @Test func `letters are larger, and what must be read is still all there`() async throws {
    for plates in [3, 12, 30] {
      let bill = try DisplayBrowserTests.fullBill(plates: plates)
      try await shown([.largeText], bill) { browser, _ in
        let size = try await browser.ask("style", "#headline", "font-size") as? String ?? ""
        #expect((Double(size.dropLast(2)) ?? 0) >= 115, "\(size)")
        let script =
          "return document.scrollingElement.scrollHeight <= innerHeight"
          + " && [...document.querySelectorAll('#lines li')].every(i =>"
          + " i.scrollHeight <= i.clientHeight + 1)"
        #expect(try await browser.ask("run", script) as? Bool == true, "\(plates) plates")
        #expect(try await browser.text("#total").contains("¥\(plates * 1_180 / 100)."))
        #expect(try await browser.list("axe") == [])
      }
    }
  }

  @Test func `high contrast is seven to one at least, everywhere`() async throws {
    try await shown([.highContrast], DisplayBrowserTests.fullBill(plates: 3)) { browser, lane in
      let script = """
        const light = (color) => color.match(/[\\d.]+/g).slice(0, 3).map(Number)
          .map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, place) => sum + v * [0.2126, 0.7152, 0.0722][place], 0);
        const ground = light(getComputedStyle(document.body).backgroundColor);
        return Math.min(...[...document.querySelectorAll("h1 span, li *, #total, #picture")]
          .map((each) => (light(each.id === "picture" ? getComputedStyle(each).stroke
            : getComputedStyle(each).color) + 0.05) / (ground + 0.05)).map(Math.floor));
        """
      #expect(try await browser.ask("run", script) as? Int ?? 0 >= 7)
      var trouble = LaneView(.problem)
      trouble.problem = LaneProblem(.insufficientBalance)
      lane.board.show(trouble, lane: 1)
      try await browser.expect("#headline", "Not enough money")
      #expect(try await browser.ask("run", script) as? Int ?? 0 >= 7)
      #expect(try await browser.list("axe") == [])
    }
  }

  @Test func `what matters is said once, in the first language`() async throws {
    try await shown([.speech], LaneView(.idle)) { browser, lane in
      try await browser.ask(
        "run",
        """
        window.spoken = [];
        Object.defineProperty(window, "speechSynthesis", { value: {
          cancel() {}, speak(speech) { window.spoken.push(speech.lang + " " + speech.text); } } });
        """)
      lane.board.show(try DisplayBrowserTests.fullBill(plates: 3), lane: 1)
      try await browser.expect("#headline", "Tap your card")
      for _ in 0..<2 {
        var paid = try DisplayBrowserTests.fullBill(plates: 3)
        paid.state = .paid
        lane.board.show(paid, lane: 1)
        try await browser.expect("#headline", "Take your tray")
      }
      lane.board.show(LaneView(.idle), lane: 1)
      try await browser.expect("#headline", "put down your tray")
      #expect(
        try await browser.ask("run", "return window.spoken") as? [String] == [
          "zh-CN 请刷卡 ¥35.40", "zh-CN 付款成功，请取走餐盘 ¥35.40",
        ])
    }
  }
}
