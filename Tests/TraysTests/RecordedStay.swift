import Primitives
import TagReads

@testable import Trays

/// A recording engine that sees one set of plates round after round.
struct RecordedStay {
  var engine = RecordedEngine()
  private(set) var now = Moment(milliseconds: 1_000)
  private(set) var confirmed: TrayReading?
  /// The evidence as it was when the set was confirmed last.
  private(set) var trace: TrayTrace?

  /// Chips that nobody has registered, besides all of ISO 14443.
  var strangers: Set<TagID> = []

  static func plate(_ number: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(number)) else {
      preconditionFailure("a number from E0 is a tag")
    }
    return tag
  }

  /// Rounds of 50 ms, each 60 ms after the one before it.
  mutating func rounds(_ count: Int, of tags: [TagID], rival: Bool = false) {
    for _ in 0..<count {
      let round = InventoryRound(
        tags.map { TagRead($0) }, quality: .complete, began: now, ended: now + .milliseconds(50))
      now = now + .milliseconds(60)
      let strangers = self.strangers
      let claim = rival ? RivalClaim(odds: 0.01, isHeld: false) : nil
      note(
        engine.observe(round) {
          let isStranger = $0.technology == .iso14443 || strangers.contains($0)
          return TagKnowledge(isStranger ? .unknown : .plate, rival: claim)
        })
    }
  }

  /// Taps now.
  mutating func tap() { note(engine.beginDecisiveLook(at: now)) }

  /// A tray of some plates that came, was tapped for and was confirmed.
  static func paid(_ plates: Int = 4) -> RecordedStay {
    var stay = RecordedStay()
    stay.rounds(20, of: [])
    stay.rounds(40, of: (0..<plates).map(plate))
    stay.tap()
    stay.rounds(10, of: (0..<plates).map(plate))
    return stay
  }

  private mutating func note(_ events: [TrayEvent]) {
    for event in events {
      guard case .confirmed(let reading) = event else { continue }
      (confirmed, trace) = (reading, engine.trace)
    }
  }
}
