import Primitives
import TagReads

/// A reader's own search for tags, cycle after cycle, and what it has found and not told yet.
struct R321TagSearch: Sendable {
  private struct Cycle {
    var finds: [AirFinds.Find]
    var began: Moment
    var end: Moment
  }

  /// Who answers at all: the reader's configuration.
  struct Rule {
    var silencesTags: Bool
    var family: UInt8?
  }

  /// Older cycles need not be played: what they would find is found again.
  private static let catchUpMax: Duration = .seconds(1)

  /// What is kept without being fetched.
  private static let foundMax = 256

  /// Tags found and not told yet.
  private(set) var found: [EmulatedTag] = []
  /// Placements of tags that were told to be silent; membership only.
  private var quiet: Set<UInt64> = []
  private var cycle: Cycle?
  private var nextCycleAt = Moment.origin

  /// The field goes off until a moment: tags and reader forget.
  mutating func restart(at moment: Moment) {
    (found, quiet, cycle, nextCycleAt) = ([], [], nil, moment)
  }

  /// Searches as long as time allows.
  mutating func run(until now: Moment, over antenna: AntennaField, _ rule: Rule) {
    if now.since(cycle?.began ?? nextCycleAt) > Self.catchUpMax {
      (cycle, nextCycleAt) = (nil, now - Self.catchUpMax)
    }
    while true {
      if cycle == nil {
        guard nextCycleAt <= now else { return }
        cycle = begin(at: nextCycleAt, over: antenna, rule)
      }
      guard let end = hear(until: now, rule), end <= now else { return }
      (cycle, nextCycleAt) = (nil, end)
    }
  }

  /// One search from beginning to end; says how long it takes.
  mutating func runOnce(at now: Moment, over antenna: AntennaField, _ rule: Rule) -> Duration {
    let once = begin(at: now, over: antenna, rule)
    cycle = once
    _ = hear(until: once.end, rule)
    cycle = nil
    return once.end.since(now)
  }

  /// The search is broken off; what it had found beyond a number is found again.
  mutating func abort(keeping count: Int) {
    found = Array(found.prefix(count))
    (cycle, quiet) = (nil, [])
  }

  /// The next tags to tell.
  mutating func takeFound(_ countMax: Int) -> [EmulatedTag] {
    let page = Array(found.prefix(countMax))
    found.removeFirst(page.count)
    return page
  }

  private mutating func begin(
    at moment: Moment, over antenna: AntennaField, _ rule: Rule
  ) -> Cycle {
    quiet.formIntersection(antenna.everything().map(\.placement))
    let answering = antenna.airRound().filter { lying in
      !quiet.contains(lying.placement) && (rule.family ?? lying.tag.afi) == lying.tag.afi
    }
    let finds = AirFinds(answering, polling: [.iso15693])
    return Cycle(
      finds: finds.tags, began: moment, end: moment + finds.elapsed.duration)
  }

  /// Takes over what the cycle has found until now; says when it ends.
  private mutating func hear(until now: Moment, _ rule: Rule) -> Moment? {
    guard var running = cycle else { return nil }
    let heard = running.finds.prefix { running.began + $0.elapsed.duration <= now }
    for find in heard {
      if rule.silencesTags { quiet.insert(find.lying.placement) }
      let isKnown = found.contains { $0.id == find.lying.tag.id }
      if !isKnown && found.count < Self.foundMax { found.append(find.lying.tag) }
    }
    running.finds.removeFirst(heard.count)
    cycle = running
    return running.end
  }
}
