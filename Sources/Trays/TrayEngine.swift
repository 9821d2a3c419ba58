public import Primitives
public import TagReads

/// Decides which plates are on the tray, from inventory rounds alone.
///
/// A machine without clock or I/O: rounds and moments go in, conclusions come out, the same on
/// every machine.
///
/// What counts as evidence:
/// - A tag read in any round is there. A tag missing from a complete round has been missed once; a
///   partial or disturbed round says nothing about tags that are not in it, and neither does the
///   lack of rounds. A round in which many plates fall silent together says little of each
///   (`RoundClarity`).
/// - Each tag is on this tray or beside it, with a chance that its rounds, what is known of the
///   plate and what other lanes say decide (`ReadBelief`, `TagEvidence.trayChance`). Tags more
///   likely on the tray than not are billed.
/// - Plates that no round has shown are expected by the read rates of this lane, of this tray and
///   the time they have had to answer (`UnseenPlates`).
/// - The set is decided when the expected number of wrong lines, overlooked or misjudged, is below
///   `TraySettings.billRiskMax`; money moves below `TraySettings.paymentRiskMax`.
/// - A tag is gone when missing it so often would be too unlikely at its own read rate.
/// - A tag present for ten minutes without a break rests near the antenna and belongs to no tray.
///
/// All state is bounded by `TraySettings.tagsMax`; a round costs time in proportion to its tags.
public struct TrayEngine: TrayDecider {
  let settings: TraySettings
  let absence: AbsenceTest
  var table: TagTable
  var outlook: TrayOutlook
  var visit: TrayVisit?
  /// When a tag last left, or a pause ended.
  var restarted = Moment.origin
  /// What the last tray has taught; nothing before one has gone.
  public internal(set) var lesson: TrayLesson?
  /// Tags were read for which there was no room, and no room has been made since.
  var isFull = false
  private var resting: RestingTags
  private var lastEnded: Moment?
  private var roundLength: Duration = .zero

  /// Starts with a clear antenna, and what the lane has learned before.
  public init(settings: TraySettings = TraySettings(), habits: LaneHabits = LaneHabits()) {
    self.settings = settings
    outlook = TrayOutlook(habits: habits, beliefs: settings.beliefs)
    absence = AbsenceTest(settings: settings)
    table = TagTable(settings: settings)
    resting = RestingTags(settings: settings)
  }

  /// Where the engine stands.
  public var phase: TrayPhase {
    guard let visit else { return .clear }
    if visit.look != nil { return .looking }
    if visit.settled != nil { return .settled }
    return visit.patience.reason == nil ? .counting : .undecided
  }

  /// The settled set, while it holds.
  public var settled: TrayReading? { visit?.settled }

  /// Tags that lie near the antenna for so long that they are not billed, sorted: for the staff,
  /// who may want to take them away.
  public var restingTags: [TagID] { resting.tags }

  /// Tags under observation, counted or not; never more than `TraySettings.tagsMax`.
  public var trackedTagCount: Int { max(table.tags.count, resting.count) }

  /// What the lane has learned so far.
  public var habits: LaneHabits { outlook.habits }

  /// Takes over what was learned elsewhere, by a survey of the antenna say, in place of the lane's
  /// own; the tray at hand is judged on by it.
  public mutating func adopt(_ habits: LaneHabits) {
    outlook.habits = habits
    visit?.habitsBefore = nil
  }

  /// The tags under observation with their evidence, sorted, counted or not.
  public var evidence: [TagEvidence] { table.tags }

  /// How the tray may turn out to be billed wrong; nothing while the antenna is clear.
  public var risk: TrayRisk? { visit.map { risk(of: table.members, to: $0.look) } }

  /// What this lane makes of its tags, sorted, for the other lanes of the station.
  public var claims: [TagClaim] {
    table.tags.map {
      TagClaim($0.tag, odds: $0.belief.odds, isHeld: visit != nil && table.isMember($0))
    }
  }

  /// When the set last changed.
  var changed: Moment {
    max(restarted, table.newest?.firstSeen ?? .origin)
  }

  /// When `wake` wants to be called, if no round comes before.
  public var nextWake: Moment? {
    guard let visit else { return nil }
    if let look = visit.look { return lookEnd(look) }
    guard visit.settled == nil, visit.patience.isWaiting else { return nil }
    return decisionEnd(visit.patience)
  }

  /// Takes a round in. A round that did not end after the one before it is a duplicate or came out
  /// of order, and says nothing new.
  ///
  /// `knowing` is asked once for each tag in the round.
  public mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent] {
    if let lastEnded, round.ended <= lastEnded { return [] }
    lastEnded = round.ended
    let clarity = take(round, knowing: knowing)
    visit?.note(round, clarity: clarity, settings.beliefs)
    return judge(at: round.ended)
  }

  /// Time has passed without a round.
  public mutating func wake(at now: Moment) -> [TrayEvent] {
    lookEnded(at: now) + patienceEnded(at: now)
  }

  /// The diner tapped: judges the settled set once more, from rounds begun at or after this moment.
  ///
  /// Answered by `confirmed`, `contradicted` or `undecided`, now or later; only a settled set can
  /// be confirmed. A second tap starts the look again.
  public mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent] {
    guard visit?.settled != nil else { return [.contradicted] }
    visit?.look = DecisiveLook(tap: tap, unseen: outlook.unseen(at: tap))
    return []
  }

  /// Ends a decisive look without an answer; the settled set stands.
  public mutating func cancelDecisiveLook() {
    visit?.look = nil
  }

  /// When a look is over: thirty plates take so long a round that the limit must stretch.
  func lookEnd(_ look: DecisiveLook) -> Moment {
    look.tap + max(settings.lookTimeMax, roundLength * settings.lookRounds)
  }

  /// When the patience with an unsettled set is over.
  func decisionEnd(_ patience: Patience) -> Moment {
    patience.since + max(settings.decisionTimeMax, roundLength * settings.decisionRounds)
  }

  /// Brings the evidence up to date; how far the round's silence counts.
  private mutating func take(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> Double {
    var reads: [(tag: TagID, knowledge: TagKnowledge)] = []
    for tag in round.tags {
      let knowledge = knowing(tag)
      if knowledge.standing != .background { reads.append((tag, knowledge)) }
    }
    resting.observe(reads.map(\.tag), in: round)
    let asleep = Set(resting.tags)
    let awake = asleep.isEmpty ? reads : reads.filter { !asleep.contains($0.tag) }
    if round.quality == .complete {
      roundLength = min(round.ended.since(round.began), settings.roundLengthMax)
    }
    outlook.begin(round, pauseMax: max(settings.silenceMax, roundLength * 4))
    let newcomers = awake.count { read in !table.contains(read.tag) }
    let odds = outlook.newcomers(newcomers, in: round, plates: table.members)
    let seen = table.observe(awake, in: round, newcomer: odds, knowing: knowing)
    outlook.end(round, clarity: seen.clarity, showsTray: visit != nil || table.hasCandidate)
    if !seen.hadRoom { isFull = true }
    return seen.clarity
  }
}
