public import Primitives
public import TagReads

/// What the rounds have said about one tag since it was first read in this visit.
///
/// Only complete rounds speak about the read rate and about absence. A read in a partial or
/// disturbed round is a sighting, and it ends a run of misses.
public struct TagEvidence: Sendable, Hashable {
  /// The most rounds remembered: beyond them the older half is forgotten, so a rate can change.
  public static let roundsMax = 64

  /// The tag.
  public let tag: TagID

  /// What the station knows of the tag, as of its last read.
  public internal(set) var knowledge: TagKnowledge

  /// When the first round that contained the tag had ended.
  public let firstSeen: Moment

  /// When the last round that contained the tag had ended.
  public private(set) var lastSeen: Moment

  /// When the last round that contained the tag began.
  public private(set) var lastAsked: Moment

  /// Rounds of any quality that contained the tag, counted up to `roundsMax`.
  public private(set) var sightings = 1

  /// Complete rounds after the first sighting that contained the tag.
  public private(set) var hits = 0

  /// Complete rounds without the tag that were followed by a sighting.
  public private(set) var misses = 0

  /// Complete rounds without the tag since it was last seen, counted up to `roundsMax`.
  public private(set) var missRun = 0

  /// The chance that a tag which is still there would be missed in all rounds of `missRun`.
  public private(set) var missRunChance = 1.0

  /// When the first round of `missRun` began; nothing if the run is empty.
  public private(set) var missRunBegan: Moment?

  private(set) var belief: ReadBelief

  /// The chance that a tray had come when the tag was first read, alone on a clear antenna; nothing
  /// once others have shown that one had, or too much time has passed.
  private var lonely: Double?

  /// Whether the tag waits for others to follow it.
  var isLonely: Bool { lonely != nil }

  private var lastRound: Moment
  private let prior: ReadRatePrior

  /// Starts the evidence with the round in which the tag was first read.
  init(
    _ tag: TagID, knowledge: TagKnowledge, in round: InventoryRound, newcomer odds: NewcomerOdds,
    prior: ReadRatePrior
  ) {
    self.tag = tag
    self.knowledge = knowledge
    belief = odds.belief(of: knowledge)
    lonely = odds.arrival > 0 && odds.arrival < 0.5 ? odds.arrival : nil
    self.prior = prior
    firstSeen = round.ended
    lastRound = round.ended
    lastSeen = round.ended
    lastAsked = round.began
  }

  /// Complete rounds without the tag since it was first read.
  public var missesInAll: Int { misses + missRun }

  /// The expected read rate: between 0 and 1, neither included.
  public var readRate: Double {
    let heard = prior.hits + Double(hits)
    return heard / (heard + prior.misses + Double(missesInAll))
  }

  /// The chance that the tag lies on this lane's tray: by this lane's rounds, against what the
  /// other lanes make of it, for it can lie on one tray only.
  ///
  ///     chance = odds here / (odds here + 1 + odds elsewhere)        1: it lies on no tray
  public var trayChance: Double {
    let here = belief.odds
    return here / (here + 1 + (knowledge.rival?.odds ?? 0))
  }

  /// Looks whether other plates have followed the tag within the ramp: then it was the first of a
  /// tray, for a stray hardly ever comes just before one.
  mutating func lookForCompany(among others: [TagEvidence], at now: Moment, _ beliefs: TrayBeliefs)
  {
    guard let lonely else { return }
    let followed = others.contains {
      $0.tag != tag && $0.trayChance >= 0.5 && $0.firstSeen > firstSeen
        && $0.firstSeen.since(firstSeen) <= beliefs.rampTime
    }
    if followed { belief.favourTray(by: 1 / lonely) }
    if followed || now.since(firstSeen) > beliefs.rampTime * 2 { self.lonely = nil }
  }

  /// The tag was read in a round.
  mutating func note(hitIn round: InventoryRound, _ beliefs: TrayBeliefs) {
    belief.noteHit(after: time(until: round), beliefs)
    misses += missRun
    missRun = 0
    missRunChance = 1
    missRunBegan = nil
    lastSeen = round.ended
    lastAsked = round.began
    sightings = min(sightings + 1, Self.roundsMax)
    if round.quality == .complete { hits += 1 }
    if hits + misses > Self.roundsMax {
      hits /= 2
      misses /= 2
    }
  }

  /// The tag was not read in a round; that says something only if the round is complete, and of the
  /// side the tag lies on only as far as the round was clear.
  mutating func note(missIn round: InventoryRound, clarity: Double, _ beliefs: TrayBeliefs) {
    guard round.quality == .complete else { return }
    missRunChance *= 1 - belief.hitChance(beliefs)
    belief.noteMiss(clarity: clarity, after: time(until: round), beliefs)
    missRunBegan = missRunBegan ?? round.began
    missRun = min(missRun + 1, Self.roundsMax)
  }

  private mutating func time(until round: InventoryRound) -> Duration {
    defer { lastRound = round.ended }
    return max(.zero, round.ended.since(lastRound))
  }
}
