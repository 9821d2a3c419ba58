import Foundation
import Ledger
import LedgerStore
import Primitives
import Synchronization
import Testing

@testable import Station

/// The day is closed at its time, and each Z put where finance takes it.
@Suite struct SettlementKeeperTests {
  /// Takes the news down.
  private final class Reporter: Sendable {
    let news = Mutex<[SettlementNews]>([])
    var all: [SettlementNews] { news.withLock { $0 } }
    var closed: [Int] {
      all.compactMap { if case .closed(let number, _) = $0 { number } else { nil } }
    }
    var exported: [Int] {
      all.compactMap { if case .exported(let number, _) = $0 { number } else { nil } }
    }
  }

  private let folder: Scratch
  private let canteen: SettledDesk
  private let reporter = Reporter()

  init() throws {
    let folder = try Scratch()
    self.folder = folder
    canteen = try SettledDesk { configuration in
      configuration.closeAtMinute = 22 * 60
      configuration.exportFolder = folder.path
      configuration.exportFormats = [.csv, .html]
    }
  }

  private func keeper() -> SettlementKeeper {
    SettlementKeeper(
      store: canteen.desk.store, configuration: canteen.desk.clerk.configuration
    ) { [reporter] news in reporter.news.withLock { $0.append(news) } }
  }

  /// So many minutes after 22:00 in Shanghai of the day the books were filled, and days later.
  private func evening(days: Int = 0, minutes: Int64) -> WallTime {
    let day = StationClock(timeZone: "Asia/Shanghai").now.local.day.daysSince1970 + days
    return WallTime(milliseconds: (Int64(day) * 1440 + (22 - 8) * 60 + minutes) * 60_000)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `the day is closed once, and so is the next one without sales`() throws {
    let keeper = keeper()
    keeper.look(at: evening(days: 1, minutes: 0))
    keeper.look(at: evening(days: 1, minutes: 1))
    #expect(reporter.closed == [1])
    keeper.look(at: evening(days: 2, minutes: -1))
    #expect(reporter.closed == [1])
    keeper.look(at: evening(days: 2, minutes: 3))
    #expect(reporter.closed == [1, 2] && reporter.exported == [1, 2])
    let closes = try canteen.desk.store.dayCloses(limit: 9).map(\.close)
    #expect(closes.map(\.recordCount) == [0, 5] && closes.map(\.by) == ["schedule", "schedule"])
    #expect(closes[0].businessDay.daysSince1970 == closes[1].businessDay.daysSince1970 + 1)
    #expect(keeper.trouble == nil)
  }

  @Test func `what was due while the station was not running is closed at its start`() throws {
    keeper().look(at: evening(days: 4, minutes: 30))
    #expect(reporter.closed == [1])
    keeper().look(at: evening(days: 4, minutes: 40))
    #expect(reporter.closed == [1], "there is nothing new from before 22:00")
  }

  @Test func `new books are not closed before their first evening`() throws {
    let empty = try BooksDesk { $0.closeAtMinute = 22 * 60 }
    let keeper = SettlementKeeper(
      store: empty.store, configuration: empty.clerk.configuration
    ) { [reporter] news in reporter.news.withLock { $0.append(news) } }
    keeper.look(at: evening(days: 1, minutes: -300))
    #expect(reporter.all.isEmpty)
    keeper.look(at: evening(days: 1, minutes: 0))
    #expect(reporter.closed == [1])
  }

  @Test func `whoever takes the files away does not get them again`() throws {
    let first = keeper()
    first.look(at: evening(days: 0, minutes: -1000))
    try canteen.close()
    first.look(at: evening(days: 0, minutes: -999))
    #expect(reporter.exported == [1])
    let names = try files()
    #expect(names.count == 4 && names.allSatisfy { $0.contains("-z1") })
    let page = try String(
      contentsOfFile: folder.path + "/" + (names.first { $0.hasSuffix("html") } ?? ""),
      encoding: .utf8)
    #expect(!page.contains("COPY"))
    for name in names { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }
    first.look(at: evening(days: 0, minutes: -998))
    keeper().look(at: evening(days: 0, minutes: -997))
    #expect(try files() == [])
  }

  @Test func `a mark that makes no sense is told and not guessed at`() throws {
    let mark = canteen.desk.clerk.configuration.dataDirectory + "/" + ExportMark.name
    try canteen.close()
    try Data("12x".utf8).write(to: URL(filePath: mark))
    let keeper = keeper()
    keeper.look(at: evening(days: 0, minutes: -1000))
    #expect(keeper.trouble?.contains(ExportMark.name) == true && reporter.exported == [])
    try Data("0\n".utf8).write(to: URL(filePath: mark))
    keeper.look(at: evening(days: 0, minutes: -999))
    #expect(reporter.exported == [1] && keeper.trouble == nil)
  }

  @Test func `after a restore with fewer settlements the next ones are exported`() throws {
    let data = canteen.desk.clerk.configuration.dataDirectory
    try ExportMark(directory: data).write(50)
    let keeper = keeper()
    keeper.look(at: evening(days: 0, minutes: -1000))
    try canteen.close()
    keeper.look(at: evening(days: 0, minutes: -999))
    #expect(reporter.exported == [1])
    #expect(try ExportMark(directory: data).read() == 1)
  }

  @Test func `a folder that is gone is told once, and made up for when it is back`() throws {
    let keeper = keeper()
    keeper.look(at: evening(days: 0, minutes: -1000))
    try FileManager.default.removeItem(atPath: folder.path)
    keeper.look(at: evening(days: 1, minutes: 1))
    keeper.look(at: evening(days: 1, minutes: 2))
    #expect(reporter.closed == [1] && reporter.exported == [])
    #expect(keeper.trouble?.contains("no folder") == true)
    #expect(reporter.all.count == 2, "the close and the trouble")
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: false)
    keeper.look(at: evening(days: 1, minutes: 3))
    #expect(reporter.exported == [1] && reporter.all.last == .wellAgain && keeper.trouble == nil)
  }
}

