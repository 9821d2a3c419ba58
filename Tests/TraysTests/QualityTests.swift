import Testing
import Trays

@Suite struct QualityTests {
  @Test func `a disturbed run is not a departure`() {
    play(
      """
      rice   ..##########..............................####
      air    ccccccccccccddddddddddddddddddddddddddddddcccc
      tray   ...a..........................................
      bill   ........S.....................................
      """, sets: ["rice"])
  }

  @Test func `partial rounds are not an absence`() {
    play(
      """
      rice   ..############################################
      soup   ..##########..................................
      air    ccccccccccccpppppppppppppppppppppppppppppppppp
      bill   .........S....................................
      """, sets: ["rice soup"])
  }

  @Test func `a read in a disturbed round ends a run of misses`() {
    play(
      """
      rice   ..##########....#....#....#....
      air    ccccccccccccccccdccccdccccdcccc
      tray   ...a...........................
      bill   ........S......................
      """)
  }

  @Test func `a newcomer in disturbed rounds unsettles a bill`() {
    play(
      """
      rice   ..##########################
      soup   ............################
      air    ccccccccccccdddddddccccccccc
      bill   ........S....U......S.......
      """, sets: ["rice", "rice soup"])
  }

  @Test func `disturbed rounds alone settle nothing`() {
    play(
      """
      rice   ..############################################################
      air    dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
      tray   ...a..........................................................
      bill   .....................................................d........
      """)
  }

  @Test func `a silent reader is not an absence`() {
    let nothing = String(repeating: ".", count: 100)
    let silence = String(repeating: "_", count: 100)
    play(
      """
      rice   ..##########\(nothing)########
      air    cccccccccccc\(silence)cccccccc
      tray   ...a........\(nothing)........
      bill   ........S...\(nothing)........
      """, sets: ["rice"])
  }

  @Test func `a tray changed while the reader was silent is another visit`() {
    let nothing = String(repeating: ".", count: 100)
    let silence = String(repeating: "_", count: 100)
    play(
      """
      rice   ..##########\(nothing)................................
      cake   ............\(nothing)################################
      air    cccccccccccc\(silence)cccccccccccccccccccccccccccccccc
      tray   ...a........\(nothing)..............w.................
      bill   ........S...\(nothing).U............S.................
      """)
  }

  @Test func `what was counted before a silence moves no money after it`() {
    let nothing = String(repeating: ".", count: 30)
    let silence = String(repeating: "_", count: 30)
    play(
      """
      rice   ..####################\(nothing)####################
      air    cccccccccccccccccccccc\(silence)cccccccccccccccccccc
      tap    ......................\(nothing)T...................
      bill   ........S.............\(nothing)......C.............
      """)
  }
}
