import Primitives

/// Moves the tags of steps to other places.
struct TraceColumns {
  private var places: [Int?]
  private let kept: [Int]
  private let isUnchanged: Bool

  /// The places that are kept, in ascending order; each moves to its place in this list.
  init(kept: [Int]) {
    self.kept = kept
    isUnchanged = kept == Array(kept.indices)
    places = Array(repeating: nil, count: (kept.last ?? -1) + 1)
    for (place, old) in kept.enumerated() { places[old] = place }
  }

  /// The bits of the tags that the steps show as read.
  static func read(in steps: [TraceStep]) -> UInt64 {
    steps.reduce(0) { bits, step in
      switch step {
      case .round(let round): bits | round.tags
      case .gap(let gap):
        gap.reads.enumerated().reduce(bits) { $1.1 > 0 ? $0 | 1 << UInt64($1.0) : $0 }
      default: bits
      }
    }
  }

  /// The step with its tags at their new places; nothing if it was about a tag that is dropped.
  func moved(_ step: TraceStep) -> TraceStep? {
    switch step {
    case .round(var round):
      if !isUnchanged {
        round.tags = kept.enumerated().reduce(0) { bits, move in
          round.has(move.element) ? bits | 1 << UInt64(move.offset) : bits
        }
      }
      return .round(round)
    case .gap(var gap):
      gap.reads = kept.filter { $0 < gap.reads.count }.map { gap.reads[$0] }
      return .gap(gap)
    case .known(let tag, let known):
      guard tag < places.count, let place = places[tag] else { return nil }
      return .known(tag: place, known)
    case .tap, .tapEnded, .wake: return step
    }
  }
}

extension TraceStep {
  /// The step as much earlier as the base is late.
  func since(_ base: Moment) -> TraceStep {
    switch self {
    case .round(var round):
      round.began = Moment(nanoseconds: round.began.nanoseconds - base.nanoseconds)
      round.ended = Moment(nanoseconds: round.ended.nanoseconds - base.nanoseconds)
      return .round(round)
    case .tap(let moment): return .tap(at: moment.since(origin: base))
    case .wake(let moment): return .wake(at: moment.since(origin: base))
    case .gap, .known, .tapEnded: return self
    }
  }
}

extension Moment {
  /// The same moment, counted from another origin.
  func since(origin: Moment) -> Moment {
    Moment(nanoseconds: nanoseconds - origin.nanoseconds)
  }
}
