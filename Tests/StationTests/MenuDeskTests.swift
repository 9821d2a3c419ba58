import Foundation
import LedgerStore
import Menus
import Primitives
import Sheets
import Testing

@testable import Station

/// What staff do with the menu from day to day.
@Suite struct MenuDeskTests {
  private let desk: BooksDesk
  private static let dearer = file(
    "new.csv", "dish,name_en,price,class\nB01,Porridge,1.80,white\nN1,New dish,3.00,\n")

  init() throws {
    desk = try BooksDesk()
  }

  private func changes(_ request: DeskRequest) throws -> ChangesAnswer {
    guard case .changes(let changes) = try desk.answer(request) else {
      throw BooksDesk.Unanswered(reply: .answer(.done))
    }
    return changes
  }

  private func versions() throws -> [MenuVersionAnswer] {
    guard case .menu(.versions(let versions)) = try desk.answer(.menu(.versions)) else { return [] }
    return versions
  }

  @Test func `an import says row by row what it adds, changes and removes`() throws {
    let changes = try changes(.importMenu(files: [Self.dearer], check: true))
    let porridge = try #require(changes.rows.first { $0.what.hasPrefix("B01") })
    #expect(porridge.act == .changed && porridge.kind == "dishes")
    #expect(
      porridge.cells.contains(ChangedCell(column: "price", before: "1.50", after: "1.80")))
    #expect(changes.rows.contains { $0.act == .added && $0.what == "N1 New dish" })
    #expect(changes.rows.contains { $0.act == .removed && $0.what.hasPrefix("V01") })
    #expect(changes.rows.count { $0.act == .removed } >= 20 && changes.unlistedCount == 0)
  }

  @Test func `who imported what is remembered, and undo goes back import by import`() throws {
    let start = try desk.store.catalogue()
    try desk.answer(.importMenu(files: [Self.dearer], check: false), as: "li")
    let second = try desk.store.catalogue()
    let cheap = file("cheap.csv", "dish,name_en,price\nB01,Porridge,0.10\n")
    try desk.answer(.importMenu(files: [cheap], check: false), as: "wang")
    #expect(try versions().map(\.by) == ["shell:wang", "shell:li", "shell:li"])
    #expect(try versions().map(\.isNext) == [true, false, false])
    #expect(try versions()[0].files == ["cheap.csv"])

    #expect(try changes(.menu(.undo(check: true))).isApplied == false)
    #expect(try desk.store.catalogue() != second)
    try desk.answer(.menu(.undo(check: false)), as: "zhao")
    #expect(try desk.store.catalogue() == second)
    #expect(try versions().map(\.undoneBy) == ["shell:zhao", nil, nil])
    #expect(try versions().map(\.isNext) == [false, true, false])
    try desk.answer(.menu(.undo(check: false)), as: "zhao")
    #expect(try desk.store.catalogue() == start)
    try desk.answer(.menu(.undo(check: false)), as: "zhao")
    #expect(try desk.store.catalogue().parts.dishes.isEmpty)
    #expect(
      desk.refusal(.menu(.undo(check: false))) == "there is no import to undo")
  }

  @Test func `an import that changes nothing is no version`() throws {
    let count = try versions().count
    try desk.answer(.importMenu(files: try BooksDesk.sampleMenu(), check: false))
    #expect(try versions().count == count)
  }

  @Test func `undo keeps plates enrolled since, and dishes bound since`() throws {
    try desk.answer(.importMenu(files: [Self.dearer], check: false))
    let plate = "E004015000A01001"
    try desk.answer(.enrolPlates(plateClass: "white", tags: [plate]))
    try desk.answer(.bindPlates(dish: "B01", meal: nil, tags: [plate]))
    try desk.answer(.menu(.undo(check: false)))
    let catalogue = try desk.store.catalogue()
    #expect(catalogue.plateCount == 1)
    #expect(catalogue.bindings.contains { $0.dish == "B01" && $0.boundAt != nil })
  }

  @Test func `what can be undone is bounded, who imported is remembered longer`() throws {
    for price in 1...LedgerStore.catalogueVersionsKept + 2 {
      let menu = file("m\(price).csv", "dish,name_en,price\nB01,Porridge,\(price)\n")
      try desk.answer(.importMenu(files: [menu], check: false))
    }
    let versions = try versions()
    #expect(versions.count == LedgerStore.catalogueVersionsKept + 3)
    #expect(versions.count { $0.isKept } == LedgerStore.catalogueVersionsKept)
  }

  @Test func `a dish that is sold out is marked, still billed, and there again when it is`() throws
  {
    try desk.answer(.menu(.markSoldOut(dish: "F01", meal: nil, isSoldOut: true)))
    guard case .menu(.soldOut(let answer)) = try desk.answer(.menu(.soldOut)) else { return }
    #expect(answer.dishes.map(\.dish) == ["F01"])
    guard case .dayMenu(let menu) = try desk.answer(.showMenu(meal: "lunch", date: answer.date))
    else { return }
    let fruit = menu.meals.flatMap(\.dishes).filter { $0.dish == "F01" }
    #expect(fruit.map(\.isSoldOut) == [true])
    let again = try desk.answer(.menu(.markSoldOut(dish: "F01", meal: nil, isSoldOut: false)))
    #expect(again == .menu(.soldOut(SoldOutAnswer(date: answer.date, dishes: []))))
    #expect(
      desk.refusal(.menu(.markSoldOut(dish: "F9", meal: nil, isSoldOut: true)))
        == "there is no dish 'F9': 'menu show' lists them")
  }

  @Test func `a price for a day holds on that day alone`() throws {
    let wish = DayPriceWish(
      dish: "F01", amount: "3.20", byGroup: ["student": "2.20"], date: "2999-03-04")
    #expect(
      try desk.answer(.menu(.setPrice(wish)))
        == .menu(.said("F01 on 2999-03-04: 3.20, student 2.20")))
    func price(_ date: String) throws -> [String] {
      guard case .dayMenu(let menu) = try desk.answer(.showMenu(meal: "lunch", date: date)) else {
        return []
      }
      return menu.meals.flatMap(\.dishes).filter { $0.dish == "F01" }.map(\.price)
    }
    #expect(try price("2999-03-04") == ["3.20"] && price("2999-03-05") == ["5.00"])
    try desk.answer(.menu(.setPrice(DayPriceWish(dish: "F01", amount: nil, date: "2999-03-04"))))
    #expect(try price("2999-03-04") == ["5.00"])
    let past = DayPriceWish(dish: "F01", amount: "1", date: "2001-01-01")
    #expect(desk.refusal(.menu(.setPrice(past)))?.contains("has passed") == true)
    let unknown = DayPriceWish(dish: "F01", amount: "1", byGroup: ["pupils": "1"])
    #expect(desk.refusal(.menu(.setPrice(unknown)))?.contains("unknown group") == true)
  }
}

