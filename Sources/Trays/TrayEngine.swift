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
///   lack of rounds.
/// - A tag counts once it is in two rounds. One read once and then missed in several complete
///   rounds is a ghost (a damaged answer that passed its checksum, a plate passing by): it neither
///   bills nor blocks, until it is read again.
/// - A tag is gone when missing it so often would be too unlikely at its own read rate.
/// - A tag present for ten minutes without a break rests near the antenna and belongs to no tray.
///
/// All state is bounded by `TraySettings.tagsMax`; a round costs time in proportion to its tags.
public struct TrayEngine: TrayDecider {
  let rule: any TrayRule
  let settings: TraySettings
  let absence: AbsenceTest
  var table: TagTable
  var quiet = QuietCount()
  var visit: TrayVisit?
  /// Tags were read for which there was no room, and no room has been made since.
  var isFull = false
  private var resting: RestingTags
  private var lastEnded: Moment?
  private var roundLength: Duration = .zero

  /// Starts with a clear antenna.
  public init(rule: any TrayRule = SettledSetRule(), settings: TraySettings = TraySettings()) {
    self.rule = rule
    self.settings = settings
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

  /// The evidence as a rule sees it; nothing while the antenna is clear.
  public var evidence: TrayEvidence? {
    guard let visit else { return nil }
    let lastStart = max(quiet.restart, table.newest?.firstRound ?? 0)
    return TrayEvidence(
      members: table.members, quietRounds: quiet.completeRounds - lastStart,
      completeRounds: visit.completeRounds, arrived: visit.arrived, changed: changed,
      now: lastEnded ?? visit.arrived)
  }

  /// When the set last changed.
  var changed: Moment {
    max(quiet.restarted, table.newest?.firstSeen ?? .origin)
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
    take(round, knowing: knowing)
    visit?.note(round)
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
    visit?.look = DecisiveLook(tap: tap)
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

  private mutating func take(_ round: InventoryRound, knowing: (TagID) -> TagKnowledge) {
    var reads: [(tag: TagID, standing: TagStanding)] = []
    for tag in round.tags {
      let standing = knowing(tag).standing
      if standing != .background { reads.append((tag, standing)) }
    }
    resting.observe(reads.map(\.tag), in: round)
    let asleep = Set(resting.tags)
    let awake = asleep.isEmpty ? reads : reads.filter { !asleep.contains($0.tag) }
    if round.quality == .complete {
      roundLength = min(round.ended.since(round.began), settings.roundLengthMax)
    }
    quiet.note(round, pauseMax: max(settings.silenceMax, roundLength * 4))
    let hadRoom = table.observe(awake, in: round, number: quiet.completeRounds)
    if !hadRoom { isFull = true }
  }
}
