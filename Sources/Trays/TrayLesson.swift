public import Primitives
public import TagReads

/// What a tray that has gone has taught: how well its plates were read.
public struct TrayLesson: Sendable, Equatable {
  /// A plate and how well it was read on that tray.
  public struct Plate: Sendable, Equatable {
    /// The plate.
    public var tag: TagID
    /// How well it was read.
    public var rates: RateProfile
  }

  /// - trayChanceMin (chance, 0.9): what is likelier to lie beside the tray teaches nothing of it.
  static let trayChanceMin = 0.9

  /// The plates that were read in rounds enough to say something, sorted by tag.
  public var plates: [Plate]

  /// When the tray had gone.
  public var endedAt: Moment

  func ended(at now: Moment) -> TrayLesson {
    var lesson = self
    lesson.endedAt = now
    return lesson
  }

  init(of tags: [TagEvidence], at now: Moment) {
    endedAt = now
    plates = tags.filter {
      $0.trayChance >= Self.trayChanceMin && $0.hits + $0.missesInAll >= LaneHabits.roundsMin
    }
    .map { Plate(tag: $0.tag, rates: RateProfile($0.belief.trayClasses)) }
  }
}
