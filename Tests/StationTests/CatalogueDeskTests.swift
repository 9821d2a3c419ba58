import LedgerStore
import Menus
import Testing

@testable import Station

@Suite struct CatalogueDeskTests {
  private static let plate = "E004015000A01001"
  private let desk: BooksDesk

  init() throws {
    desk = try BooksDesk()
  }

  private func shown(_ tag: String) throws -> PlateAnswer? {
    guard case .plate(let plate) = try desk.answer(.showPlate(tag: tag)) else { return nil }
    return plate
  }

  @Test func `a menu comes in whole`() throws {
    let fresh = try BooksDesk(stocked: false)
    let menu = try BooksDesk.sampleMenu()
    guard case .changes(let changes) = try fresh.answer(.importMenu(files: menu, check: false))
    else { return #expect(Bool(false), "changes were expected") }
    #expect(changes.isApplied && changes.added > 10 && changes.changed == 0)
    #expect(try fresh.store.catalogue() == desk.store.catalogue())
  }

  @Test func `a checked menu changes nothing`() throws {
    let fresh = try BooksDesk(stocked: false)
    let menu = try BooksDesk.sampleMenu()
    guard case .changes(let changes) = try fresh.answer(.importMenu(files: menu, check: true))
    else { return #expect(Bool(false), "changes were expected") }
    #expect(!changes.isApplied && changes.added > 10)
    #expect(try fresh.store.catalogue().dishes.isEmpty)
  }

  @Test func `a menu with faults names each place and loads nothing`() throws {
    let before = try desk.store.catalogue()
    let dishes = file(
      "new.csv",
      """
      dish,name_zh,name_en,price
      N1,新菜,New dish,3.00
      N2,坏菜,Bad dish,-3.00
      N3,坏菜,Bad dish,much
      """)
    let refusal = try #require(desk.refusal(.importMenu(files: [dishes], check: false)))
    let lines = refusal.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("new.csv:3:16: ") == true, "\(refusal)")
    #expect(lines.last?.hasPrefix("new.csv:4:16: ") == true, "\(refusal)")
    #expect(try desk.store.catalogue() == before)
  }

  @Test func `plates come in, are bound and are shown`() throws {
    let plates = file("plates.csv", "tag,class\n\(Self.plate),white\n")
    try desk.answer(.importPlates(file: plates, check: false))
    #expect(try shown(Self.plate)?.plateClass == "white")
    try desk.answer(.bindPlates(dish: "B03", meal: nil, tags: [Self.plate]))
    let bound = try desk.store.catalogue().bindings.contains { $0.dish.rawValue == "B03" }
    #expect(bound)
  }

  @Test func `plates of a class that is not there load nothing`() throws {
    let plates = file("plates.csv", "tag,class\n\(Self.plate),white\nE004015000A01002,pink\n")
    let refusal = try #require(desk.refusal(.importPlates(file: plates, check: false)))
    #expect(refusal.hasPrefix("plates.csv:3:18: "))
    #expect(try shown(Self.plate)?.kind == "unknown")
  }

  @Test func `a dish is not put on what is no plate, and an unknown dish on no plate`() throws {
    #expect(
      desk.refusal(.bindPlates(dish: "B03", meal: nil, tags: [Self.plate]))
        == "\(Self.plate) is not a plate: enter it with 'plates enrol' first")
    try desk.answer(.enrolPlates(plateClass: "white", tags: [Self.plate]))
    #expect(desk.refusal(.bindPlates(dish: "Z9", meal: nil, tags: [Self.plate])) != nil)
    #expect(
      desk.refusal(.bindPlates(dish: "B03", meal: "tea", tags: [Self.plate]))?
        .hasPrefix("there is no meal period 'tea': ") == true)
  }

  @Test func `a tag is a plate, a card or unknown`() throws {
    let card = "E0040350A05F02B7"
    #expect(try shown(card)?.kind == "unknown")
    try desk.answer(.openAccount(number: "A1", group: "", name: nil, floor: 0))
    try desk.answer(.addCard(number: "A1", tag: card))
    #expect(try shown(card)?.kind == "card")
    try desk.answer(.enrolPlates(plateClass: "white", tags: [Self.plate]))
    #expect(try shown(Self.plate)?.kind == "plate")
    #expect(
      desk.refusal(.enrolPlates(plateClass: "white", tags: [card]))?
        .contains("is a diner's card") == true)
  }

  @Test func `what is exported comes in again without a change`() throws {
    guard case .file(let text) = try desk.answer(.exportMenu(kind: "dishes")) else {
      return #expect(Bool(false), "a file was expected")
    }
    let again = DeskRequest.importMenu(files: [file("dishes.csv", text)], check: false)
    guard case .changes(let changes) = try desk.answer(again) else { return }
    #expect(changes.kind == "nothing" && changes.added == 0 && changes.removed == 0)
  }
}
