import Foundation
import Primitives
import Testing

@testable import Station

@Suite struct AccountActTests {
  private let desk: BooksDesk
  private let card = "E0040350A05F02B7"
  private let second = "E0040350A05F02B8"

  init() throws {
    desk = try BooksDesk()
    try desk.answer(.openAccount(number: "A1", group: "student", name: "Li", floor: 0))
    try desk.answer(.addCard(number: "A1", tag: card))
    try desk.answer(
      .topUp(
        intent: UniqueID(high: 1, low: 1), number: "A1", amount: 5_000, tender: "cash", note: ""))
  }

  private func act(_ act: AccountAct) throws { try desk.answer(.account(act)) }

  @Test func `a replaced card leaves the balance, and the old one is lost`() throws {
    try act(.replaceCard(number: "A1", old: nil, new: second))
    let account = try desk.account("A1")
    #expect(account.cash == "50.00" && account.cards == [card, second])
    #expect(account.cardUses == [card: "lost"])
  }

  @Test func `a new card that opens another account replaces nothing`() throws {
    try desk.answer(.openAccount(number: "A2", group: "", name: nil, floor: 0))
    try desk.answer(.addCard(number: "A2", tag: second))
    let refused = desk.refusal(.account(.replaceCard(number: "A1", old: nil, new: second)))
    #expect(refused?.contains("opens account A2") == true)
    #expect(try desk.account("A1").cardUses.isEmpty)
  }

  @Test func `closing pays the balance out in one act, and once`() throws {
    let closing = DeskRequest.account(
      .close(
        intent: UniqueID(high: 2, low: 4), number: "A1", tender: "cash", note: "slip 7",
        forfeitsTickets: false))
    let first = try desk.answer(closing)
    guard case .closing(let answer) = first else { return #expect(Bool(false)) }
    #expect(answer.account.status == "closed" && answer.account.cash == "0.00")
    #expect(answer.receipts.map(\.change) == ["-50.00"])
    #expect(answer.receipts.map(\.kind) == ["refund"])
    #expect(try desk.answer(closing) == first)
    let other = DeskRequest.account(
      .close(
        intent: UniqueID(high: 2, low: 6), number: "A1", tender: "cash", note: "",
        forfeitsTickets: false))
    #expect(desk.refusal(other) == "Account A1 is closed already. Nothing was changed.")
  }

  @Test func `an account that owes money is not closed`() throws {
    try desk.answer(.openAccount(number: "A3", group: "", name: nil, floor: 0))
    try act(.floor(number: "A3", floor: -1_000))
    #expect(try desk.account("A3").floor == "-10.00")
  }

  @Test func `the card of a closed account may serve the next diner`() throws {
    try act(
      .close(
        intent: UniqueID(high: 2, low: 4), number: "A1", tender: "cash", note: "",
        forfeitsTickets: false))
    try desk.answer(.openAccount(number: "A2", group: "", name: nil, floor: 0))
    try desk.answer(.addCard(number: "A2", tag: card))
    #expect(try desk.account("A2").cards == [card])
  }

  @Test func `a validity that ends before it begins is refused`() throws {
    let refused = desk.refusal(
      .account(.validity(number: "A1", from: "2026-09-01", until: "2026-08-31")))
    #expect(refused?.contains("ends before it begins") == true)
    try act(.validity(number: "A1", from: "2026-09-01", until: nil))
    #expect(try desk.account("A1").validFrom == "2026-09-01")
  }

  @Test func `erasing leaves no byte of the name, and books that verify`() throws {
    let name = "Ouyang Xiaoming 欧阳晓明"
    try act(.name(number: "A1", name: name))
    try act(.name(number: "A1", name: name + " the Second"))
    #expect(try bytes(of: name))
    try act(.erase(number: "A1"))
    #expect(try !bytes(of: name))
    guard case .verification(let result) = try desk.answer(.verify(full: true)) else { return }
    #expect(result.isSound, "\(result.fault ?? "")")
  }

  @Test func `erasing one of thousands whose names came and went leaves no byte`() throws {
    var lines = ["number,name"]
    for index in 1...3_000 { lines.append("B\(index),Name-\(index)-of-a-diner-with-some-length") }
    try act(.importFile(file("b.csv", lines.joined(separator: "\n")), check: false))
    var random = SeededGenerator(seed: 5)
    for _ in 1...600 {
      let number = random.integer(1...3_000)
      let length = random.integer(0...200)
      try act(
        .name(number: "B\(number)", name: "Name-\(number)-" + String(repeating: "x", count: length))
      )
    }
    for number in stride(from: 7, through: 2_900, by: 97) {
      #expect(try bytes(of: "Name-\(number)-"), "B\(number) before")
      try act(.erase(number: "B\(number)"))
      #expect(try !bytes(of: "Name-\(number)-"), "B\(number)")
    }
  }

  /// True if the file or its log holds a text.
  private func bytes(of text: String) throws -> Bool {
    let path = try #require(desk.scratch).path + "/traytally.sqlite"
    return try [path, path + "-wal"].contains { path in
      guard FileManager.default.fileExists(atPath: path) else { return false }
      return try Data(contentsOf: URL(filePath: path)).range(of: Data(text.utf8)) != nil
    }
  }
}
