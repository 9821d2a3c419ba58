import Primitives
import Testing
import Trays

@Suite struct DecisiveLookTests {
  @Test func `a look that finds the settled set confirms it`() {
    play(
      """
      rice   ..##############################
      soup   ..##############################
      tap    .........................T......
      bill   .........S.................C....
      """, sets: ["rice soup", "rice soup"])
  }

  @Test func `a round under way at the tap does not count`() {
    play(
      """
      rice   ..##############################
      tap    .........................t......
      bill   ........S...................C...
      """)
  }

  @Test func `an early tap waits for evidence enough to move money`() {
    play(
      """
      rice   ..##############################
      soup   ..##############################
      tap    ..........T.....................
      bill   .........S.............C........
      """)
  }

  @Test func `a plate taken away at the tap contradicts`() {
    play(
      """
      rice   ..################################################
      soup   ..#######################.........................
      tap    .........................T........................
      count  ...2...................................1..........
      bill   .........S.............................XS.........
      """, sets: ["rice soup", "rice"])
  }

  @Test func `a plate put down at the tap contradicts`() {
    play(
      """
      rice   ..################################################
      soup   ..........................########################
      tap    .........................T........................
      count  ...1.......................2......................
      bill   ........S..................X.S....................
      """, sets: ["rice", "rice soup"])
  }

  @Test func `a weak plate is waited for`() {
    play(
      """
      rice   ..################################################################
      soup   ..#.##..#.#..##.#...##.#..#.#..##.#...#.##..#.....#.#.##..#.#..##.#
      tap    .............................................T....................
      bill   .........S........................................C................
      """)
  }

  @Test func `a plate nobody sees within the look is not billed`() {
    let rice = String(repeating: "#", count: 30)
    let none = String(repeating: ".", count: 30)
    let wait = String(repeating: ".", count: 68)
    play(
      """
      rice   ..##################################################################\(rice)
      soup   ..#...#...#..#...#..#...#..#...#..#..#...#..#..#....................\(none)
      tap    .................................................T..................\(none)
      bill   .............S\(wait)X...............
      """)
  }

  @Test func `only disturbed rounds leave the set unconfirmed`() {
    play(
      """
      rice   ..####################################################################
      air    cccccccccccccccccccccccccddddddddddddddddddddddddddddddddddddddddddddd
      tap    .........................T............................................
      bill   ........S.................................................d...........
      """)
  }

  @Test func `no rounds at all leave the set unconfirmed`() {
    play(
      """
      rice   ..#######################.............................................
      air    ccccccccccccccccccccccccc_____________________________________________
      tap    .........................T............................................
      bill   ........S..................................................s..........
      """)
  }

  @Test func `a tray taken away in the look is contradicted and departs`() {
    play(
      """
      rice   ..#######################................
      soup   ..#######################................
      tap    .........................T...............
      tray   ...a...........................d.........
      bill   .........S.....................X.........
      """)
  }

  @Test func `a look at nothing is contradicted`() {
    var engine = TrayEngine()
    #expect(engine.beginDecisiveLook(at: .origin) == [.contradicted])
    #expect(engine.phase == .clear)
  }

  @Test func `a cancelled look says nothing and the bill stands`() {
    var engine = play("rice ..############").engine
    let settled = engine.settled
    #expect(engine.beginDecisiveLook(at: Timeline.began(14)).isEmpty)
    #expect(engine.phase == .looking)
    engine.cancelDecisiveLook()
    #expect(engine.phase == .settled)
    #expect(engine.settled == settled)
    #expect(engine.nextWake == nil)
  }
}
