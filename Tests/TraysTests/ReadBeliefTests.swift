import Testing

@testable import Trays

@Suite struct ReadBeliefTests {
  private let beliefs = TrayBeliefs()
  private let habits = LaneHabits()
  private let roundTime = Duration.milliseconds(50)

  /// A tag first read on arrival, with an average chance that it is a stray.
  private func belief(past: RateProfile? = nil, strays: Double = 0.01) -> ReadBelief {
    let odds = NewcomerOdds(
      free: SIMD16(repeating: 3), covered: .zero, plateMix: habits.plateMix,
      strays: habits.strayMix.weights * strays, strayMix: habits.strayMix, arrival: 1,
      beliefs: beliefs)
    return odds.belief(of: TagKnowledge(.plate, past: past))
  }

  private func after(_ marks: String, from start: ReadBelief) -> ReadBelief {
    marks.reduce(into: start) { belief, mark in
      if mark == "#" {
        belief.noteHit(after: roundTime, beliefs)
      } else {
        belief.noteMiss(clarity: mark == "~" ? 0 : 1, after: roundTime, beliefs)
      }
    }
  }

  @Test func `a tag read in nearly every round lies on the tray`() {
    #expect(after("####.#######", from: belief()).trayShare > 0.999_99)
  }

  @Test func `a tag read now and then lies beside it`() {
    let rare = String(repeating: "...............#", count: 8)
    #expect(after(rare, from: belief()).trayShare < 0.05)
  }

  @Test func `a good plate that is suddenly read badly is a stray, one that always was is not`() {
    let weak = String(repeating: "...#....#..", count: 4)
    var good = SIMD16<Double>.zero
    good[14] = 20
    var poor = SIMD16<Double>.zero
    poor[7] = 20
    let mix = habits.plateMix.weights
    let wasGood = after(weak, from: belief(past: RateProfile(good + mix)))
    let wasPoor = after(weak, from: belief(past: RateProfile(poor + mix)))
    #expect(wasGood.trayShare < 0.7)
    #expect(wasPoor.trayShare > 0.999)
  }

  @Test func `a spoon over a good plate makes no stray of it`() {
    let covered = after("##########........######", from: belief())
    #expect(covered.trayShare > 0.999_9)
    #expect(covered.hitChance(beliefs) > 0.8)
  }

  @Test func `silence that says nothing changes nothing but the time`() {
    let seen = after("######", from: belief())
    #expect(abs(after("~~~~~~", from: seen).trayShare - seen.trayShare) < 1e-6)
  }

  @Test
  func `a stray that has passed by is known as one sooner than one that might still lie there`() {
    var staying = beliefs
    staying.passingTime = .seconds(1_000_000)
    let start = belief()
    let marks = "#..#......................"
    let leaves = after(marks, from: start)
    let stays = marks.reduce(into: start) { belief, mark in
      if mark == "#" {
        belief.noteHit(after: roundTime, staying)
      } else {
        belief.noteMiss(clarity: 1, after: roundTime, staying)
      }
    }
    #expect(leaves.trayShare < stays.trayShare)
  }

  @Test func `nothing is ever held to be impossible, and the shares stay shares`() {
    let long = after(String(repeating: "#", count: 5_000), from: belief())
    #expect(long.trayShare < 1)
    #expect(long.odds.isFinite)
    let gone = after(String(repeating: ".", count: 5_000), from: long)
    #expect(gone.trayShare > 0)
    let sum = (gone.trayClasses + gone.strayClasses).sum()
    #expect(sum > 0 && sum <= 1 + 1e-9)
  }
}
