public import Primitives
public import TagReads

/// One thing the engine was told.
public enum TraceStep: Hashable, Sendable {
  /// A round.
  case round(TraceRound)
  /// From the next round on something else is known of a tag, named by its place in the trace.
  case known(tag: Int, TraceKnowledge)
  /// The diner tapped, or a lane had the set confirmed anew.
  case tap(at: Moment)
  /// The look that a tap had begun was called off.
  case tapEnded
  /// Time had passed without a round.
  case wake(at: Moment)
  /// Rounds of a long wait are left out here.
  case gap(TraceGap)

  /// Whether rounds are left out here.
  var isGap: Bool {
    if case .gap = self { true } else { false }
  }

  /// The round, if the step is one.
  var round: TraceRound? {
    if case .round(let round) = self { round } else { nil }
  }
}

/// A round with its tags as places in the trace.
public struct TraceRound: Hashable, Sendable {
  /// When the reader was asked.
  public var began: Moment
  /// When its answer had arrived.
  public var ended: Moment
  /// How far the answer could be trusted.
  public var quality: InventoryRound.Quality
  /// The bit of each tag that answered: bit 0 is the first tag of the trace.
  public var tags: UInt64

  /// Puts a round together.
  public init(began: Moment, ended: Moment, quality: InventoryRound.Quality, tags: UInt64) {
    self.began = began
    self.ended = ended
    self.quality = quality
    self.tags = tags
  }

  /// Whether a tag answered.
  public func has(_ tag: Int) -> Bool { tags >> UInt64(tag) & 1 == 1 }
}

/// What is left of rounds that were dropped from the middle of a long wait.
public struct TraceGap: Hashable, Sendable {
  /// The complete rounds among them.
  public var completeRounds = 0
  /// The others.
  public var imperfectRounds = 0
  /// For each tag of the trace how many of them it was read in; tags that came later are not there.
  public var reads: [Int] = []

  /// Makes a gap of nothing.
  public init() {}

  /// How many rounds were dropped.
  public var rounds: Int { completeRounds + imperfectRounds }

  /// Takes a round in.
  mutating func add(_ round: TraceRound) {
    if round.quality == .complete { completeRounds += 1 } else { imperfectRounds += 1 }
    for tag in 0..<TrayTrace.tagsMax where round.has(tag) { count(1, of: tag) }
  }

  /// Takes the rounds of another gap in.
  mutating func add(_ other: TraceGap) {
    completeRounds += other.completeRounds
    imperfectRounds += other.imperfectRounds
    for (tag, reads) in other.reads.enumerated() where reads > 0 { count(reads, of: tag) }
  }

  /// Keeps the reads of some tags, and halves all counts while there are more rounds than that.
  mutating func keep(_ places: Set<Int>, roundsMax: Int) {
    for tag in reads.indices where !places.contains(tag) { reads[tag] = 0 }
    while rounds > roundsMax {
      completeRounds /= 2
      imperfectRounds /= 2
      reads = reads.map { $0 / 2 }
    }
    while reads.last == 0 { reads.removeLast() }
  }

  private mutating func count(_ more: Int, of tag: Int) {
    if reads.count <= tag { reads += Array(repeating: 0, count: tag + 1 - reads.count) }
    reads[tag] += more
  }
}
