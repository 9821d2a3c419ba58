import Primitives
import TagReads
import Testing
import Trays

/// Two lanes side by side that read some of each other's plates.
@Suite struct ArbitrationTests {
  private struct Hall {
    var engines = [TrayEngine(), TrayEngine()]
    var arbiter = LaneArbiter()
    var random: SeededGenerator
    var now = Moment.origin

    init(seed: UInt64) {
      random = SeededGenerator(seed: seed)
    }

    /// A round of a lane, with each tag's read rate there.
    mutating func round(on lane: Int, _ rates: [(tag: TagID, rate: Double)]) {
      let reads = rates.filter { random.chance($0.rate) }.map { TagRead($0.tag) }
      let round = InventoryRound(
        reads, quality: .complete, began: now, ended: now + .milliseconds(22))
      let arbiter = arbiter
      _ = engines[lane].observe(round) {
        TagKnowledge(.plate, rival: arbiter.rival(of: $0, on: lane, at: round.ended))
      }
      self.arbiter.note(engines[lane].claims, of: lane, at: round.ended)
      now = now + .milliseconds(25)
    }

    func isHeld(_ tag: TagID, on lane: Int) -> Bool {
      engines[lane].claims.contains { $0.tag == tag && $0.isHeld }
    }

    func isBilled(_ tag: TagID, on lane: Int) -> Bool {
      engines[lane].settled?.tags.contains(tag) ?? false
    }
  }

  private let own = (0..<3).map(Timeline.tag)
  private let next = (10..<13).map(Timeline.tag)

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `a plate between two lanes is never on both bills`(seed: UInt64) {
    var hall = Hall(seed: seed)
    for number in 0..<400 {
      let spill = number < 200 ? 0.7 : 0.3
      hall.round(on: 0, own.map { ($0, 0.95) } + [(next[0], spill)])
      hall.round(on: 1, next.map { ($0, 0.9) } + [(own[0], 0.5)])
      for tag in own + next {
        #expect(!(hall.isBilled(tag, on: 0) && hall.isBilled(tag, on: 1)))
      }
    }
    #expect(own.dropFirst().allSatisfy { hall.isHeld($0, on: 0) }, "undisputed ones count")
    #expect(next.dropFirst().allSatisfy { hall.isHeld($0, on: 1) })
  }

  @Test func `a lane that has said nothing for a while keeps no plate from the next`() {
    var hall = Hall(seed: 4)
    for _ in 0..<60 { hall.round(on: 0, own.map { ($0, 0.95) }) }
    #expect(own.allSatisfy { hall.isBilled($0, on: 0) })
    hall.now = hall.now + LaneArbiter.claimTime + .milliseconds(1)
    for _ in 0..<60 { hall.round(on: 1, own.map { ($0, 0.95) }) }
    #expect(own.allSatisfy { hall.isBilled($0, on: 1) })
  }

  @Test(arguments: [6, 7, 8] as [UInt64])
  func `the lane that reads it better has it, and the other shows nothing of it`(seed: UInt64) {
    var hall = Hall(seed: seed)
    for _ in 0..<120 {
      hall.round(on: 0, own.map { ($0, 0.95) } + [(next[0], 0.3)])
      hall.round(on: 1, next.map { ($0, 0.95) })
    }
    #expect(hall.engines[0].settled?.tags == own)
    #expect(hall.engines[1].settled?.tags == next)
  }

  @Test func `a plate that moves over is billed where it lies`() {
    var hall = Hall(seed: 9)
    for _ in 0..<60 {
      hall.round(on: 0, own.map { ($0, 0.95) })
      hall.round(on: 1, next.map { ($0, 0.95) })
    }
    for _ in 0..<120 {
      hall.round(on: 0, own.dropLast().map { ($0, 0.95) })
      hall.round(on: 1, (next + own.suffix(1)).map { ($0, 0.95) })
    }
    #expect(hall.isBilled(own[2], on: 1))
    #expect(!hall.isBilled(own[2], on: 0))
  }

  @Test func `a lane that is silent loses its say`() {
    var arbiter = LaneArbiter()
    let claim = TagClaim(own[0], odds: 100, isHeld: true)
    arbiter.note([claim], of: 1, at: .origin)
    #expect(arbiter.rival(of: own[0], on: 0, at: .origin)?.isHeld == true)
    #expect(arbiter.rival(of: own[0], on: 1, at: .origin) == nil)
    let later = Moment.origin + LaneArbiter.claimTime + .milliseconds(1)
    #expect(arbiter.rival(of: own[0], on: 0, at: later) == nil)
    arbiter.note([], of: 1, at: .origin)
    #expect(arbiter.rival(of: own[0], on: 0, at: .origin) == nil)
  }

  @Test func `what several lanes say of a tag adds up, for it lies on one tray`() {
    var arbiter = LaneArbiter()
    arbiter.note([TagClaim(own[0], odds: 3, isHeld: true)], of: 1, at: .origin)
    arbiter.note([TagClaim(own[0], odds: 9, isHeld: false)], of: 2, at: .origin)
    #expect(
      arbiter.rival(of: own[0], on: 0, at: .origin) == RivalClaim(odds: 12, isHeld: true))
  }
}
