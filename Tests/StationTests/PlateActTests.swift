import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import TagReads
import Testing

@testable import Station

@Suite struct PlateActTests {
  private let desk: BooksDesk
  private let tags = ["E004015000A01001", "E004015000A01002"]
  private let plateClass = "white"
  private let dish = "N1"

  init() throws {
    desk = try BooksDesk(stocked: false)
    try desk.answer(
      .importMenu(
        files: [
          file("meals.csv", "meal,name_zh,name_en,from,to\nday,全天,All day,00:00,24:00\n"),
          file("classes.csv", "class,name_zh,name_en\nwhite,白碗,White bowl\n"),
          ServedCanteen.noodles(costing: "3.00"),
        ], check: false))
    try desk.answer(.enrolPlates(plateClass: plateClass, tags: tags))
  }

  private func list(_ listing: PlateListing) throws -> [String] {
    guard
      case .plates(let plates) = try desk.answer(.plate(.list(listing, plateClass: nil)))
    else { return [] }
    return plates.map { "\($0.tag) \($0.standing)" }
  }

  private func history() throws -> PlateHistoryAnswer {
    guard
      case .plateHistory(let history) = try desk.answer(.plate(.history(tag: tags[0], limit: 100)))
    else { throw BooksDesk.Unanswered(reply: .answer(.done)) }
    return history
  }

  private func sell(_ id: UInt64) throws {
    let number: AccountNumber = "A1"
    let line = SaleLine(
      plate: tags[0], dish: dish, name: "x", amount: Amount(minorUnits: 100), vatBasisPoints: 0)
    let order = SaleOrder(
      account: number, card: nil, lane: 1, visit: UniqueID(high: 5, low: id), mealPeriod: nil,
      lines: [line], total: Amount(minorUnits: 100))
    let wall = WallTime(milliseconds: Int64(id))
    let outcome = try desk.store.perform(
      Intent(
        id: UniqueID(high: 6, low: id), at: wall, businessDay: CalendarDay(daysSince1970: 20_780),
        by: "lane 1", body: .sale(order)))
    guard case .done = outcome else { throw DeskRefusal("the sale was refused") }
  }

  private func fund() throws {
    try desk.answer(.openAccount(number: "A1", group: "", name: nil, floor: 0))
    try desk.answer(
      .topUp(
        intent: UniqueID(high: 1, low: 1), number: "A1", amount: 5_000, tender: "cash", note: ""))
  }

  @Test func `a retired plate is no plate any more, says so, and can be taken back`() throws {
    try desk.answer(.plate(.depart(tags: [tags[0]], isLost: false)))
    guard case .plate(let plate) = try desk.answer(.showPlate(tag: tags[0])) else { return }
    #expect(plate.kind == "retired" && plate.plateClass == plateClass)
    #expect(try list(.retired) == ["\(tags[0]) retired"])
    #expect(try list(.all) == ["\(tags[1]) in-use"])
    try desk.answer(.plate(.restore(tags: [tags[0]])))
    #expect(try list(.retired).isEmpty)
    #expect(try list(.all).count == 2)
  }

  @Test func `a lost plate that is enrolled again is in use again`() throws {
    try desk.answer(.plate(.depart(tags: [tags[0]], isLost: true)))
    #expect(try list(.retired) == ["\(tags[0]) lost"])
    try desk.answer(.enrolPlates(plateClass: plateClass, tags: [tags[0]]))
    #expect(try list(.retired).isEmpty)
  }

  @Test func `one tag that is no plate keeps all of them in use`() throws {
    let request = DeskRequest.plate(
      .depart(tags: [tags[0], "E004015000A0FFFF"], isLost: false))
    #expect(desk.refusal(request)?.contains("is not a plate in use") == true)
    #expect(try list(.all).count == 2)
    #expect(try history().entries.map(\.act) == ["enrolled"])
  }

  @Test func `the history tells who did what, newest first`() throws {
    try desk.answer(.bindPlates(dish: dish, meal: nil, tags: tags))
    try desk.answer(.plate(.depart(tags: [tags[0]], isLost: false)))
    let entries = try history().entries
    #expect(entries.map(\.act) == ["retired", "bound", "enrolled"])
    #expect(entries.allSatisfy { $0.by == "shell:li" })
    #expect(entries[1].detail == dish)
  }

  @Test func `a plate has been washed once for each sale it came back from`() throws {
    try fund()
    #expect(try history().washes == 0)
    try sell(1)
    #expect(try history().sold == 1)
    try sell(2)
    try sell(3)
    // The plate was bound long after these sales were dated, so it has come back from the last too.
    #expect(try history().sold == 3 && history().washes == 3)
  }

  @Test func `what is kept of a plate has a bound`() throws {
    for _ in 1...60 { try desk.answer(.bindPlates(dish: dish, meal: nil, tags: [tags[0]])) }
    #expect(try history().entries.count == 50)
  }

  @Test func `plates that nothing prices are listed until they are bound`() throws {
    #expect(try list(.unbound).count == 2)
    try desk.answer(.plate(.bindClass(plateClass: plateClass, dish: dish, meal: nil)))
    #expect(try list(.unbound).isEmpty)
  }

  @Test func `what lanes have read is asked of a running station`() {
    for act in [PlateAct.list(.unknown, plateClass: nil), .lying(lane: 1)] {
      #expect(desk.refusal(.plate(act))?.contains("running station") == true)
    }
  }
}
