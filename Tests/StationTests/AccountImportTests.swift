import Foundation
import Ledger
import LedgerStore
import Primitives
import Testing

@testable import Station

@Suite struct AccountImportTests {
  private let desk: BooksDesk

  init() throws {
    desk = try BooksDesk()
  }

  private func load(_ text: String, check: Bool = false) -> DeskRequest {
    .account(.importFile(file("a.csv", text), check: check))
  }

  private func result(_ text: String, check: Bool = false) throws -> [Int] {
    guard case .accountsImport(let answer) = try desk.answer(load(text, check: check)) else {
      return []
    }
    return [answer.added, answer.changed, answer.unchanged]
  }

  @Test func `accounts with everything come in`() throws {
    let text = """
      number,group,name,floor,valid_from,valid_until,cards
      S1,student,李明,-20.00,2026-09-01,2030-06-30,E0040350A05F02B7;04A1B2C3D4E5F6
      S2,staff,,,,,
      """
    #expect(try result(text) == [2, 0, 0])
    let account = try desk.account("S1")
    #expect(account.group == "student" && account.floor == "-20.00")
    #expect(account.validUntil == "2030-06-30" && account.cards.count == 2)
    #expect(try result(text) == [0, 0, 2])
  }

  @Test func `office headings and another order of columns are understood`() throws {
    #expect(try result("姓名,卡号,编号\n李明,E0040350A05F02B7,S1\n") == [1, 0, 0])
    #expect(try desk.account("S1").cards == ["E0040350A05F02B7"])
  }

  @Test func `what a line leaves empty stays as it is, and money too`() throws {
    try desk.answer(.openAccount(number: "S1", group: "student", name: "Li", floor: -500))
    try desk.answer(
      .topUp(
        intent: UniqueID(high: 1, low: 1), number: "S1", amount: 900, tender: "cash", note: ""))
    #expect(try result("number,group,floor\nS1,staff,\n") == [0, 1, 0])
    let account = try desk.account("S1")
    #expect(account.group == "staff" && account.floor == "-5.00" && account.cash == "9.00")
  }

  @Test func `a list as a Chinese office saves it is read`() throws {
    // GB18030: 编号,姓名 and 李伟.
    let bytes: [UInt8] =
      [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x0A, 0x53, 0x31, 0x2C]
      + [0xC0, 0xEE, 0xCE, 0xB0, 0x0A]
    let list = DeskFile(name: "a.csv", content: Data(bytes))
    try desk.answer(.account(.importFile(list, check: false)))
    #expect(try desk.store.account("S1")?.name == "李伟")
  }

  @Test func `a check tells the same and changes nothing`() throws {
    #expect(try result("number\nS1\nS2\n", check: true) == [2, 0, 0])
    #expect(desk.refusal(.showAccount(number: "S1")) != nil)
  }

  @Test func `every fault has its line and column, and nothing is loaded`() throws {
    try desk.answer(.openAccount(number: "Z9", group: "", name: nil, floor: 0))
    try desk.answer(.addCard(number: "Z9", tag: "E0040350A05F02B7"))
    let text = """
      number,group,floor,valid_from,valid_until,cards
      S1,student,0,2026-09-01,2026-08-01,
      S 2,student,,,,
      S3,nobody,x,2026-13-01,,E004
      S1,student,,,,
      ,student,,,,
      """
    let refused = try #require(desk.refusal(load(text)))
    let places = refused.split(separator: "\n").map {
      $0.split(separator: ":").prefix(3).joined(separator: ":")
    }
    #expect(
      places == [
        "a.csv:2:25", "a.csv:3:1", "a.csv:4:4", "a.csv:4:11", "a.csv:4:13", "a.csv:4:25",
        "a.csv:5:1", "a.csv:6:1",
      ])
    #expect(!refused.contains("E0040350A05F02B7"))
    #expect(desk.refusal(.showAccount(number: "S1")) != nil)
  }

  @Test func `a card of another account refuses the whole file, without naming the card`() throws {
    try desk.answer(.openAccount(number: "Z9", group: "", name: nil, floor: 0))
    try desk.answer(.addCard(number: "Z9", tag: "E0040350A05F02B7"))
    let refused = desk.refusal(load("number,cards\nS1,\nS2,E0040350A05F02B7\n"))
    #expect(
      refused == "a.csv:3:4: card 1 of this line opens account Z9; remove it there first")
    #expect(desk.refusal(.showAccount(number: "S1")) != nil)
  }

  @Test(arguments: ["", "name\nLi\n", "number,nmae\nS1,Li\n", "number,number\nS1,S1\n", "number\n"])
  func `a file without the columns it needs is refused`(text: String) {
    #expect(desk.refusal(load(text))?.hasPrefix("a.csv:1:") == true)
  }

  @Test func `a file of nothing but faults lists a thousand of them and counts the rest`() {
    let lines = ["number"] + (1...1_500).map { "no number \($0)" }
    let refused = desk.refusal(load(lines.joined(separator: "\n")))
    #expect(refused?.split(separator: "\n").count == 1_001)
    #expect(refused?.hasSuffix("and 500 more faults") == true)
  }
}
