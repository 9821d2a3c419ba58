import Testing
import Trays

@Suite struct GhostTests {
  @Test func `a single read on a clear antenna is no tray`() {
    play(
      """
      ?noise ..#.................
      tray   ....................
      count  ....................
      """)
  }

  @Test func `a single read does not unsettle a bill`() {
    play(
      """
      rice   ..##########################
      ?noise .............#..............
      tray   ...a........................
      count  ...1........................
      bill   ........S...................
      """, sets: ["rice"])
  }

  @Test func `a payment waits until a single read has turned out to be a ghost`() {
    play(
      """
      rice   ..##########################
      ?noise ...............#............
      tap    ...............T............
      bill   ........S..............C....
      """, sets: ["rice", "rice"])
  }

  @Test func `a payment waits longer for a registered plate read once`() {
    let quiet = String(repeating: ".", count: 50)
    let rice = String(repeating: "#", count: 50)
    play(
      """
      rice   ..############\(rice)########################
      cake   ..........#...\(quiet)........................
      tap    ..............\(quiet)..T.....................
      bill   ........S.....\(quiet)......C.................
      """, sets: ["rice", "rice"])
  }

  @Test func `a look that would wait too long for it is in vain`() {
    let run = play(
      """
      rice   ..############################################################
      cake   ....................#.........................................
      tap    .....................T........................................
      bill   ........S.............................................?.......
      """, sets: ["rice"])
    #expect(run.engine.phase == .settled)
  }

  @Test func `an unknown tag read now and then stays off the bill`() {
    play(
      """
      rice   ..############################################
      ?soup  .............#...........#...........#........
      bill   ........S.....................................
      """)
  }

  @Test func `a ghost read again long after is another ghost`() {
    let quiet = String(repeating: ".", count: 62)
    let rice = String(repeating: "#", count: 62)
    play(
      """
      rice   ..##############\(rice)##
      ?noise ...............#\(quiet)#.
      bill   ........S.......\(quiet)..
      """, sets: ["rice"])
  }

  @Test func `background tags are nothing`() {
    play(
      """
      ~shelf ################
      rice   ....############
      tray   .....a..........
      count  .....1..........
      bill   ..........S.....
      """, sets: ["rice"])
  }
}
