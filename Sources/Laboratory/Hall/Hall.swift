import Primitives
import ReaderEmulation
import TagReads

/// All plates of a canteen, each with its chip and how well that is read.
struct Hall {
  struct Plate {
    let tag: TagID
    /// What decides in which slot the chip answers.
    let uid: UInt64
    let quality: Double
    /// When it may be used again: washed, and taken off the trays and tables it was planned on.
    var freeFrom = Moment.origin
  }

  private(set) var plates: [Plate] = []
  private let indexByTag: [TagID: Int]
  private let air: ReaderPace.Air

  /// How long a plate is on its way after it left a lane.
  static let turnaround: Duration = .seconds(60)

  init(_ scenario: Scenario, random: inout SeededGenerator) {
    air = scenario.pace.air
    var indexByTag: [TagID: Int] = [:]
    while plates.count < scenario.plateCount {
      let serial = random.next() >> 32
      guard let tag = Self.tag(air, serial), indexByTag[tag] == nil else { continue }
      indexByTag[tag] = plates.count
      plates.append(
        Plate(
          tag: tag, uid: 0xE004_0150_0000_0000 | serial, quality: scenario.quality.draw(&random)))
    }
    self.indexByTag = indexByTag
  }

  /// The number of a registered plate; nothing for what no one has registered.
  func index(of tag: TagID) -> Int? { indexByTag[tag] }

  /// Takes a clean plate for a time; one that is needed too soon, if all others are in use.
  mutating func take(from: Moment, until: Moment, _ random: inout SeededGenerator) -> Int {
    var found = random.integer(0...plates.count - 1)
    for _ in 0..<64 where plates[found].freeFrom > from {
      found = random.integer(0...plates.count - 1)
    }
    plates[found].freeFrom = until + Self.turnaround
    return found
  }

  /// The identity that damage made of another: registered by no one.
  func ghost(_ random: inout SeededGenerator) -> TagID? {
    let tag = Self.tag(air, random.next() >> 32)
    return tag.flatMap { indexByTag[$0] == nil ? $0 : nil }
  }

  private static func tag(_ air: ReaderPace.Air, _ serial: UInt64) -> TagID? {
    switch air {
    case .vicinity: return TagID(iso15693: 0xE004_0150_0000_0000 | serial)
    case .gen2:
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: serial >> (24 - 8 * $0)) }
      return TagID(.epc, [0x30, 0x39, 0x60, 0x63, 0x03, 0xC7, 0x43, 0x80] + bytes)
    }
  }
}
