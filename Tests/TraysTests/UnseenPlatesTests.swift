import Primitives
import Testing

@testable import Trays

@Suite struct UnseenPlatesTests {
  private let beliefs = TrayBeliefs()

  private func profile(_ shares: [Int: Double]) -> RateProfile {
    var weights = SIMD16<Double>.zero
    for (index, share) in shares { weights[index] = share }
    return RateProfile(weights)
  }

  /// What is left of a tray that came to rest at once, after rounds that showed nothing new.
  private func unseen(afterRounds count: Int, clarity: Double = 1) -> UnseenPlates {
    var still = beliefs
    (still.restingShare, still.lateRate, still.coverRate) = (1, 0, 0)
    var unseen = UnseenPlates(arriving: .origin, still)
    for round in 0..<count {
      unseen.note(clarity: clarity, at: .origin + .milliseconds(50) * (round + 1), still)
    }
    return unseen
  }

  @Test func `each class of plates is missed at its own rate`() {
    let unseen = unseen(afterRounds: 5)
    let good = unseen.count(of: 4, profile([14: 1]), withLate: true)
    let poor = unseen.count(of: 4, profile([6: 1]), withLate: true)
    #expect(abs(good - 4 * 0.08 * 0.08 * 0.08 * 0.08 * 0.08) < 1e-12)
    #expect(abs(poor - 4 * 0.77 * 0.77 * 0.77 * 0.77 * 0.77) < 1e-12)
  }

  @Test func `a few poor plates weigh more than many good ones`() {
    let unseen = unseen(afterRounds: 8)
    let mixed = unseen.count(of: 4, profile([14: 0.99, 6: 0.01]), withLate: true)
    #expect(mixed > 100 * unseen.count(of: 4, profile([14: 0.99]), withLate: true))
  }

  @Test func `rounds that say nothing show nothing`() {
    let blind = unseen(afterRounds: 20, clarity: 0)
    #expect(blind.count(of: 3, profile([14: 1]), withLate: true) == 3)
  }

  @Test func `plates that follow within the ramp are waited for`() {
    var unseen = UnseenPlates(arriving: .origin, beliefs)
    let mix = profile([15: 1])
    var left: [Double] = []
    for round in 1...12 {
      unseen.note(clarity: 1, at: .origin + .milliseconds(50) * round, beliefs)
      left.append(unseen.count(of: 4, mix, withLate: false))
    }
    #expect(left[4] > 0.005)
    #expect(left[11] < 0.001)
  }

  @Test func `a bill does not wait for dishes that may still come, a payment for those that have`()
  {
    var unseen = UnseenPlates(arriving: .origin, beliefs)
    let mix = profile([14: 1])
    for round in 1...100 {
      unseen.note(clarity: 1, at: .origin + .milliseconds(50) * round, beliefs)
    }
    let bill = unseen.count(of: 6, mix, withLate: false)
    let open = unseen.count(of: 6, mix, withLate: true)
    #expect(bill < open / 2)
    var tapped = unseen.closed(at: .origin + .milliseconds(5_010), beliefs)
    for round in 0..<3 {
      tapped.note(clarity: 1, at: .origin + .milliseconds(5_060 + 50 * Int64(round)), beliefs)
    }
    #expect(tapped.count(of: 6, mix, withLate: true) < open / 10)
  }

  @Test func `a hand at work lets more be expected for the time of a ramp`() {
    var unseen = unseen(afterRounds: 20)
    let mix = profile([14: 1])
    let before = unseen.count(of: 4, mix, withLate: false)
    unseen.expectMore(0.1, beliefs)
    unseen.note(clarity: 1, at: .origin + .milliseconds(1_100), beliefs)
    #expect(unseen.count(of: 4, mix, withLate: false) > before)
  }
}
