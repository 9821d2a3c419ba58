import Foundation
import Primitives
import TagReads
import Trays

/// A lane over twenty-four simulated hours, with its evidence and what it remembers of plates: a
/// tray every ten seconds, strays and ghosts between.
struct LongDay {
  private let hours = 24
  private let roundTime = Duration.milliseconds(50)
  private let plateCount = 3_000

  /// Plays the day and prints the resident memory after the first hour, at its most and at the end;
  /// false if it grew by more than a mebibyte after the first hour.
  func measure() -> Bool {
    var engine = RecordedEngine()
    var memory = PlateMemory()
    var random = SeededGenerator(seed: 2)
    var tray: [TagID] = []
    var resident: [Int] = []
    var evidence = 0
    let roundsPerHour = Int(Duration.seconds(3600) / roundTime)
    for number in 0..<hours * roundsPerHour {
      if number % 200 == 0 { tray = draw(random.integer(1...8), &random) }
      if number % 200 == 150 { tray = [] }
      let round = round(number, tray, &random)
      if number % 200 == 80 { _ = engine.beginDecisiveLook(at: round.began) }
      let (habits, learned) = (engine.habits, engine.lesson)
      let events = engine.observe(round) {
        TagKnowledge(.plate, past: memory.past(of: $0, on: habits))
      }
      if events.contains(where: isPayment) { evidence += engine.trace?.bytes?.count ?? 0 }
      if let lesson = engine.lesson, lesson != learned { memory.learn(lesson) }
      if number % roundsPerHour == roundsPerHour - 1 { resident.append(Self.residentKibibytes()) }
    }
    let (first, most) = (resident.first ?? 0, resident.max() ?? 0)
    print(
      "\(hours) hours of a lane: resident \(first) KiB after an hour, \(most) at most,",
      "\(resident.last ?? 0) at the end; \(engine.engine.trackedTagCount) tags,",
      "\(memory.count) plates, \(evidence / 1024) KiB of evidence handed out")
    return most - first <= 1024
  }

  private func isPayment(_ event: TrayEvent) -> Bool {
    if case .confirmed = event { true } else { false }
  }

  private func round(
    _ number: Int, _ tray: [TagID], _ random: inout SeededGenerator
  ) -> InventoryRound {
    var tags = tray.filter { _ in random.chance(0.93) }
    if random.chance(0.01) { tags += draw(1, &random) }
    let began = Moment.origin + roundTime * number
    return InventoryRound(
      tags.map { TagRead($0) }, quality: .complete, began: began,
      ended: began + .milliseconds(45))
  }

  private func draw(_ count: Int, _ random: inout SeededGenerator) -> [TagID] {
    (0..<count).compactMap { _ in
      TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(random.integer(1...plateCount)))
    }
  }

  /// The second field of /proc/self/statm is the resident pages (proc(5)).
  private static func residentKibibytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return 0 }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
  }
}
