import Foundation
import Menus
import Money
import Primitives
import TagReads
import Testing

@testable import Kiosk
@testable import Lanes
@testable import Station

/// The diner's display in a real browser.
@Suite(.serialized, .timeLimit(.minutes(4))) struct DisplayBrowserTests {
  private static let sizes = [(1080, 1920), (1920, 1080), (390, 844)]

  @Test func `a tray goes from idle to paid on the display, in both languages`() async throws {
    let port = try FreePort.find()
    let canteen = try ServedCanteen { $0.httpPort = port }
    let browser = try Browser()
    try await canteen.served {
      try await browser.ask("size", 1080, 1920)
      try await browser.ask("open", "http://127.0.0.1:\(port)/lanes/1")
      try await browser.expect("#headline", "请放上餐盘")
      try await browser.expect("#headline", "Please put down your tray")
      try await browser.expect("#lines", "Noodles")
      canteen.place(2)
      try await browser.expect("#headline", "Tap your card")
      try await browser.expect("#total", "¥6.00")
      #expect(try await browser.text("#lines").contains("Noodles"))
      try canteen.tap()
      try await browser.expect("#headline", "Take your tray")
      try await browser.expect("#wallets", "¥44.00")
      try canteen.liftCard()
      canteen.clear()
      try await browser.expect("#headline", "Please put down your tray")
      #expect(try await browser.text("#wallets") == "")
      #expect(try await browser.text("#total") == "")
    }
    try await browser.expect("#headline", "Not in service")
    try await canteen.served { try await browser.expect("#headline", "Please put down your tray") }
    let errors = try await browser.list("errors").filter { !$0.contains("ERR_CONNECTION") }
    #expect(errors.filter { !$0.contains("ERR_INCOMPLETE_CHUNKED") } == [])
  }

  @Test func `every problem has its sentence and a picture, and is readable at one metre`()
    async throws
  {
    let display = try await ShownLane()
    defer { display.end() }
    let browser = try Browser()
    try await browser.ask("size", 1080, 1920)
    try await browser.ask("open", display.url)
    for code in LaneProblem.Code.allCases {
      let problem = LaneProblem(code)
      var view = LaneView(.problem)
      view.problem = problem
      display.board.show(view, lane: 1)
      try await browser.expect("#headline", problem.diner.zh)
      try await browser.expect("#headline", problem.diner.en)
      let picture = try await browser.ask(
        "run", "return document.getElementById('picture').getAttribute('href')")
      #expect(picture as? String != "#warning", "\(code) has no picture of its own kind")
      #expect(try await fits(browser), "\(code) does not fit")
    }
    let size = try await browser.ask("style", "#headline", "font-size") as? String ?? ""
    #expect(Double(size.dropLast(2)) ?? 0 >= 95, "12.2 mm at 0.18 mm a pixel")
    #expect(try await browser.list("axe") == [])
    #expect(try await browser.list("errors") == [])
  }

  @Test(arguments: [1, 4, 5, 7, 8, 9, 16, 17, 30])
  func `so many plates fit on every screen, unpaid and paid`(plates: Int) async throws {
    let display = try await ShownLane()
    defer { display.end() }
    let browser = try Browser()
    let bill = try Self.fullBill(plates: plates)
    var paid = bill
    paid.state = .paid
    paid.receipt = LaneReceipt(
      number: "East-000042", total: paid.total, fromCash: paid.total, fromSubsidy: .zero,
      left: LaneWallets(cash: Amount(minorUnits: 1_179_520), subsidy: Amount(minorUnits: 99_999)))
    for (width, height) in Self.sizes {
      try await browser.ask("size", width, height)
      try await browser.ask("open", display.url)
      for view in [bill, paid] {
        display.board.show(view, lane: 1)
        try await browser.expect("body[data-state=\(view.state.rawValue)] #total", "¥")
        #expect(try await fits(browser), "\(view.state) at \(width) by \(height)")
      }
      display.board.show(bill, lane: 1)
      try await browser.expect("body[data-state=bill] #lines", "¥11.80")
      let count = try await browser.ask(
        "run", "return document.querySelectorAll('#lines li').length")
      #expect(count as? Int == plates)
      #expect(try await browser.list("axe") == [])
    }
  }

  @Test func `a name from the menu is text, whatever it looks like`() async throws {
    let display = try await ShownLane()
    defer { display.end() }
    let browser = try Browser()
    var view = try Self.fullBill(plates: 1)
    view.lines[0].names = .init(zh: "<img src=x onerror=alert(1)>", en: "</li><script>x</script>")
    display.board.show(view, lane: 1)
    try await browser.ask("open", display.url)
    try await browser.expect("#lines", "<img src=x onerror=alert(1)>")
    let elements = try await browser.ask(
      "run", "return document.querySelectorAll('img, li script').length")
    #expect(elements as? Int == 0)
    #expect(try await browser.list("errors") == [])
  }

  /// True if nothing is wider or higher than the window.
  private func fits(_ browser: Browser) async throws -> Bool {
    let script =
      "const e = document.scrollingElement, l = document.getElementById('lines');"
      + "return e.scrollWidth <= innerWidth && e.scrollHeight <= innerHeight"
      + " && l.scrollHeight <= l.clientHeight + 1"
      + " && [...l.children].every(i => i.scrollHeight <= i.clientHeight + 1"
      + " && [...i.children].every(e => e.scrollHeight <= e.clientHeight + 2))"
    return try await browser.ask("run", script) as? Bool == true
  }

  static func fullBill(plates: Int) throws -> LaneView {
    var view = LaneView(.bill)
    view.lines = try (0..<plates).map { number in
      LaneLine(
        plate: try #require(TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(number))),
        names: .init(zh: "番茄牛腩煲", en: "Beef brisket with tomatoes"),
        amount: Amount(minorUnits: 1_180), energyKilojoules: 1_520, allergens: ["soybeans"])
    }
    view.total = Amount(minorUnits: Int64(plates) * 1_180)
    view.wallets = LaneWallets(
      cash: Amount(minorUnits: 186_600), subsidy: Amount(minorUnits: 12_000))
    return view
  }
}

/// Pages of one lane that shows what a test wants.
final class ShownLane {
  let board = LaneBoard()
  let url: String
  private let serving: Task<Void, any Error>

  init(modes: [DisplayMode] = []) async throws {
    let place = LanePlace(number: 1, name: "East 1", languages: ["zh", "en"], modes: modes)
    let server = KioskServer(
      address: "127.0.0.1", port: 0, lanes: [place], board: board, currency: .cny
    ) {
      Health(isServing: true, lanes: [], settlement: nil, software: "test")
    }
    serving = Task { try await server.run() }
    try await eventually { server.boundPort != nil }
    url = "http://127.0.0.1:\(server.boundPort ?? 0)/lanes/1"
  }

  func end() {
    serving.cancel()
  }
}
