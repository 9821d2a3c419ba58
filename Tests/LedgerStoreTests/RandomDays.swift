import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement

/// Days of a canteen somewhere on earth: random acts, several closes, clocks that jump.
struct RandomDays {
  /// East and west, with and without changes of the clock, some hours and a half from UTC.
  static let zones = [
    "Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Pacific/Kiritimati", "America/Los_Angeles", "UTC",
  ]

  /// Moments shortly before clocks change somewhere: 2026-03-29 in Berlin, 2026-10-25 there,
  /// 2026-11-01 in St. John's and Los Angeles, 2026-04-04 on Lord Howe (tz database 2026).
  private static let starts: [Int64] = [
    1_774_692_000_000, 1_792_836_000_000, 1_793_440_800_000, 1_775_260_000_000,
  ]

  let canteen: Canteen
  let zone: String
  private let dayStartMinute: Int
  private var random: SeededGenerator
  private var now: Int64
  private var askedCount = 0
  private(set) var closes: [SealedClose] = []

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    canteen = try Canteen(accounts: 3)
    zone = Self.zones[random.integer(0...(Self.zones.count - 1))]
    dayStartMinute = [0, 240, 300][random.integer(0...2)]
    now = Self.starts[random.integer(0...(Self.starts.count - 1))]
  }

  /// Plays so many acts and closes the day now and then, and at the end.
  mutating func play(_ count: Int) throws {
    for number in 1...count {
      pass()
      try ask(number)
      if random.chance(0.05) { try close() }
    }
    try close()
  }

  /// Mostly minutes, sometimes half a day, and once in a while the clock is set back.
  private mutating func pass() {
    let minutes =
      random.chance(0.04)
      ? random.integer(300...1500) : random.chance(0.03) ? -random.integer(1...180) : 3
    now += Int64(minutes) * 60_000 + Int64(random.integer(0...59_999))
  }

  private var businessDay: CalendarDay {
    let date = Date(timeIntervalSince1970: Double(now) / 1000)
    let offset = TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0
    return WallTime(milliseconds: now).local(utcOffsetSeconds: offset)
      .businessDay(startingAtMinute: dayStartMinute)
  }

  /// An act, sensible or not; what the books refuse leaves no trace.
  private mutating func ask(_ number: Int) throws {
    var acts = RandomActs()
    acts.day = businessDay.daysSince1970
    let body = acts.body(askedCount, &random)
    let intent = Intent(
      id: UniqueID(high: 0x1111, low: UInt64(number)), at: WallTime(milliseconds: now),
      businessDay: businessDay, by: "test", body: body)
    if case .done = try canteen.store.perform(intent) { askedCount += 1 }
  }

  private mutating func close() throws {
    let isCounted = random.chance(0.5)
    let expected = try canteen.store.openPeriod().figures[FigureName.drawerExpected]
    let amiss = random.chance(0.3) ? Int64(random.integer(-50...50)) : 0
    let sealed = try canteen.store.closeDay(
      DayClosing(
        id: UniqueID(using: &random), at: WallTime(milliseconds: now), businessDay: businessDay,
        timeZone: zone, dayStartMinute: dayStartMinute, by: "finance", software: "test",
        counted: isCounted ? expected + amiss : nil, reason: amiss == 0 ? "" : "涨, \"x\" = y"))
    if sealed != closes.last { closes.append(sealed) }
  }

  /// Writes the auditor's journal; answers its path.
  func journal(_ name: String = "journal.jsonl") throws -> String {
    var bytes: [UInt8] = []
    try JournalExport.write(canteen.store) { bytes += $0 }
    let path = canteen.scratch.path + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }
}
