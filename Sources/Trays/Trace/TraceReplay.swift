import Primitives
public import TagReads

/// A paid tray once more, through an engine of today.
///
/// The engine gets the rounds of the trace with what was known of the tags then. Before the first
/// of them it sees a clear antenna for a while, as the lane had; for a gap it sees some rounds that
/// show each tag as often as the gap says. A tap that comes before there is a
/// bill waits for it, as it does on a lane.
public struct TraceReplay: Sendable {
  /// How long the antenna is clear before the trace begins, in how many rounds at most.
  private static let warmUpTime: Duration = .seconds(20)
  private static let warmUpRoundsMax = 1_000

  /// How far rounds are apart if the trace does not tell.
  private static let usualPause: Duration = .milliseconds(200)

  /// The most rounds that are put into a gap.
  private static let filledRoundsMax = 100

  /// The set that the replayed engine decided for the payment; nothing if it did not.
  public private(set) var confirmed: TrayReading?

  /// The set that it had on the bill last.
  public private(set) var settled: TrayReading?

  /// Why it could not decide, if it said so after the last tap.
  public private(set) var undecided: UndecidedReason?

  /// How it expects to be wrong at the end of the evidence.
  public var risk: TrayRisk? { engine.risk }

  /// The chance that a tag lies on the tray, at the end of the evidence.
  public func chance(of tag: TagID) -> Double? {
    engine.evidence.first { $0.tag == tag }?.trayChance
  }

  private var engine: TrayEngine
  private let trace: TrayTrace
  private var known: [TraceKnowledge]
  private var last: TraceRound?
  private var gap: TraceGap?
  /// How much of the time in gaps has been passed over.
  private var skipped: Duration = .zero
  private var isTapWaiting = false

  /// Runs a trace through an engine with these settings.
  public init(_ trace: TrayTrace, settings: TraySettings = TraySettings()) {
    self.trace = trace
    engine = TrayEngine(settings: settings, habits: trace.habits)
    known = trace.tags.map(\.knowledge)
    warmUp()
    for step in trace.steps { take(step) }
  }

  /// Shows the engine a clear antenna at the pace of the rounds before the tray: how many strays
  /// are to be expected depends on it.
  private mutating func warmUp() {
    let lead = trace.steps.prefix { ($0.round?.ended ?? .origin) < trace.arrived }
      .compactMap(\.round)
    // Without rounds before the tray the lane had just started.
    guard let first = lead.first, let last = lead.last else { return }
    let pause =
      lead.count > 1 ? last.began.since(first.began) / (lead.count - 1) : Self.usualPause
    guard pause > .zero else { return }
    let length = min(first.ended.since(first.began), pause)
    let count = min(Self.warmUpRoundsMax, Int(Self.warmUpTime / pause) + 1)
    for round in (1...count).reversed() {
      let began = first.began - pause * round
      observe(
        TraceRound(began: began, ended: began + length, quality: .complete, tags: 0))
    }
  }

  private mutating func take(_ step: TraceStep) {
    switch step {
    case .round(let round):
      fillGap(until: round.before(by: skipped))
      let round = round.before(by: skipped)
      observe(round)
      last = round
    case .gap(let gap): self.gap = gap
    case .known(let tag, let knowledge): known[tag].take(knowledge)
    case .wake(let now): note(engine.wake(at: now - skipped))
    case .tap(let now): tap(at: now - skipped)
    case .tapEnded:
      engine.cancelDecisiveLook()
      isTapWaiting = false
    }
  }

  private mutating func tap(at now: Moment) {
    confirmed = nil
    undecided = nil
    isTapWaiting = engine.settled == nil
    note(engine.beginDecisiveLook(at: now))
  }

  private mutating func observe(_ round: TraceRound) {
    let places = trace.tags.indices.filter { round.has($0) }
    let events = engine.observe(
      InventoryRound(
        places.map { TagRead(trace.tags[$0].tag) }, quality: round.quality, began: round.began,
        ended: round.ended)
    ) { [known, tags = trace.tags] tag in
      tags.firstIndex { $0.tag == tag }.map { known[$0].told } ?? TagKnowledge(.unknown)
    }
    note(events)
    guard isTapWaiting, engine.phase == .settled else { return }
    isTapWaiting = false
    note(engine.beginDecisiveLook(at: round.ended))
  }

  private mutating func note(_ events: [TrayEvent]) {
    for event in events {
      switch event {
      case .settled(let reading): settled = reading
      case .confirmed(let reading):
        confirmed = reading
        settled = reading
        undecided = nil
      case .undecided(let reason): undecided = reason
      case .unsettled, .contradicted: settled = nil
      case .arrived, .counting: break
      case .departed:
        settled = nil
        isTapWaiting = false
      }
    }
  }
}

// Gaps.
extension TraceReplay {
  /// Shows the rounds of a gap, few of them for many: the engine would learn nothing new from
  /// hundreds of the same kind. What comes after the gap comes earlier by as much.
  private mutating func fillGap(until next: TraceRound) {
    guard let gap else { return }
    self.gap = nil
    let before = last ?? next.before(by: Self.usualPause * (Self.filledRoundsMax + 1))
    let missing = next.began.since(before.ended)
    let pace = last == nil ? Self.usualPause : missing / (gap.rounds + 1)
    let count = min(gap.completeRounds, Self.filledRoundsMax)
    guard count > 0, pace > .zero else { return }
    let length = min(before.ended.since(before.began), pace)
    for index in 0..<count {
      let began = before.ended + pace * index
      observe(
        TraceRound(
          began: began, ended: began + length, quality: .complete,
          tags: Self.tags(in: gap, index: index, of: count)))
    }
    skipped += max(.zero, missing - pace * (count + 1))
  }

  /// The tags that the round of that number shows: each evenly spread, and not all in step.
  private static func tags(in gap: TraceGap, index: Int, of count: Int) -> UInt64 {
    let rounds = max(gap.completeRounds, 1)
    var bits: UInt64 = 0
    for (tag, reads) in gap.reads.enumerated() {
      let rate = Double(min(reads, rounds)) / Double(rounds)
      let phase = Double(tag) / Double(gap.reads.count)
      let shown = { (rounds: Int) in (rate * Double(rounds) + phase).rounded(.down) }
      if shown(index + 1) > shown(index) { bits |= 1 << UInt64(tag) }
    }
    return bits
  }
}

extension TraceRound {
  /// The same, so much earlier.
  fileprivate func before(by time: Duration) -> TraceRound {
    TraceRound(began: began - time, ended: ended - time, quality: quality, tags: tags)
  }
}
