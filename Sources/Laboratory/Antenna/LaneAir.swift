import Primitives
import ReaderEmulation
import TagReads

/// The antenna of one lane: what lies in its field, and what its reader makes of that.
struct LaneAir {
  private let lane: Int
  private let troubles: AirTroubles
  private let pace: ReaderPace
  private let timing: RoundTiming
  private let tellsStrength: Bool

  /// When the next round begins.
  private(set) var now: Moment

  /// What is in the field, sorted by tag.
  private(set) var active: [Presence] = []

  /// What will be, the next one last.
  private var pending: [Presence] = []
  private var lifted: [Presence] = []
  private var isSharedFaded = false
  private var isAfterSleep = false
  private var isResting = true
  private var hasReadBefore = false
  private var answeringUIDs: [UInt64] = []
  private var random: SeededGenerator

  init(_ scenario: Scenario, lane: Int, random: SeededGenerator) {
    self.lane = lane
    self.random = random
    troubles = scenario.troubles
    pace = scenario.pace
    timing = RoundTiming(scenario.pace)
    tellsStrength = if case .gen2 = scenario.pace.air { true } else { false }
    now = .origin + .milliseconds(7 * lane)
  }

  /// A tag will be in the field.
  mutating func expect(_ presence: Presence) {
    let place = pending.firstIndex { $0.from <= presence.from } ?? pending.endIndex
    pending.insert(presence, at: place)
  }

  /// Takes the next round; `tray` is the visit whose tray is on the lane.
  mutating func round(in hall: Hall, tray: VisitPlan? = nil) -> AntennaRound {
    let began = now
    turnField(at: began)
    var (reads, wasCorrupted) = answers(at: began)
    noticeTray(tray, among: reads)
    let air = timing.air(answeringUIDs)
    var (quality, share) = drawQuality(wasCorrupted)
    if quality != .complete {
      reads = reads.filter { _ in random.chance(troubles.keptShare) }
      if quality == .partial { share = 0.3 + 0.7 * random.unit() }
    }
    let unknowns = addGhosts(&reads, hall, at: began)
    let time = Duration.nanoseconds(Int64(Double(air) * share))
    let ended = began + (pace.fieldReset + time + random.duration(pace.hostTime))
    defer { rest(after: ended, began) }
    return AntennaRound(
      lane: lane,
      round: InventoryRound(reads, quality: quality, began: began, ended: ended),
      delivered: ended, unknowns: unknowns, isAfterSleep: isAfterSleep)
  }

  /// Lets tags come into the field and leave it.
  private mutating func turnField(at now: Moment) {
    if active.contains(where: { $0.until <= now }) {
      if troubles.staleShare > 0 {
        lifted = (lifted + active).filter {
          $0.until <= now && now.since($0.until) < .seconds(2)
        }
      }
      active.removeAll { $0.until <= now }
    }
    while let next = pending.last, next.from <= now {
      pending.removeLast()
      guard next.until > now else { continue }
      let place = active.firstIndex { $0.tag > next.tag } ?? active.endIndex
      active.insert(next, at: place)
    }
  }

  /// The tags that answer and arrive, sorted, and whether a reply was damaged on its way.
  private mutating func answers(at now: Moment) -> (reads: [TagRead], wasCorrupted: Bool) {
    var (reads, wasCorrupted): ([TagRead], Bool) = ([], false)
    answeringUIDs.removeAll(keepingCapacity: true)
    troubles.sharedBursts.step(&isSharedFaded, using: &random)
    let sharedFactor = isSharedFaded ? troubles.sharedBursts.rateFactor : 1
    for index in active.indices {
      fade(index)
      let ownFactor = active[index].isFaded ? troubles.ownBursts.rateFactor : 1
      let rate = active[index].rate(at: now) * ownFactor * sharedFactor
      let tag = active[index].tag
      guard random.chance(rate), reads.last?.tag != tag else { continue }
      answeringUIDs.append(active[index].uid)
      if troubles.corruptedShare > 0, random.chance(troubles.corruptedShare) {
        wasCorrupted = true
      } else {
        reads.append(TagRead(tag, signalStrengthDBm: strength(active[index].strength)))
      }
    }
    return (reads, wasCorrupted)
  }

  /// A tag's own bursts; a long one holds on against the dice.
  private mutating func fade(_ index: Int) {
    let wasFaded = active[index].isFaded
    troubles.ownBursts.step(&active[index].isFaded, using: &random)
    guard troubles.longBurstShare > 0 else { return }
    if active[index].fadedRounds > 0 {
      active[index].fadedRounds -= 1
      active[index].isFaded = true
    } else if active[index].isFaded, !wasFaded, random.chance(troubles.longBurstShare) {
      let length = 1 / max(random.unit(), 1 / Double(troubles.longBurstMax))
      active[index].fadedRounds = Int(length)
    }
  }

  private mutating func strength(_ mean: Int) -> Int? {
    guard tellsStrength else { return nil }
    return mean + random.integer(-3...3) + random.integer(-3...3)
  }

  private mutating func drawQuality(
    _ wasCorrupted: Bool
  ) -> (quality: InventoryRound.Quality, share: Double) {
    let draw = random.unit()
    if draw < troubles.partialShare { return (.partial, 1) }
    let isNoisy = draw < troubles.partialShare + troubles.disturbedShare
    return (isNoisy || wasCorrupted ? .disturbed : .complete, 1)
  }

  /// Adds what is not there; the ghosts among it are handed back.
  private mutating func addGhosts(
    _ reads: inout [TagRead], _ hall: Hall, at now: Moment
  ) -> [TagID] {
    if random.chance(troubles.staleShare), !lifted.isEmpty {
      let stale = lifted[random.integer(0...lifted.count - 1)]
      reads.append(TagRead(stale.tag, signalStrengthDBm: strength(stale.strength)))
    }
    guard random.chance(troubles.ghostShare), let ghost = hall.ghost(&random) else { return [] }
    reads.append(TagRead(ghost, signalStrengthDBm: strength(-55)))
    return [ghost]
  }

  /// The lane wakes up when a plate of a tray is read, and rests again when the tray has gone; what
  /// is read round after round keeps it awake too, for it may be one.
  private mutating func noticeTray(_ tray: VisitPlan?, among reads: [TagRead]) {
    if let tray {
      if reads.contains(where: { tray.owns($0.tag) }) { isResting = false }
    } else {
      isResting = reads.isEmpty || !hasReadBefore
    }
    hasReadBefore = !reads.isEmpty
  }

  /// What passes until the next round.
  private mutating func rest(after ended: Moment, _ began: Moment) {
    now = ended + pace.pause
    if isResting { now = max(now, began + pace.restingPeriod) }
    isAfterSleep = random.chance(pace.sleepShare)
    if isAfterSleep { now = now + random.duration(pace.sleepTime) }
    if random.chance(pace.stallShare) { now = now + random.duration(pace.stallTime) }
  }
}
