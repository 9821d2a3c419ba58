import Primitives
import TagReads

/// What to expect of the antenna beyond the tags under observation: plates no round has shown yet,
/// and strays coming into reach.
struct TrayOutlook: Sendable {
  /// What the lane has learned.
  var habits: LaneHabits

  /// The plates no round has shown; nothing while the antenna is clear.
  private(set) var unseen: UnseenPlates?

  /// For each class of read rate, the expected number of strays in reach that are unread.
  private var strays: SIMD16<Double> = .zero

  /// How often a hand has been at the tray since it came to rest.
  private var changes = 0
  private let beliefs: TrayBeliefs
  private var lastRound: Moment?
  private var lastComplete: Moment?

  /// - timeMax (duration, 5 s): the most that is made of a time without rounds.
  private static let timeMax = 5.0

  init(habits: LaneHabits, beliefs: TrayBeliefs) {
    self.habits = habits
    self.beliefs = beliefs
  }

  /// A round is about to be taken in: the time before it has passed, and a long one without a
  /// complete round makes everything possible again.
  mutating func begin(_ round: InventoryRound, pauseMax: Duration) {
    let time = min(seconds(since: lastRound, to: round.ended), Self.timeMax)
    strays += habits.strayMix.weights * (habits.strayRate * time)
    strays *= max(0, 1 - time / (beliefs.passingTime / .seconds(1)))
    if let lastComplete, round.quality == .complete,
      round.ended.since(lastComplete) > pauseMax
    {
      unseen?.suppose(beliefs.restingShare)
    }
  }

  /// What the tags are that this round shows for the first time.
  func newcomers(_ count: Int, in round: InventoryRound, plates: [TagEvidence]) -> NewcomerOdds {
    let size = Self.size(of: plates)
    let arrival = unseen == nil ? arrivalChance(of: count, until: round.ended) : 1
    let free = unseen?.uncovered ?? SIMD16(repeating: beliefs.restingShare * arrival)
    return NewcomerOdds(
      free: free * size,
      covered: (unseen?.covered ?? .zero) * size, plateMix: mix(of: plates), strays: strays,
      strayMix: habits.strayMix, arrival: arrival, beliefs: beliefs)
  }

  /// The chance that a tray has come to the clear antenna since the last round, if so many tags are
  /// new in this one: a single tag may well be a stray, several strays at once are hardly ever.
  private func arrivalChance(of newcomers: Int, until now: Moment) -> Double {
    let came = beliefs.arrivalRate * min(seconds(since: lastRound, to: now), Self.timeMax)
    guard newcomers > 1 else { return came }
    let stray = (strays * RateProfile.rates).sum()
    let allStrays = (0..<newcomers).reduce(1.0) { chance, _ in chance * stray }
    return came > 0 ? came / (came + allStrays) : 0
  }

  /// A round has been taken in, and shows a tray or none.
  mutating func end(_ round: InventoryRound, clarity: Double, showsTray: Bool) {
    if showsTray, unseen == nil {
      unseen = UnseenPlates(arriving: round.began, beliefs)
    } else if !showsTray {
      forgetTray()
    }
    unseen?.note(clarity: clarity, at: round.ended, beliefs)
    strays *= 1 - RateProfile.rates * clarity
    lastRound = round.ended
    if round.quality == .complete { lastComplete = round.ended }
  }

  /// A hand has been at the tray; the more often it has, the more is expected of it.
  mutating func expectCompanions(of plates: [TagEvidence]) {
    changes += 1
    let share = beliefs.companionShare * Double(changes) / Self.size(of: plates)
    unseen?.expectMore(min(share, 1), beliefs)
  }

  /// Another tray stands there now.
  mutating func forgetTray() {
    unseen = nil
    changes = 0
  }

  /// The plates that no round has shown at a moment, and nothing of what comes later.
  func unseen(at now: Moment) -> UnseenPlates {
    (unseen ?? UnseenPlates(arriving: now, beliefs)).closed(at: now, beliefs)
  }

  /// The expected number of plates that no round has shown: for a bill those that came with the
  /// tray, for a payment all that were there at the tap.
  func overlooked(beside plates: [TagEvidence], at tap: UnseenPlates?) -> Double {
    let (size, mix) = (Self.size(of: plates), mix(of: plates))
    if let tap { return tap.count(of: size, mix, withLate: true) }
    return unseen?.count(of: size, mix, withLate: false) ?? 0
  }

  /// Learns from a tray that was decided: what was on it, and what was read beside it.
  mutating func learn(from tags: [TagEvidence], since arrival: Moment, until now: Moment) {
    var (plates, others) = (SIMD16<Double>.zero, SIMD16<Double>.zero)
    for tag in tags where tag.hits + tag.missesInAll >= LaneHabits.roundsMin {
      if tag.trayChance > 1 - LaneHabits.doubtMax {
        plates += RateProfile(tag.belief.trayClasses).weights
      } else if tag.trayChance < LaneHabits.doubtMax, tag.knowledge.rival == nil {
        others += RateProfile(tag.belief.strayClasses).weights
      }
    }
    habits.learn(plates: plates, strays: others, in: seconds(since: arrival, to: now))
  }

  /// How many plates a tray has of which these have been read: nobody knows, so one more.
  private static func size(of plates: [TagEvidence]) -> Double { Double(plates.count + 1) }

  /// How this tray's plates spread over the classes: the lane's mix, and the plates seen on it, for
  /// a stack or a wet tray makes all of them weak.
  private func mix(of plates: [TagEvidence]) -> RateProfile {
    let seen = plates.reduce(SIMD16<Double>.zero) { $0 + $1.belief.trayClasses }
    return RateProfile(habits.plateMix.weights * beliefs.mixWeight + seen)
  }

  private func seconds(since earlier: Moment?, to now: Moment) -> Double {
    earlier.map { max(0, now.since($0) / .seconds(1)) } ?? Self.timeMax
  }
}