/// The menu as a workbook, and files of office programs.
@Suite struct MenuWorkbookTests {
  private let desk: BooksDesk

  init() throws {
    desk = try BooksDesk()
  }

  private func workbook() throws -> DeskFile {
    guard case .bytes(let content) = try desk.answer(.menu(.exportWorkbook)) else {
      throw BooksDesk.Unanswered(reply: .answer(.done))
    }
    return DeskFile(name: "menu.xlsx", content: content)
  }

  @Test func `the exported workbook comes in again without a change`() throws {
    try desk.answer(.enrolPlates(plateClass: "white", tags: ["E004015000A01001"]))
    let file = try workbook()
    guard case .changes(let changes) = try desk.answer(.importMenu(files: [file], check: false))
    else { return }
    #expect(changes.kind == "nothing" && changes.rows.isEmpty && changes.notes.isEmpty)
    let fresh = try BooksDesk(stocked: false)
    try fresh.answer(.importMenu(files: [file], check: false))
    #expect(try fresh.store.catalogue() == desk.store.catalogue())
  }

  @Test func `what is no workbook inside is refused with its name`() throws {
    var file = try workbook()
    file.content = file.content.prefix(2_000)
    let refusal = try #require(desk.refusal(.importMenu(files: [file], check: false)))
    #expect(refusal == "menu.xlsx is no whole zip file, as a workbook is; save or copy it again")
  }

