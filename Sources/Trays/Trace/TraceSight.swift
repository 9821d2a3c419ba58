public import Primitives
import TagReads

/// How one tag of a trace was seen.
public struct TraceSight: Hashable, Sendable {
  /// When it came, measured by the tray's first tag.
  public enum Coming: String, Hashable, Sendable {
    /// It was there before the tray.
    case before
    /// It came with the tray.
    case with
    /// It came when the tray had come to rest.
    case after
  }

  /// Why a tag that was read is not on the bill.
  public enum Exclusion: String, Hashable, Sendable, CaseIterable {
    /// It belongs to the place.
    case background
    /// It has lain near the antenna for longer than any diner stands there.
    case resting
    /// Another lane counts it among its plates.
    case heldElsewhere
    /// Another lane reads it better.
    case readBetterElsewhere
    /// It was gone before the payment.
    case gone
    /// It was read too few times to be told from a damaged answer.
    case tooFewReads
    /// It was read as rarely as a tag that lies beside the tray.
    case readTooRarely
  }

  /// The tag.
  public let tag: TraceTag
  /// When the round that showed it first, and the last one, had ended.
  public private(set) var firstSeen: Moment
  /// When the last round that showed it had ended.
  public private(set) var lastSeen: Moment
  /// Rounds that showed it.
  public private(set) var reads: Int
  /// Rounds since its first read that would have shown it: complete ones, and those that did.
  public private(set) var rounds: Int
  /// When it came.
  public private(set) var coming: Coming
  /// What was known of it at the end.
  public private(set) var known: TraceKnowledge

  /// Why it was not decided to be on the tray; nothing if it was.
  public var exclusion: Exclusion? {
    guard !tag.isDecided else { return nil }
    switch known.standing {
    case .background: return .background
    case .resting: return .resting
    case .plate, .unknown: break
    }
    if known.rival?.isHeld == true { return .heldElsewhere }
    guard let chance = tag.chance else { return .gone }
    if chance.isLikely { return .tooFewReads }
    return (known.rival?.odds.value ?? 0) > 1 ? .readBetterElsewhere : .readTooRarely
  }

  /// One character a round: `#` read, `.` missed, `d` not read in a disturbed round, `p` in
  /// a partial one, `~` rounds that were left out, a blank before the first read.
  public let timeline: String
}

extension TraceSight {
  /// How the tags of a trace were seen, in the order of the trace.
  public static func sights(in trace: TrayTrace) -> [TraceSight] {
    trace.tags.indices.compactMap { TraceSight(of: $0, in: trace) }
  }

  /// What the time lines of a trace have above them: `a` at the arrival, `b` where the bill was
  /// decided, `t` at the first round after the tap.
  public static func marks(of trace: TrayTrace) -> String {
    var marks: [Character] = []
    var isTapped = false
    for step in trace.steps {
      if case .gap = step { marks.append(" ") }
      guard let round = step.round else { continue }
      let isFirstAfterTap = !isTapped && trace.tap.map { round.began >= $0.at } ?? false
      if isFirstAfterTap { isTapped = true }
      marks.append(
        isFirstAfterTap
          ? "t"
          : round.ended == trace.bill?.at ? "b" : round.ended == trace.arrived ? "a" : " ")
    }
    return String(marks)
  }

  private init?(of place: Int, in trace: TrayTrace) {
    let tag = trace.tags[place]
    var line: [Character] = []
    var seen: (first: Moment, last: Moment)?
    var (reads, rounds, known) = (0, 0, tag.knowledge)
    for step in trace.steps {
      switch step {
      case .round(let round):
        let isRead = round.has(place)
        if isRead { seen = (seen?.first ?? round.ended, round.ended) }
        if isRead { reads += 1 }
        if isRead || (seen != nil && round.quality == .complete) { rounds += 1 }
        line.append(
          isRead ? "#" : seen == nil ? " " : round.quality.missed)
      case .gap(let gap):
        line.append("~")
        reads += place < gap.reads.count ? gap.reads[place] : 0
        if seen != nil { rounds += gap.completeRounds }
      case .known(place, let now): known = now
      case .known, .tap, .tapEnded, .wake: break
      }
    }
    guard let seen else { return nil }
    self.init(
      tag: tag, firstSeen: seen.first, lastSeen: seen.last, reads: reads,
      rounds: max(rounds, reads),
      coming: Coming(seen.first, to: trace.arrived), known: known, timeline: String(line))
  }
}

extension InventoryRound.Quality {
  /// How a tag is drawn that such a round has not shown.
  fileprivate var missed: Character {
    switch self {
    case .complete: "."
    case .partial: "p"
    case .disturbed: "d"
    }
  }
}

extension TraceSight.Coming {
  /// A tray takes a moment to come to rest; what comes later was put on it, or comes by.
  init(_ first: Moment, to arrived: Moment) {
    if first < arrived {
      self = .before
    } else {
      self = first.since(arrived) <= TrayBeliefs().rampTime * 2 ? .with : .after
    }
  }
}

extension TrayTrace {
  /// Complete rounds begun since the tap.
  public var roundsSinceTap: Int {
    guard let tap else { return 0 }
    return steps.count { $0.round.map { $0.quality == .complete && $0.began >= tap.at } ?? false }
  }

  /// Rounds that the trace tells of, those in gaps included.
  public var roundCount: Int {
    steps.reduce(0) { count, step in
      switch step {
      case .round: count + 1
      case .gap(let gap): count + gap.rounds
      case .known, .tap, .tapEnded, .wake: count
      }
    }
  }
}
