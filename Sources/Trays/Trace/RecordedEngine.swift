public import Primitives
public import TagReads

/// A tray engine that remembers what it was told, so that a payment can be explained.
///
/// It decides as `TrayEngine` does, from what a trace can hold: the knowledge that `TraceKnowledge`
/// leaves, and moments in whole microseconds. So a replay can tell an engine the very same.
public struct RecordedEngine: TrayDecider {
  /// The engine that decides.
  public private(set) var engine: TrayEngine

  private var recorder: TraceRecorder?
  private var lastEnded: Moment?

  /// Starts with a clear antenna and what the lane has learned; without `isRecording` there is no
  /// evidence.
  public init(
    settings: TraySettings = TraySettings(), habits: LaneHabits = LaneHabits(),
    isRecording: Bool = true
  ) {
    engine = TrayEngine(settings: settings, habits: habits)
    if isRecording { recorder = TraceRecorder(settings: settings) }
  }

  /// The evidence for the set confirmed last, as of now: to be asked for when it is confirmed.
  public var trace: TrayTrace? { recorder?.trace(of: engine) }

  /// What this lane makes of its tags, sorted, for the other lanes of the station.
  public var claims: [TagClaim] { engine.claims }

  /// What the last tray has taught; nothing before one has gone.
  public var lesson: TrayLesson? { engine.lesson }

  /// What the lane has learned so far.
  public var habits: LaneHabits { engine.habits }

  /// Takes over what was learned elsewhere, in place of the lane's own. The trace of a tray that
  /// is on the antenna then keeps the habits with which it began.
  public mutating func adopt(_ habits: LaneHabits) {
    engine.adopt(habits)
  }

  /// The settled set, while it holds.
  public var settled: TrayReading? { engine.settled }

  /// When `wake` wants to be called, if no round comes before.
  public var nextWake: Moment? { engine.nextWake }

  /// Takes a round in.
  public mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent] {
    let round = InventoryRound(
      round.reads, quality: round.quality, began: round.began.inMicroseconds,
      ended: round.ended.inMicroseconds)
    if let lastEnded, round.ended <= lastEnded { return [] }
    lastEnded = round.ended
    var told: [(tag: TagID, knowledge: TraceKnowledge)] = []
    let events = engine.observe(round) { tag in
      let knowledge = TraceKnowledge(knowing(tag))
      told.append((tag, knowledge))
      return knowledge.told
    }
    recorder?.note(round, told: told, events: events, of: engine)
    return events
  }

  /// Time has passed without a round.
  public mutating func wake(at now: Moment) -> [TrayEvent] {
    let now = now.inMicroseconds
    let events = engine.wake(at: now)
    recorder?.noteWake(at: now, events: events, of: engine)
    return events
  }

  /// The diner tapped.
  public mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent] {
    let tap = tap.inMicroseconds
    let events = engine.beginDecisiveLook(at: tap)
    recorder?.noteTap(at: tap, of: engine)
    return events
  }

  /// Ends a decisive look without an answer; the settled set stands.
  public mutating func cancelDecisiveLook() {
    guard engine.phase == .looking else { return }
    engine.cancelDecisiveLook()
    recorder?.noteTapEnded(of: engine)
  }
}

extension Moment {
  /// The moment without the nanoseconds below a microsecond; the order of moments stays.
  fileprivate var inMicroseconds: Moment {
    Moment(nanoseconds: nanoseconds - ((nanoseconds % 1_000) + 1_000) % 1_000)
  }
}
