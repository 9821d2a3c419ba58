import Primitives
import TagReads
import Testing

@testable import Trays

@Suite struct PlateMemoryTests {
  private func lesson(_ plates: [(Int, Int)]) -> TrayLesson {
    var lesson = TrayLesson(of: [], at: .origin)
    lesson.plates = plates.map { number, rateClass in
      var weights = SIMD16<Double>.zero
      weights[rateClass] = 1
      return TrayLesson.Plate(tag: Timeline.tag(number), rates: RateProfile(weights))
    }
    return lesson
  }

  @Test func `a plate is expected to be read as it was`() throws {
    var memory = PlateMemory()
    for _ in 0..<20 { memory.learn(lesson([(1, 14), (2, 7)])) }
    let lane = LaneHabits()
    #expect(try #require(memory.past(of: Timeline.tag(1), on: lane)).mean > 0.85)
    #expect(try #require(memory.past(of: Timeline.tag(2), on: lane)).mean < 0.4)
    #expect(memory.past(of: Timeline.tag(3), on: lane) == nil)
  }

  @Test func `a chip that wears out is noticed`() throws {
    var memory = PlateMemory()
    for _ in 0..<100 { memory.learn(lesson([(1, 14)])) }
    for _ in 0..<100 { memory.learn(lesson([(1, 5)])) }
    #expect(try #require(memory.past(of: Timeline.tag(1), on: LaneHabits())).mean < 0.4)
  }

  @Test func `never more plates than allowed, and the last half of them at least`() {
    var memory = PlateMemory(platesMax: 100)
    for number in 0..<1_000 {
      memory.learn(lesson([(number, 14)]))
      #expect(memory.count <= 100)
    }
    let lane = LaneHabits()
    #expect((950..<1_000).allSatisfy { memory.past(of: Timeline.tag($0), on: lane) != nil })
  }

  @Test func `a tray teaches when it has gone, how its plates were read`() throws {
    let run = play(
      """
      rice   ..##############################..........................
      soup   ..#.#.#.#.#.#.#.#.#.#.#.#.#.#.#...........................
      tap    ....................T.....................................
      tray   ...a..................................d...................
      """)
    let lesson = try #require(run.engine.lesson)
    #expect(lesson.plates.map(\.tag) == [Timeline.tag(0), Timeline.tag(1)])
    #expect(lesson.plates[0].rates.mean > 0.85)
    #expect(lesson.plates[1].rates.mean < 0.7)
    #expect(run.engine.habits.plates.sum() > LaneHabits().plates.sum() + 1.9)
  }

  @Test func `a tray that is tapped for three times teaches the lane no more than once`() {
    let plates = "##############################################"
    func habits(taps: String) -> LaneHabits {
      play("rice   ..\(plates)\nsoup   ..\(plates)\ntap    \(taps)").engine.habits
    }
    let once = habits(taps: "..............................T.................")
    let thrice = habits(taps: "..............T.......T.......T.................")
    #expect(thrice == once && once != LaneHabits())
  }
}
