import Primitives
import TagReads

/// What is kept and what is dropped.
extension TraceRecorder {
  /// Rounds without a tag that are kept before a tray.
  static let quietRoundsMax = 16

  /// Steps that are kept before a tray while tags are under observation that are on none, or while
  /// another tray still stands there: enough for most of that one's stay, for how often hands were
  /// at it tells how many plates to expect.
  static let leadStepsMax = 440

  /// Rounds before those whose reads are remembered; when there are more, half count no longer.
  static let leadRoundsMax = 240

  /// Steps that are kept from a tray's arrival on.
  static let headSteps = 100

  /// Steps that are kept before the last change and from it on.
  static let turnSteps = (before: 8, after: 80)

  /// Steps that are kept at the end, and how far back a tap may lie to be kept with them.
  static let tailSteps = (least: 160, most: 260)

  /// While no tray is there: only the rounds since the antenna was clear, and not all of those.
  mutating func keepLead(watching engine: TrayEngine) {
    guard engine.evidence.isEmpty else {
      dropFirst(steps.count - Self.leadStepsMax, watching: engine)
      if columns.count > TrayTrace.tagsMax / 2 { dropColumns(watching: engine) }
      return
    }
    let watched = columns.indices.reduce(UInt64(0)) { bits, place in
      columns[place].present.standing.isWatched ? bits | 1 << UInt64(place) : bits
    }
    let recent = steps.suffix(Self.quietRoundsMax)
    let lastRead = recent.lastIndex { $0.isGap || ($0.round?.tags ?? 0) & watched != 0 }
    dropFirst(lastRead.map { $0 + 1 } ?? recent.startIndex, watching: engine)
    if !columns.isEmpty { dropColumns(watching: engine) }
    readsLeftOut = 0
  }

  /// Drops the oldest steps. What they said of tags stays known, and how often the tags that are
  /// under observation were read in them stays as a gap at the beginning, which fades.
  private mutating func dropFirst(_ count: Int, watching engine: TrayEngine) {
    guard count > 0 else { return }
    var gap = TraceGap()
    for step in steps.prefix(count) {
      switch step {
      case .known(let tag, let known): columns[tag].first.take(known)
      case .round(let round): gap.add(round)
      case .gap(let other): gap.add(other)
      case .tap, .tapEnded, .wake: break
      }
    }
    steps.removeFirst(count)
    gap.keep(Set(engine.evidence.compactMap { places[$0.tag] }), roundsMax: Self.leadRoundsMax)
    if !gap.reads.isEmpty { steps.insert(.gap(gap), at: 0) }
    roundCount = steps.count { $0.round != nil }
  }

  /// Makes room for the next round with all that may be said of its tags.
  mutating func makeRoom(watching engine: TrayEngine) {
    if columns.count == TrayTrace.tagsMax { dropColumns(watching: engine) }
    let isFull = steps.count + TrayTrace.tagsMax + 2 > TrayTrace.stepsMax
    guard isFull || roundCount >= TrayTrace.roundsMax else { return }
    thin()
    roundCount = steps.count { $0.round != nil }
  }

  /// Leaves out the middle of a long wait:
  ///
  ///     lead  arrival ... | gap | ... last change ... | gap | ... tap ... now
  ///           <headSteps>         <   turnSteps     >         <  tailSteps  >
  private mutating func thin() {
    let tail = tailStart
    let head = min(tail, index(of: stay?.arrived) + Self.headSteps)
    let turn = min(tail, max(head, index(of: stay?.changed) - Self.turnSteps.before))
    let turnEnd = min(tail, turn + Self.turnSteps.before + Self.turnSteps.after)
    collapse(turnEnd..<tail)
    collapse(head..<turn)
  }

  private var tailStart: Int {
    let least = max(0, steps.count - Self.tailSteps.least)
    let tap = steps.lastIndex { if case .tap = $0 { true } else { false } } ?? least
    return tap >= steps.count - Self.tailSteps.most ? min(least, tap) : least
  }

  /// The first step that is not before a moment.
  private func index(of moment: Moment?) -> Int {
    guard let moment else { return 0 }
    return steps.firstIndex { ($0.round?.ended ?? .origin) >= moment } ?? steps.count
  }

  /// Puts a gap in the place of steps, and what is known of tags after them; a tap whose look goes
  /// on beyond them stays.
  private mutating func collapse(_ range: Range<Int>) {
    var gap = TraceGap()
    var last: [Int: TraceKnowledge] = [:]
    var tap: TraceStep?
    for step in steps[range] {
      switch step {
      case .round(let round): gap.add(round)
      case .gap(let other): gap.add(other)
      case .known(let tag, let known): last[tag] = known
      case .tap: tap = step
      case .tapEnded: tap = nil
      case .wake: break
      }
    }
    guard gap.rounds > 0 else { return }
    let known = last.sorted { $0.key < $1.key }.map { TraceStep.known(tag: $0.key, $0.value) }
    steps.replaceSubrange(range, with: [.gap(gap)] + known + (tap.map { [$0] } ?? []))
  }

  /// Gives up the places of tags that no step that is left shows and nobody watches.
  private mutating func dropColumns(watching engine: TrayEngine) {
    let watched = Set(engine.evidence.map(\.tag))
    let read = TraceColumns.read(in: steps)
    let tags = places.sorted { $0.value < $1.value }.map(\.key)
    let kept = columns.indices.filter { read >> UInt64($0) & 1 == 1 || watched.contains(tags[$0]) }
    guard kept.count < columns.count else { return }
    let move = TraceColumns(kept: kept)
    steps = steps.compactMap(move.moved)
    columns = kept.map { columns[$0] }
    places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { (tags[$1], $0) })
  }
}

extension TraceKnowledge.Standing {
  /// Whether the engine watches such a tag.
  var isWatched: Bool {
    switch self {
    case .plate, .unknown: true
    case .background, .resting: false
    }
  }
}
