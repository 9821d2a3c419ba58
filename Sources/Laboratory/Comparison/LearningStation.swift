public import Primitives
public import TagReads
public import Trays

/// A station as this product runs it: its lanes hear of one another, and plates are remembered.
public struct LearningStation: StationSide {
  private var arbiter = LaneArbiter()
  private var memory = PlateMemory()
  private var habits: [Int: LaneHabits] = [:]

  /// Starts without knowing any plate.
  public init() {}

  public func knowledge(
    of tag: TagID, standing: TagStanding, on lane: Int, at now: Moment
  ) -> TagKnowledge {
    TagKnowledge(
      standing, past: memory.past(of: tag, on: habits[lane] ?? LaneHabits()),
      rival: arbiter.rival(of: tag, on: lane, at: now))
  }

  public mutating func observed(by decider: any TrayDecider, on lane: Int, at now: Moment) {
    guard let engine = decider as? TrayEngine else { return }
    arbiter.note(engine.claims, of: lane, at: now)
    habits[lane] = engine.habits
    if let lesson = engine.lesson, lesson.endedAt == now { memory.learn(lesson) }
  }

  public func paid(
    _ reading: TrayReading, by decider: any TrayDecider, on lane: Int, at now: Moment
  ) {}
}
