import Foundation
import Lanes
import LedgerStore
import Primitives
import TagReads
import Testing

@testable import Station

/// The console as somebody meets it who has no right to be there, and as finance uses it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ConsoleTests {
  private func post(
    _ path: String, _ form: String, port: Int, cookie: String = "", site: String = "same-origin"
  ) async throws -> String {
    let client = try RawClient(port: port)
    client.send(
      "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: \(site)\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\nCookie: \(cookie)\r\n"
        + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
    return await client.rest()
  }

  private func signIn(_ name: String, port: Int) async throws -> String {
    let answer = try await post(
      "/login", "name=\(name)&secret=\(StaffedCanteen.secret)", port: port)
    #expect(answer.hasPrefix("HTTP/1.1 303"))
    let line = try #require(answer.split(separator: "\r\n").first { $0.hasPrefix("Set-Cookie: ") })
    #expect(line.contains("HttpOnly") && line.contains("SameSite=Strict"))
    return String(line.dropFirst(12).prefix { $0 != ";" })
  }

  private func get(_ path: String, _ cookie: String, port: Int) async throws -> String {
    try await RawClient.get(path, port: port, headers: ["Cookie: \(cookie)"])
  }

  private func field(_ name: String, in page: String) throws -> String {
    let mark = "name=\"\(name)\" value=\""
    let start = try #require(page.range(of: mark)).upperBound
    return String(page[start...].prefix { $0 != "\"" })
  }

  private static let behindTheGate = [
    "/staff", "/staff/events", "/staff/accounts", "/staff/sales", "/staff/menu", "/staff/plates",
    "/staff/grants", "/staff/explain", "/staff/audit", "/staff/start", "/finance",
    "/finance/z/1/page.html", "/finance/z/1/items.csv",
  ]

  @Test func `nothing is shown or done without a session`() async throws {
    try await StaffedCanteen.served { port, _ in
      for cookie in ["", "traytally=", "traytally=" + String(repeating: "a", count: 64)] {
        for path in Self.behindTheGate {
          let answer = try await get(path, cookie, port: port)
          #expect(
            answer.hasPrefix("HTTP/1.1 303") && answer.contains("Location: /login"), "\(path)")
        }
        for path in ["/finance/close", "/finance/verify", "/staff/accounts", "/logout"] {
          #expect(try await post(path, "", port: port, cookie: cookie).hasPrefix("HTTP/1.1 401"))
        }
      }
      let wrong = try await post("/login", "name=boss&secret=wrong-1", port: port)
      let nobody = try await post("/login", "name=nobody&secret=wrong-1", port: port)
      #expect(wrong.hasPrefix("HTTP/1.1 401") && nobody.hasPrefix("HTTP/1.1 401"))
      #expect(!wrong.contains("Set-Cookie") && wrong.contains("name or secret is wrong"))
      #expect(nobody.contains("name or secret is wrong"))
    }
  }

  @Test func `a cashier sees lanes and no finance`() async throws {
    try await StaffedCanteen.served { port, _ in
      let cookie = try await signIn("li", port: port)
      let staff = try await get("/staff", cookie, port: port)
      #expect(staff.hasPrefix("HTTP/1.1 200") && staff.contains("1 Window"))
      #expect(!staff.contains("/finance") && !staff.contains("/staff/audit"))
      try await eventuallyAsync {
        (try? await get("/staff", cookie, port: port).contains("<td>ready</td><td>FEIG")) == true
      }
      let others = ["/staff/audit", "/staff/start", "/staff/grants"]
      for path in Self.behindTheGate where path.hasPrefix("/finance") || others.contains(path) {
        #expect(try await get(path, cookie, port: port).hasPrefix("HTTP/1.1 403"), "\(path)")
      }
      let token = try field("token", in: staff)
      let close = try await post("/finance/close", "token=\(token)", port: port, cookie: cookie)
      #expect(close.hasPrefix("HTTP/1.1 403"))
    }
  }

  @Test func `a form of another session or another site does nothing`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let cookie = try await signIn("boss", port: port)
      let other = try await field(
        "token", in: get("/staff", signIn("boss", port: port), port: port))
      let own = try await field("token", in: get("/staff", cookie, port: port))
      let id = UniqueID(high: 1, low: 2)
      for (token, site) in [("", "same-origin"), (other, "same-origin"), (own, "cross-site")] {
        let answer = try await post(
          "/finance/close", "token=\(token)&id=\(id)", port: port, cookie: cookie, site: site)
        #expect(answer.hasPrefix("HTTP/1.1 403"), "\(token.prefix(4)) \(site)")
      }
      guard case .answer(.days(let days)) = try await canteen.ask(.day(.list(limit: 9))) else {
        throw DeskError("no list")
      }
      #expect(days == [])
      let huge = String(repeating: "x", count: 20_000)
      let large = try await post("/finance/close", "token=\(huge)", port: port, cookie: cookie)
      #expect(large.hasPrefix("HTTP/1.1 413"))
    }
  }

  @Test func `finance closes the day once, and gets every file`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let cookie = try await signIn("boss", port: port)
      let page = try await get("/finance", cookie, port: port)
      #expect(page.contains("X, the open period of Test"))
      let form = "token=\(try field("token", in: page))&id=\(try field("id", in: page))"
      let odd = try await post("/finance/close", form + "&counted=12x", port: port, cookie: cookie)
      #expect(odd.hasPrefix("HTTP/1.1 422") && odd.contains("is no amount"))
      for _ in 0..<2 {
        let done = try await post(
          "/finance/close", form + "&counted=50.00&reason=%3Cb%3E", port: port, cookie: cookie)
        #expect(done.hasPrefix("HTTP/1.1 303") && done.contains("Location: /finance#z1"))
      }
      guard case .answer(.day(let day)) = try await canteen.ask(.day(.show(number: 1))) else {
        throw DeskError("no Z 1")
      }
      #expect(day.by == "boss" && day.counted == 5_000)
      let after = try await get("/finance", cookie, port: port)
      #expect(after.contains(day.sealCode ?? "-") && !after.contains("id=\"z2\""))
      for file in [
        "page.html", "report.html", "summary.csv", "items.csv", "breakdowns.csv",
        "workbook.xlsx", "hledger.journal", "figures.json",
      ] {
        #expect(try await get("/finance/z/1/\(file)", cookie, port: port).hasPrefix("HTTP/1.1 200"))
      }
      let token = try field("token", in: after)
      let sound = try await post(
        "/finance/verify", "token=\(token)", port: port, cookie: cookie)
      #expect(sound.contains("1 transfers, 1 Zs, 1 accounts") && sound.contains("numbers hold"))
      let audit = try await get("/staff/audit", cookie, port: port)
      #expect(audit.contains("day.close") && audit.contains("<td>boss</td>"))
      for path in ["/finance/z/2/page.html", "/finance/z/1/passwd", "/finance/z/-1/page.html"] {
        #expect(try await get(path, cookie, port: port).hasPrefix("HTTP/1.1 404"), "\(path)")
      }
    }
  }

  @Test func `who was locked does nothing more, and who signs out is out`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let boss = try await signIn("boss", port: port)
      let cashier = try await signIn("li", port: port)
      let claim = DeskClaim(name: "boss", secret: StaffedCanteen.secret)
      guard
        case .answer = try await DeskClient.perform(
          .operators(.lock(name: "li", isLocked: true)), from: claim,
          dataDirectory: canteen.configuration.dataDirectory)
      else { throw DeskError("not locked") }
      #expect(try await get("/staff", cashier, port: port).hasPrefix("HTTP/1.1 303"))
      let token = try await field("token", in: get("/staff", boss, port: port))
      #expect(
        try await post("/logout", "token=\(token)", port: port, cookie: boss).hasPrefix(
          "HTTP/1.1 303"))
      for path in Self.behindTheGate {
        let answer = try await get(path, boss, port: port)
        #expect(answer.hasPrefix("HTTP/1.1 303"), "\(path)")
      }
    }
  }

  @Test func `money is paid in once, after its effect was shown`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let cookie = try await signIn("li", port: port)
      let page = try await get("/staff/accounts?number=A1", cookie, port: port)
      #expect(page.contains("¥50.00") && page.contains("Test-000001"))
      #expect(!page.contains(ServedCanteen.card), "no card number on a page")
      let token = try field("token", in: page)
      let act = "token=\(token)&number=A1&act=top-up&tender=cash&amount=25.50"
      let asked = try await post("/staff/accounts", act, port: port, cookie: cookie)
      #expect(asked.contains("cash ¥50.00, then ¥75.50") && asked.hasPrefix("HTTP/1.1 200"))
      let sure = act + "&sure=yes&id=\(try field("id", in: asked))"
      for _ in 0..<2 {
        let done = try await post("/staff/accounts", sure, port: port, cookie: cookie)
        #expect(done.hasPrefix("HTTP/1.1 303") && done.contains("Test%2D000002"))
      }
      let after = try await get("/staff/accounts?number=A1", cookie, port: port)
      #expect(after.contains("¥75.50") && !after.contains("Test-000003"))
      guard
        case .answer(.audit(let entries)) = try await canteen.ask(
          .operators(.audit(by: "li", before: nil, limit: 9)))
      else { throw DeskError("no audit log") }
      #expect(entries.contains { $0.act.contains("top-up") && $0.by == "li" })
      for bad in ["amount=0", "amount=-5", "amount=1e3", "amount="] {
        let form = "token=\(token)&number=A1&act=top-up&tender=cash&\(bad)"
        let refused = try await post("/staff/accounts", form, port: port, cookie: cookie)
        #expect(refused.hasPrefix("HTTP/1.1 422"), "\(bad)")
      }
    }
  }

  @Test func `an account that is blocked on the page pays on no lane`() async throws {
    try await StaffedCanteen.served { port, canteen in
      let cookie = try await signIn("li", port: port)
      let page = try await get("/staff/accounts?number=A1", cookie, port: port)
      let form = "token=\(try field("token", in: page))&number=A1&act=block&sure=yes&id=x"
      let done = try await post("/staff/accounts", form, port: port, cookie: cookie)
      #expect(done.hasPrefix("HTTP/1.1 303"))
      canteen.place(1)
      try await eventually { canteen.view?.state == .bill }
      try canteen.tap()
      try await eventually { canteen.view?.problem?.code == .blockedCard }
      let unknown = try await get("/staff/accounts?number=%3Cb%3EA9", cookie, port: port)
      #expect(unknown.contains("&lt;b&gt;A9") && !unknown.contains("<b>A9"))
    }
  }

  @Test func `a receipt is explained on the staff page as on the command line`() async throws {
    try await StaffedCanteen.served { port, canteen in
      canteen.place(2)
      try await eventually { canteen.view?.state == .bill }
      try canteen.tap()
      try await eventually { canteen.view?.state == .paid }
      let cookie = try await signIn("li", port: port)
      let page = try await get("/staff/explain?receipt=Test-000002", cookie, port: port)
      #expect(page.contains(ServedCanteen.plates[0].description))
      #expect(page.contains("Today&#39;s engine agrees") || page.contains("engine agrees"))
      let wild = try await get(
        "/staff/explain?receipt=%3Cscript%3Ealert(1)%3C/script%3E", cookie, port: port)
      #expect(!wild.contains("<script>alert"))
    }
  }

  @Test func `attempts to sign in are limited for everybody together`() async throws {
    try await StaffedCanteen.served { port, _ in
      var codes: [String] = []
      for _ in 0..<25 {
        codes.append(
          String(try await post("/login", "name=x&secret=y", port: port).prefix(12)))
      }
      #expect(codes.last == "HTTP/1.1 429" && codes.first == "HTTP/1.1 401")
    }
  }
}
