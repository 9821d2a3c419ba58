import Primitives
import TagReads
import Testing
import Trays

@Suite struct LimitTests {
  private func names(_ count: Int, _ marks: String) -> String {
    (0..<count).map { "plate\($0) \(marks)" }.joined(separator: "\n")
  }

  @Test func `thirty plates settle and are confirmed`() {
    let all = (0..<30).map { "plate\($0)" }.joined(separator: " ")
    play(
      """
      \(names(30, "..##############################################"))
      tap    ............................T...................
      tray   ...a............................................
      count  ...+............................................
      bill   ............S...................C...............
      """, sets: [all, all])
  }

  @Test func `sixty-four tags are tracked`() {
    let run = play(names(64, "####################"))
    #expect(run.engine.settled?.tags.count == 64)
  }

  @Test func `one tag more is too many`() {
    let marks = "####################"
    let run = play(
      """
      \(names(64, marks))
      last   \(marks)
      tray   .a..................
      bill   .m..................
      """, sets: [])
    #expect(run.engine.phase == .undecided)
    #expect(run.engine.trackedTagCount == 64)
  }

  @Test func `a tag too many unsettles a bill until one is taken away`() {
    let run = play(
      """
      \(names(63, "############################################################"))
      first  ##################..........................................
      last   ................####........................................
      extra  ................############################################
      bill   ...........S....*..................S........................
      """)
    #expect(run.engine.settled?.tags.count == 64)
  }

  @Test func `plates that keep coming keep the tray undecided`() {
    let plates = (0..<24).map { index in
      let (before, after) = (3 * index, 72 - 3 * index)
      return "plate\(index) " + String(repeating: ".", count: before)
        + String(repeating: "#", count: after)
    }
    play(
      """
      \(plates.joined(separator: "\n"))
      bill   ...................................................k....................
      """)
  }

  @Test func `a set that stays too uncertain is unstable`() {
    var strict = TraySettings()
    strict.billRiskMax = 1e-9
    play(
      """
      rice   #####################.##################################.#####
      soup   ..#..##.#..##.#....#..##.#..##..#..#..##..#.#...##.#..##..#..#
      bill   ...................................................u..........
      """, settings: strict)
  }

  @Test func `a reader that falls silent before the tray is decided is named`() {
    let run = play(
      """
      rice   ..##........................................................
      air    cccc________________________________________________________
      tray   ...a........................................................
      bill   ......................................................s.....
      """)
    #expect(run.engine.phase == .undecided)
    #expect(run.engine.nextWake == nil)
  }

  @Test func `a round that ended before the last one is ignored`() {
    var engine = TrayEngine()
    let plate = Timeline.tag(0)
    let round = InventoryRound(
      [TagRead(plate)], quality: .complete, began: .origin, ended: Moment(milliseconds: 50))
    #expect(engine.observe(round, knowing: { _ in TagKnowledge(.plate) }).isEmpty)
    #expect(engine.observe(round, knowing: { _ in TagKnowledge(.plate) }).isEmpty)
    #expect(engine.phase == .clear)
  }
}
