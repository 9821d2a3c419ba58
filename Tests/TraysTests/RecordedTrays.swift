import Primitives
import TagReads

@testable import Trays

/// Trays of the lottery, one after the other on one lane, played through an engine that records.
///
/// Between two trays the antenna is clear for a while; now and then a tag of the next lane comes
/// into reach, with that lane's claim on it; plates have a past. The diner taps 1.5 s after the tray
/// came to rest and again a second after each answer that was not a confirmation.
struct RecordedTrays {
  /// One payment.
  struct Payment {
    var trace: TrayTrace
    var reading: TrayReading
    var truth: [TagID]
  }

  private(set) var engine: RecordedEngine
  private var memory = PlateMemory()
  private var random: SeededGenerator
  private var now = Moment(milliseconds: 5_000)
  private let deal: TrayLottery.Deal
  /// How long the tray lies there before the tap.
  var wait: Duration = .milliseconds(1_500)

  init(_ deal: TrayLottery.Deal = .init(plateCounts: 1...7, poorShare: 0.05), seed: UInt64) {
    self.deal = deal
    random = SeededGenerator(seed: seed)
    engine = RecordedEngine()
  }

  /// The next payments; trays that could not be paid are passed over.
  mutating func payments(_ count: Int) -> [Payment] {
    var found: [Payment] = []
    for _ in 0..<count * 3 where found.count < count {
      if let payment = next() { found.append(payment) }
    }
    return found
  }

  private mutating func next() -> Payment? {
    var antenna = LotteryAntenna(deal, random: random.split())
    let start = now
    let stray = random.chance(0.3) ? Timeline.tag(500 + random.integer(0...20)) : nil
    var tap = start + antenna.rest.since(.origin) + wait
    var paid: Payment?
    while paid == nil, now < tap + .seconds(10) {
      if now >= tap, engine.settled != nil {
        _ = engine.beginDecisiveLook(at: now)
        tap = now + .seconds(60)
      }
      for event in observe(antenna.round(began: .origin + now.since(start)), stray: stray, rival: 3) {
        switch event {
        case .confirmed(let reading):
          paid = engine.trace.map { Payment(trace: $0, reading: reading, truth: antenna.truth) }
        case .contradicted, .undecided: tap = now + .seconds(1)
        default: break
        }
      }
    }
    memory.learn(engine.engine.rates)
    clear(stray)
    return paid
  }

  /// The tray goes, and nothing comes for longer than a resting tag may be away: the lottery's trays
  /// carry the same plates again and again.
  private mutating func clear(_ stray: TagID?) {
    let end = now + .milliseconds(10_500 + random.integer(0...4_000))
    while now < end {
      let quiet = InventoryRound(
        [], quality: .complete, began: .origin, ended: .origin + .milliseconds(20))
      _ = observe(quiet, stray: random.chance(0.3) ? stray : nil, rival: 0.5)
      now = now + .milliseconds(75)
    }
  }

  private mutating func observe(
    _ round: InventoryRound, stray: TagID?, rival odds: Double
  ) -> [TrayEvent] {
    while let wake = engine.nextWake, wake <= now { _ = engine.wake(at: wake) }
    var tags = round.tags
    if let stray, random.chance(0.15) { tags.append(stray) }
    let length = round.ended.since(round.began)
    let real = InventoryRound(
      tags.map { TagRead($0) }, quality: round.quality, began: now, ended: now + length)
    now = real.ended + .milliseconds(5) + .nanoseconds(random.integer(0...999))
    let (habits, memory) = (engine.engine.habits, memory)
    let claim = RivalClaim(odds: odds * (0.5 + random.unit()), isHeld: false)
    return engine.observe(real) { tag in
      TagKnowledge(
        LotteryAntenna.standing(of: tag), past: memory.past(of: tag, on: habits),
        rival: tag == stray ? claim : nil)
    }
  }
}
