import Primitives
import TagReads

/// Writes down what a tray engine is told, as far as the tray at hand needs it.
///
/// A tray's evidence begins before the tray: with the tags that were under observation when it
/// came, and a few rounds without any. While no tray is there only those last rounds are kept;
/// while one is, at most `TrayTrace.roundsMax`, of which `TraceRecorder+Bounds.swift` picks. So its
/// memory is bounded however long a lane runs and a tray stands.
struct TraceRecorder: Sendable {
  /// A tag that has a place in the trace.
  struct Column: Sendable {
    /// The tag, or its stand-in.
    let shown: TagID
    /// What was known of it at the first step that is kept.
    var first: TraceKnowledge
    /// What is known of it now.
    var present: TraceKnowledge
  }

  /// The tray at hand.
  struct Stay: Sendable {
    let arrived: Moment
    let habits: LaneHabits
    /// When a tag last came or went.
    var changed: Moment
    var bill: TraceJudgement?
    var tap: TraceJudgement?
    var payment: (reading: TrayReading, judgement: TraceJudgement)?
  }

  var columns: [Column] = []
  var places: [TagID: Int] = [:]
  var steps: [TraceStep] = []
  var roundCount = 0
  var readsLeftOut = 0
  private(set) var stay: Stay?
  private var strangers: UInt32 = 0
  let digest: UInt64
  let limits: RiskLimits

  init(settings: TraySettings) {
    digest = settings.digest
    limits = RiskLimits(settings)
  }

  /// The engine has taken a round in and said something; `told` is what it was told of tags.
  mutating func note(
    _ round: InventoryRound, told: [(tag: TagID, knowledge: TraceKnowledge)],
    events: [TrayEvent], of engine: TrayEngine
  ) {
    makeRoom(watching: engine)
    let resting = engine.restingTags
    for (tag, knowledge) in told {
      var known = knowledge
      if resting.contains(tag) { known.standing = .resting }
      learn(known, of: tag, in: round)
    }
    append(round)
    note(events, of: engine, at: round.ended)
    if stay == nil { keepLead(watching: engine) }
  }

  /// The engine was woken.
  mutating func noteWake(at now: Moment, events: [TrayEvent], of engine: TrayEngine) {
    guard stay != nil else { return }
    makeRoom(watching: engine)
    steps.append(.wake(at: now))
    note(events, of: engine, at: now)
  }

  /// The diner tapped.
  mutating func noteTap(at now: Moment, of engine: TrayEngine) {
    guard stay != nil else { return }
    makeRoom(watching: engine)
    steps.append(.tap(at: now))
    stay?.tap = engine.risk.map { TraceJudgement($0, at: now) }
  }

  /// The look for a payment was called off.
  mutating func noteTapEnded(of engine: TrayEngine) {
    guard stay != nil else { return }
    makeRoom(watching: engine)
    steps.append(.tapEnded)
  }

  private mutating func learn(
    _ known: TraceKnowledge, of tag: TagID, in round: InventoryRound
  ) {
    guard let place = places[tag] else {
      guard round.reads.contains(where: { $0.tag == tag }) else { return }
      guard columns.count < TrayTrace.tagsMax else {
        readsLeftOut += 1
        return
      }
      places[tag] = columns.count
      columns.append(
        Column(shown: shown(tag, known), first: known, present: known.present))
      return
    }
    guard columns[place].present != known.present else { return }
    columns[place].present = known.present
    steps.append(.known(tag: place, known.present))
  }

  /// A chip that nobody has registered, and any of ISO 14443 that is no plate, may be a card of
  /// some kind in somebody's pocket, which is nobody's business here: it gets a number that such
  /// chips draw by chance (ISO/IEC 14443-3, 6.5.4: single-size UIDs that begin with 08). Nothing
  /// that was sold is among them.
  private mutating func shown(_ tag: TagID, _ known: TraceKnowledge) -> TagID {
    guard known.standing != .plate, known.standing == .unknown || tag.technology == .iso14443
    else { return tag }
    strangers = (strangers + 1) & 0xFF_FFFF
    let digits = (0..<3).map { UInt8(truncatingIfNeeded: strangers >> (16 - 8 * $0)) }
    return TagID(.iso14443, [0x08] + digits) ?? tag
  }

  private mutating func append(_ round: InventoryRound) {
    var tags: UInt64 = 0
    for tag in round.tags {
      if let place = places[tag] { tags |= 1 << UInt64(place) }
    }
    steps.append(
      .round(
        TraceRound(
          began: round.began, ended: max(round.began, round.ended), quality: round.quality,
          tags: tags)))
    roundCount += 1
  }

  private mutating func note(_ events: [TrayEvent], of engine: TrayEngine, at now: Moment) {
    guard !events.isEmpty else { return }
    let judgement = engine.risk.map { TraceJudgement($0, at: now) }
    for event in events {
      switch event {
      case .arrived(let first):
        keepLead(watching: engine)
        stay = Stay(arrived: first, habits: engine.habits, changed: now)
      case .counting: stay?.changed = now
      case .settled: stay?.bill = judgement
      case .unsettled, .contradicted: stay?.bill = nil
      case .confirmed(let reading):
        guard var judgement else { continue }
        // The engine has forgotten the look by now, so what it overlooks is the rest of the risk.
        judgement.overlooked = max(0, Float(reading.risk) - judgement.misjudged)
        stay?.payment = (reading, judgement)
      case .departed: stay = nil
      case .undecided: break
      }
    }
  }
}
