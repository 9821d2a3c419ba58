import Primitives
import TagReads
import Testing
import Trays

/// What the engine said to a timeline.
struct TimelineRun {
  var engine: TrayEngine
  private(set) var events: [[TrayEvent]] = []

  init(_ timeline: Timeline, settings: TraySettings) {
    engine = TrayEngine(settings: settings)
    for column in 0..<timeline.columns {
      events.append(wakes(until: Timeline.began(column)) + step(timeline, column))
    }
  }

  private mutating func wakes(until limit: Moment) -> [TrayEvent] {
    var events: [TrayEvent] = []
    while let wake = engine.nextWake, wake <= limit { events += engine.wake(at: wake) }
    return events
  }

  private mutating func step(_ timeline: Timeline, _ column: Int) -> [TrayEvent] {
    let began = Timeline.began(column)
    var events: [TrayEvent] = []
    switch timeline.mark("tap", column) {
    case "T": events += engine.beginDecisiveLook(at: began)
    case "t": events += engine.beginDecisiveLook(at: began + .milliseconds(20))
    default: break
    }
    let qualities: [Character: InventoryRound.Quality] = [
      "c": .complete, "p": .partial, "d": .disturbed,
    ]
    guard let quality = qualities[timeline.mark("air", column)] else { return events }
    let round = InventoryRound(
      timeline.tags(in: column).map { TagRead($0) }, quality: quality, began: began,
      ended: began + .milliseconds(50))
    return events + engine.observe(round) { TagKnowledge(timeline.standing(of: $0)) }
  }

  /// The answer drawn the way the expectation is.
  func drawn(_ line: String) -> String {
    String(events.map { drawn($0, as: line) })
  }

  private func drawn(_ events: [TrayEvent], as line: String) -> Character {
    let marks = events.compactMap { mark($0, line) }
    if marks == ["d", "a"] { return "w" }
    return marks.count > 1 ? "*" : marks.first ?? "."
  }

  private func mark(_ event: TrayEvent, _ line: String) -> Character? {
    switch (line, event) {
    case ("tray", .arrived): "a"
    case ("tray", .departed): "d"
    case ("count", .counting(let count)): count < 10 ? Character("\(count)") : "+"
    case ("bill", .settled): "S"
    case ("bill", .unsettled): "U"
    case ("bill", .confirmed): "C"
    case ("bill", .contradicted): "X"
    case ("bill", .undecided(let reason)): mark(reason)
    default: nil
    }
  }

  private func mark(_ reason: UndecidedReason) -> Character {
    switch reason {
    case .unstableSet: "u"
    case .keepsChanging: "k"
    case .readerDisturbed: "d"
    case .readerSilent: "s"
    case .tooManyTags: "m"
    case .doubtfulPlate: "?"
    case .contestedPlate: "2"
    case .twoTrays: "t"
    case .halfOnTray: "h"
    }
  }

  /// The names in each settled or confirmed set, in the order they came.
  func sets(_ timeline: Timeline) -> [String] {
    events.joined().compactMap { event in
      switch event {
      case .settled(let reading), .confirmed(let reading):
        reading.tags.map { timeline.name(of: $0) }.joined(separator: " ")
      default: nil
      }
    }
  }
}

/// Plays a drawing and compares every expected line, and the settled and confirmed sets if given.
@discardableResult
func play(
  _ drawing: String, sets: [String]? = nil, settings: TraySettings = TraySettings(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> TimelineRun {
  let timeline = Timeline(drawing)
  let run = TimelineRun(timeline, settings: settings)
  for (line, expected) in timeline.expected.sorted(by: { $0.key < $1.key }) {
    let said = run.drawn(line)
    #expect(said == expected, "\(line)\n\(expected)\n\(said)", sourceLocation: sourceLocation)
  }
  if let sets {
    #expect(run.sets(timeline) == sets, sourceLocation: sourceLocation)
  }
  return run
}
