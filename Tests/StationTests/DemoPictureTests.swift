import Lanes
import Menus
import Money
import Primitives
import Synchronization
import TagReads
import Testing

@testable import Station

/// The demo's screen as lines of text.
@Suite struct DemoPictureTests {
  private static let standard = TerminalSize(columns: 80, rows: 24)
  private static let time = StationTime(
    moment: .origin, wall: WallTime(milliseconds: 1_772_420_400_000), utcOffsetSeconds: 8 * 3600)

  private func bill(_ dishes: [LocalizedName]) throws -> ShownBill {
    let plate = try #require(TagID("E004015000A01001"))
    let lines = dishes.map { LaneLine(plate: plate, names: $0, amount: Amount(minorUnits: 300)) }
    return ShownBill(
      visit: UniqueID(high: 1, low: 1), tags: [], lines: lines,
      total: Amount(minorUnits: Int64(300 * dishes.count)), isPayable: true,
      isSupplementary: false, decidedAt: .origin)
  }

  /// As many lanes with a bill on display, and ten events.
  private func picture(lanes: Int, dish: LocalizedName, plates: Int = 12) throws -> DemoPicture {
    var picture = DemoPicture(currency: .cny, lanes: Array(1...lanes))
    let bill = try bill(Array(repeating: dish, count: plates))
    var view = LaneView(.bill)
    (view.lines, view.total) = (bill.lines, bill.total)
    for lane in 1...lanes { _ = picture.take(.view(lane: lane, view), at: Self.time) }
    for _ in 1...10 { _ = picture.take(.note(lane: lanes, .billShown(bill)), at: Self.time) }
    return picture
  }

  private static let dishes = [
    LocalizedName(zh: "鱼香肉丝配米饭和时令蔬菜", en: ""),
    LocalizedName(zh: "", en: "Shredded pork with garlic sauce and rice"),
    LocalizedName(zh: "🍚🍜 e\u{301}te\u{301}", en: ""),
  ]

  @Test(arguments: [1, 2, 9, 16], dishes)
  func `every line fits an ordinary terminal`(lanes: Int, dish: LocalizedName) throws {
    let lines = try picture(lanes: lanes, dish: dish).lines(in: Self.standard)
    #expect(lines.count <= 23)
    #expect(lines.allSatisfy { $0.terminalColumns <= 79 })
    let laneLines = lines.filter { $0.contains("tap your card") }
    #expect(laneLines.count == lanes, "no lane is left out")
    #expect(lines.contains { $0.contains("bill: 12 plates") }, "there is room for events")
  }

  @Test func `a terminal that is too small gets what fits`() throws {
    let picture = try picture(lanes: 16, dish: Self.dishes[0])
    let lines = picture.lines(in: TerminalSize(columns: 20, rows: 10))
    #expect(lines.count == 9)
    #expect(lines.allSatisfy { $0.terminalColumns <= 19 })
    #expect(picture.lines(in: TerminalSize(columns: 1, rows: 1)) == [""])
  }

  @Test func `one plate is not plates, and one tray not trays`() throws {
    let lines = try picture(lanes: 1, dish: Self.dishes[1], plates: 1).lines(in: Self.standard)
    #expect(lines.contains("  lane 1  1 plate, ¥3.00: tap your card"))
    #expect(lines.contains("  0 trays paid, ¥0.00 in all"))
    #expect(counted(1, "tray") == "1 tray" && counted(2, "tray") == "2 trays")
  }

  @Test func `lanes with two digits stand below one another`() throws {
    let lines = try picture(lanes: 10, dish: Self.dishes[1]).lines(in: Self.standard)
    #expect(lines.contains { $0.hasPrefix("  lane  9  12 plates") })
    #expect(lines.contains { $0.hasPrefix("  lane 10  12 plates") })
  }

  @Test func `text is cut by the columns it takes`() {
    #expect("rice".cut(toColumns: 4) == "rice")
    #expect("rice, soup".cut(toColumns: 7) == "rice...")
    #expect("鱼香肉丝".terminalColumns == 8)
    #expect("鱼香肉丝".cut(toColumns: 8) == "鱼香肉丝")
    #expect("鱼香肉丝".cut(toColumns: 7) == "鱼香...")
    #expect("鱼香肉丝".cut(toColumns: 6) == "鱼...", "half a character is none")
    #expect("soup\u{1B}[2J\nrice".cut(toColumns: 20) == "soup [2J rice")
    #expect("rice".cut(toColumns: 2) == "..")
    #expect("rice".cut(toColumns: -1).isEmpty)
  }

  @Test func `a screen that is none takes whole lines`() throws {
    let taken = Lines()
    let screen = DemoScreen(currency: .cny, lanes: [1], size: { nil }, put: { taken.add($0) })
    screen.take(
      .note(lane: 1, .billShown(try bill(Array(repeating: Self.dishes[1], count: 4)))),
      at: Self.time)
    let dishes = Array(repeating: "Shredded pork with garlic sauce and rice", count: 4)
    #expect(
      taken.all == [
        "11:00:00  lane 1  bill: 4 plates, ¥12.00  (\(dishes.joined(separator: ", ")))\n"
      ])
  }

  @Test func `a terminal is drawn over, and anew when its size changes`() {
    let taken = Lines()
    let sizes = Sizes([Self.standard, Self.standard, TerminalSize(columns: 60, rows: 24)])
    let screen = DemoScreen(
      currency: .cny, lanes: [1], size: { sizes.next() }, put: { taken.add($0) })
    for _ in 1...3 { screen.take(.view(lane: 1, LaneView(.idle)), at: Self.time) }
    let starts = taken.all.map { String($0.prefix(8)) }
    #expect(starts == ["TrayTall", "\u{1B}[6ATray", "\u{1B}[H\u{1B}[2JT"])
  }
}

/// What was written, in order.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// The sizes a terminal has one after the other.
private final class Sizes: Sendable {
  private let sizes: Mutex<[TerminalSize]>

  init(_ sizes: [TerminalSize]) { self.sizes = Mutex(sizes) }

  func next() -> TerminalSize? { sizes.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