  @Test func `every fault in a workbook is named by sheet and cell, and nothing is loaded`() throws
  {
    let path = NSTemporaryDirectory() + "traytally-\(UniqueID(high: 7, low: 7)).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try WorkbookWriter(path: path)
    try writer.begin("本周菜单", ["日期", "餐次", "菜品"].map { SheetColumn($0) })
    try writer.append([.day(daysSince1970: 20_783), .text("lunch"), .text("N1")])
    try writer.append([.text("26/11/2026"), .text("lunhc"), .text("N2")])
    try writer.begin("新菜", ["菜品编号", "名称", "单价"].map { SheetColumn($0) })
    try writer.append([.text("N1"), .text("新菜"), .number(3.5)])
    try writer.append([.text("N2"), .text("坏菜"), .number(-3)])
    try writer.begin("说明", [SheetColumn("食堂自用")])
    try writer.append([.text("请勿外传")])
    try writer.close()
    let content = try #require(FileManager.default.contents(atPath: path))
    let file = DeskFile(name: "week.xlsx", content: content)
    let before = try desk.store.catalogue()
    let refusal = try #require(desk.refusal(.importMenu(files: [file], check: false)))
    #expect(
      refusal.split(separator: "\n").map { $0.prefix { $0 != ";" } } == [
        "week.xlsx:本周菜单!A3: date \"26/11/2026\" does not say which number is the month",
        "week.xlsx:本周菜单!B3: unknown meal \"lunhc\" (did you mean \"lunch\"?)",
        "week.xlsx:新菜!C3: price \"-3\" is negative",
      ])
    #expect(try desk.store.catalogue() == before)
  }

  @Test func `a damaged workbook changes everything or nothing`() throws {
    let whole = try workbook()
    let cheap = file("cheap.csv", "dish,name_en,price\nB01,Porridge,0.10\n")
    try desk.answer(.importMenu(files: [cheap], check: false))
    let before = try desk.store.catalogue()
    var random = SeededGenerator(seed: 41)
    for _ in 0..<60 {
      var bytes = [UInt8](whole.content)
      for _ in 0...random.integer(0...2) {
        let offset = random.integer(0...bytes.count - 1)
        if random.chance(0.5) { bytes.remove(at: offset) } else { bytes[offset] ^= 0x10 }
      }
      let damaged = DeskFile(name: "menu.xlsx", content: Data(bytes))
      guard desk.refusal(.importMenu(files: [damaged], check: false)) == nil else {
        #expect(try desk.store.catalogue() == before)
        continue
      }
      #expect(try desk.store.catalogue().dishes.count == 40)
      try desk.answer(.menu(.undo(check: false)))
      #expect(try desk.store.catalogue() == before)
    }
  }

  @Test func `a file in GB18030 comes in and says so`() throws {
    // dish,名称,单价 / G1,米饭,1.00 in GB18030.
    let text =
      Array("dish,".utf8) + [0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xB5, 0xA5, 0xBC, 0xDB, 0x0A]
      + Array("G1,".utf8) + [0xC3, 0xD7, 0xB7, 0xB9] + Array(",1.00\n".utf8)
    let file = DeskFile(name: "menu.csv", content: Data(text))
    guard case .changes(let changes) = try desk.answer(.importMenu(files: [file], check: true))
    else { return }
    #expect(changes.rows.contains { $0.act == .added && $0.what == "G1 米饭" })
    #expect(changes.notes == ["menu.csv was read as GB18030, because it is not UTF-8"])
  }

  @Test func `the feed for menu apps covers the days asked for`() throws {
    let menu = file("menu.csv", "date,meal,dish\n2999-03-04,lunch,F01\n2999-03-06,lunch,F01\n")
    try desk.answer(.importMenu(files: [menu], check: false))
    let wish = OpenMensaWish(from: "2999-03-04", dayCount: 2, canteen: nil, language: "zh")
    guard case .file(let feed) = try desk.answer(.menu(.exportOpenMensa(wish))) else { return }
    #expect(feed.contains("<name>Test</name>") && feed.contains("<day date=\"2999-03-04\">"))
    #expect(!feed.contains("2999-03-06") && feed.contains("<name>水果拼盘</name>"))
    let far = OpenMensaWish(from: nil, dayCount: 1_000, canteen: nil, language: "zh")
    #expect(
      desk.refusal(.menu(.exportOpenMensa(far))) == "a feed covers 1 to 100 days")
  }
}