/// When a day is due, whatever the clocks do.
@Suite struct CloseScheduleTests {
  private func due(
    at minute: Int, in zone: String, before now: Int64
  ) -> (Int64, String) {
    let due = CloseSchedule(minute: minute, dayStartMinute: 240, timeZone: zone)
      .last(before: WallTime(milliseconds: now * 1000))
    return (due.at.milliseconds / 1000, due.businessDay.description)
  }

  // 2026-11-26T14:00:00Z is 22:00 in Shanghai.
  private static let evening: Int64 = 1_795_701_600

  @Test func `the last time that has come`() {
    #expect(
      due(at: 1320, in: "Asia/Shanghai", before: Self.evening) == (Self.evening, "2026-11-26"))
    #expect(
      due(at: 1320, in: "Asia/Shanghai", before: Self.evening - 1)
        == (Self.evening - 86_400, "2026-11-25"))
  }

  @Test func `a close after midnight ends the business day before`() {
    // 02:00 of the 27th in Shanghai.
    let night = Self.evening + 4 * 3600
    #expect(due(at: 120, in: "Asia/Shanghai", before: night) == (night, "2026-11-26"))
  }

  @Test func `a time that the clocks leave out comes later, one they show twice comes once`() {
    // Berlin: 02:30 on 2026-03-29 is skipped at 01:00Z, and on 2026-10-25 shown twice.
    let spring: Int64 = 1_774_746_000
    let skipped = due(at: 150, in: "Europe/Berlin", before: spring + 7200)
    #expect(skipped.1 == "2026-03-28" && (spring - 1800...spring + 1800).contains(skipped.0))
    let autumn: Int64 = 1_792_890_000
    let early = due(at: 150, in: "Europe/Berlin", before: autumn + 1800)
    let late = due(at: 150, in: "Europe/Berlin", before: autumn + 7200)
    #expect(early == late)
  }

  @Test(arguments: ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns"])
  func `there is one a day, in every zone`(zone: String) {
    var seen: Set<Int64> = []
    for hour in 0..<(24 * 400) {
      seen.insert(due(at: 1415, in: zone, before: Self.evening + Int64(hour) * 3600).0)
    }
    #expect((400...401).contains(seen.count))
  }
}
