public import Primitives
public import TagReads
public import Trays

/// A station as this product runs it: its lanes hear of one another, and plates are remembered.
public struct LearningStation: StationSide {
  private var arbiter = LaneArbiter()
  private var memory = PlateMemory()
  private var habits: [Int: LaneHabits] = [:]
  private var learned: [Int: TrayLesson] = [:]

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
    guard let engine = decider as? RecordedEngine else { return }
    arbiter.note(engine.claims, of: lane, at: now)
    habits[lane] = engine.habits
    guard let lesson = engine.lesson, lesson != learned[lane] else { return }
    learned[lane] = lesson
    memory.learn(lesson)
  }

  public func paid(
    _ reading: TrayReading, by decider: any TrayDecider, on lane: Int, at now: Moment
  ) {}
}
