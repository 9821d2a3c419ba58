import Foundation
import Lanes
import Money
import Testing

@testable import Station

/// Menu, plates, sales, grants and accounts on the console, as staff use them in a browser.
@Suite(.serialized, .timeLimit(.minutes(3))) struct HallBrowserTests {
  private func signedIn(
    _ name: String = "boss",
    _ body: (Browser, String, ServedCanteen) async throws -> Void
  ) async throws {
    try await StaffedCanteen.served { port, canteen in
      let browser = try Browser()
      let address = "http://127.0.0.1:\(port)"
      try await browser.ask("size", 1280, 900)
      try await browser.ask("open", address + "/login")
      try await browser.ask("type", "[name=name]", name)
      try await browser.ask("type", "[name=secret]", StaffedCanteen.secret + "\n")
      try await browser.expect("h1", "Lanes")
      try await body(browser, address, canteen)
      // Of answers that refuse something the browser makes a line of its own.
      let errors = try await browser.list("errors").filter { !$0.contains("status of 4") }
      #expect(errors == [])
    }
  }

  /// Drops a file onto the page, as a hand with a mouse does.
  private func drop(_ text: String, named name: String, on browser: Browser) async throws {
    let words = try JSONSerialization.data(withJSONObject: [text, name])
    try await browser.ask(
      "run",
      """
      const [text, name] = \(String(decoding: words, as: UTF8.self));
      const held = new DataTransfer();
      held.items.add(new File([text], name));
      document.querySelector("#drop").dispatchEvent(
        new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
      """)
  }

  @Test func `a menu with faults is told row by row, a good one is looked at and loaded`()
    async throws
  {
    try await signedIn { browser, address, canteen in
      try await browser.ask("open", address + "/staff/menu")
      try await browser.expect("#meals", "N1 面 Noodles")
      #expect(try await browser.list("axe") == [])
      let head = "dish,name_zh,name_en,price\nN1,面,Noodles,3.00\n"
      try await drop(head + "N2,饭,Rice,1x\nN3,汤,,2.00\n", named: "dishes.csv", on: browser)
      try await browser.expect("#report", "dishes.csv:3")
      try await browser.expect("#said", "not loaded")
      let wild = "<img src=x onerror=alert(1)>"
      try await drop(head + "N2,饭,\(wild),1.00\n", named: "dishes.csv", on: browser)
      try await browser.expect("#report", "1 new")
      #expect(try await browser.text("#report").contains(wild), "shown as it is, not run")
      #expect(try await browser.list("axe") == [])
      #expect(try await !browser.text("#meals").contains("N2"), "nothing is loaded yet")
      try await browser.ask("click", "#load")
      try await browser.expect("#meals", "N2 饭")
      try await browser.expect("#versions", "dishes.csv")
      guard case .answer(.dishes(let dishes)) = try await canteen.ask(.showMenu(meal: nil)) else {
        throw DeskError("no dishes")
      }
      #expect(dishes.map(\.dish) == ["N1", "N2"] && dishes[1].nameEn == wild)
      try await browser.ask("click", "#versions button")
      try await browser.expect("dialog", "1 removed")
      #expect(try await browser.list("axe") == [])
      try await browser.ask("click", "#yes")
      try await browser.expect("#said", "Taken back")
      #expect(try await !browser.text("#meals").contains("N2"))
    }
  }

  @Test func `a price of a day is edited in place, and a dish is sold out with a switch`()
    async throws
  {
    try await signedIn { browser, address, canteen in
      try await browser.ask("open", address + "/staff/menu")
      try await browser.expect("#meals", "N1")
      let field = "#meals input.short"
      try await browser.ask("run", "document.querySelector('\(field)').value = ''")
      try await browser.ask("type", field, "4.50\t")
      try await browser.expect("#said", "4.50")
      try await browser.ask("click", "#meals [type=checkbox]")
      try await browser.expect("#said", "sold out")
      try await eventuallyAsync {
        guard case .answer(.menu(.soldOut(let answer))) = try? await canteen.ask(.menu(.soldOut))
        else { return false }
        return answer.dishes.map(\.dish) == ["N1"]
      }
      canteen.place(1)
      try await eventuallyAsync { canteen.view?.total.minorUnits == 450 }
      try await browser.ask("run", "document.querySelector('\(field)').value = ''")
      try await browser.ask("type", field, "4,50x\t")
      try await browser.expect("#said [role=alert]", "amount")
    }
  }

  @Test func `plates on the antenna are counted, enrolled and bound`() async throws {
    try await signedIn { browser, address, canteen in
      try await browser.ask("open", address + "/staff/plates")
      try await browser.expect("#count", "0")
      #expect(try await browser.list("axe") == [])
      canteen.placeStranger()
      try await browser.expect("#count", "1")
      try await browser.ask("type", "#enrol [name=class]", "white\n")
      try await browser.expect("#effect", "1 plates")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#said", "Enrol as white")
      try await browser.ask("click", "#bind button")
      try await browser.expect("#effect", "N1")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#said", "Bind to N1")
      try await browser.ask("type", "#find [name=tag]", "\(ServedCanteen.stranger[0])\n")
      try await browser.expect("#found", "bound")
      try await eventuallyAsync { canteen.view?.total.minorUnits == 300 }
    }
  }

  @Test func `a sale is keyed, found, and given back line by line`() async throws {
    try await signedIn("li") { browser, address, canteen in
      try await browser.ask("open", address + "/staff/sales")
      try await browser.ask("type", "#keyed [name=items]", "N1:2")
      try await browser.ask("type", "#keyed [name=account]", "A1\n")
      try await browser.expect("#effect", "paid by A1")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#said", "Test-000002")
      #expect(try await browser.list("axe") == [])
      try await browser.ask("click", "#sale [value='1']")
      try await browser.ask("type", "#refund [name=reason]", "cold\n")
      try await browser.expect("#effect", "3.00")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#sale", "given back")
      guard case .answer(.account(let account)) = try await canteen.ask(.showAccount(number: "A1"))
      else { throw DeskError("no account") }
      #expect(account.cash == "47.00")
    }
  }

  @Test func `grants are previewed, booked once and taken back`() async throws {
    try await signedIn { browser, address, canteen in
      try await browser.ask("open", address + "/staff/grants")
      try await drop("account,amount\nA1,5.00\nA9,1.00\n", named: "g.csv", on: browser)
      try await browser.expect("#report", "line 3: unknownAccount")
      try await drop("account,amount\nA1,5.00\n", named: "g.csv", on: browser)
      try await browser.expect("#preview", "1 accounts")
      #expect(try await browser.list("axe") == [])
      try await browser.ask("click", "#book")
      try await browser.expect("#effect", "5.00")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#said", "1 booked")
      func subsidy() async throws -> String {
        guard
          case .answer(.account(let account)) = try await canteen.ask(.showAccount(number: "A1"))
        else { throw DeskError("no account") }
        return account.subsidy
      }
      #expect(try await subsidy() == "5.00")
      try await browser.ask("click", "#batches button")
      try await browser.expect("#effect", "Take back")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#said", "taken back")
      #expect(try await subsidy() == "0.00")
    }
  }

  @Test func `an account is opened, gets a card, and a new one for it`() async throws {
    try await signedIn { browser, address, canteen in
      try await browser.ask("open", address + "/staff/accounts")
      try await browser.ask("click", "summary")
      try await browser.ask("type", "#open [name=number]", "B7")
      try await browser.ask("type", "#open [name=name]", "<b>Li</b>\n")
      try await browser.expect("[role=status]", "opened")
      for tag in ["E0040350A05F0277", "E0040350A05F0278"] {
        try await browser.ask("type", "#card [name=tag]", tag + "\n")
        try await browser.expect("#effect", tag)
        try await browser.ask("type", "#yes", "\n")
        try await browser.expect("[role=status]", "card bound")
      }
      #expect(try await browser.list("axe") == [])
      try await browser.ask("type", "#grant [name=amount]", "2.50\n")
      try await browser.expect("#effect", "2.50")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("[role=status]", "2.50")
      try await browser.ask("type", "#pay-out [name=amount]", "9.00\n")
      try await browser.ask("type", "#yes", "\n")
      try await browser.expect("#said [role=alert]", "insufficientBalance")
      guard case .answer(.account(let account)) = try await canteen.ask(.showAccount(number: "B7"))
      else { throw DeskError("no account") }
      #expect(account.cards.count == 2 && account.cardUses.count == 1)
      #expect(account.subsidy == "2.50" && account.cash == "0.00")
    }
  }
}
