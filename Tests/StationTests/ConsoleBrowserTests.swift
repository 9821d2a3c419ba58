import Foundation
import Testing

@testable import Station

/// The console in a real browser, with the keyboard alone.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ConsoleBrowserTests {
  @Test func `finance signs in, closes the day, sees its Z and signs out`() async throws {
    try await StaffedCanteen.served { port, _ in
      let browser = try Browser()
      let address = "http://127.0.0.1:\(port)"
      try await browser.ask("size", 1280, 800)
      try await browser.ask("open", address + "/finance")
      try await browser.expect("h1", "Sign in")
      #expect(try await browser.list("axe") == [])
      try await browser.ask("type", "[name=name]", "boss")
      try await browser.ask("type", "[name=secret]", "wrong-1\n")
      try await browser.expect("[role=alert]", "name or secret is wrong")
      try await browser.ask("type", "[name=name]", "boss")
      try await browser.ask("type", "[name=secret]", StaffedCanteen.secret + "\n")
      try await browser.expect("h1", "Lanes")
      try await browser.expect("#lanes", "1 Window")
      #expect(try await browser.list("axe") == [])
      try await browser.ask("open", address + "/finance")
      try await browser.expect("pre", "X, the open period of Test")
      #expect(try await browser.list("axe") == [])
      try await browser.ask("type", "[name=counted]", "50.00\n")
      try await browser.expect("#z1", "workbook.xlsx")
      try await browser.ask("open", address + "/finance/z/1/page.html")
      try await browser.expect("h1", "Settlement")
      #expect(try await browser.text("body").contains("COPY"))
      try await browser.ask("open", address + "/staff")
      try await browser.ask("click", "header button")
      try await browser.expect("h1", "Sign in")
      try await browser.ask("open", address + "/finance")
      try await browser.expect("h1", "Sign in")
      let errors = try await browser.list("errors").filter { !$0.contains("401") }
      #expect(errors == [])
    }
  }

  @Test func `the staff page follows the lanes without being asked`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let browser = try Browser()
      try await browser.ask("open", "http://127.0.0.1:\(port)/login")
      try await browser.ask("type", "[name=name]", "li")
      try await browser.ask("type", "[name=secret]", StaffedCanteen.secret + "\n")
      try await browser.expect("#lanes", "idle")
      canteen.placeStranger()
      try await browser.expect("#lanes .problem", "unknown-tag")
      try await browser.expect("#lanes .problem", "enrol them or take them away")
      canteen.clear()
      try await browser.expect("#lanes", "idle")
      #expect(try await browser.list("errors") == [])
    }
  }

  @Test func `a display comes back by itself when the station was started anew`() async throws {
    let port = try FreePort.find()
    let canteen = try ServedCanteen { $0.httpPort = port }
    let browser = try Browser()
    try await canteen.served {
      try await eventuallyAsync { (try? RawClient(port: port)) != nil }
      try await browser.ask("open", "http://127.0.0.1:\(port)/lanes/1")
      try await browser.expect("#headline", "put down your tray")
    }
    try await browser.expect("#headline", "Not in service")
    canteen.place(2)
    try await canteen.served {
      try await browser.expect("#total", "¥6.00")
      try canteen.tap()
      try await browser.expect("#headline", "Take your tray")
    }
  }

  @Test func `the pages fit a phone`() async throws {
    try await StaffedCanteen.served { port, _ in
      let browser = try Browser()
      try await browser.ask("size", 390, 844)
      try await browser.ask("open", "http://127.0.0.1:\(port)/login")
      try await browser.ask("type", "[name=name]", "boss")
      try await browser.ask("type", "[name=secret]", StaffedCanteen.secret + "\n")
      try await browser.expect("h1", "Lanes")
      for path in [
        "/staff", "/staff/accounts?number=A1", "/staff/explain", "/staff/audit", "/finance",
        "/staff/menu", "/staff/plates", "/staff/sales?receipt=Test-000001", "/staff/grants",
      ] {
        try await browser.ask("open", "http://127.0.0.1:\(port)\(path)")
        let script = "return document.scrollingElement.scrollWidth <= innerWidth"
        #expect(try await browser.ask("run", script) as? Bool == true, "\(path)")
        #expect(try await browser.list("axe") == [], "\(path)")
      }
    }
  }
}
