import Money
import Primitives
import ReaderEmulation
import TagReads
import Testing

@testable import Station

/// The diners of the demo, who know what really lies on the antennas.
@Suite struct DinerHallTests {
  /// One diner's tray, put down and at rest, and the bill that is right for it.
  private struct Served {
    var hall: DinerHall
    var bill: [TagID: Amount] = [:]
    let now = Moment(milliseconds: 6_000)

    init() throws {
      let stage = try DemoStage(
        lanes: 1, seed: 1, menuDirectory: Repository.sample, dataDirectory: nil, diners: 1,
        hurry: 1)
      stage.cleanUp()
      hall = stage.hall()
      let account = stage.canteen.purse(ofDiner: 0).account
      while let next = hall.nextWake, next <= now {
        for case .place(_, let plates) in hall.wake(at: next) {
          for plate in plates {
            bill[plate.id] = stage.canteen.price(of: plate.id, forAccount: account)
          }
        }
      }
    }

    mutating func shows(_ sight: LaneSight) {
      hall.saw(sight, lane: 1, at: now)
    }

    mutating func waitUntilAllHaveLeft() {
      while let next = hall.nextWake { _ = hall.wake(at: next) }
    }
  }

  @Test func `a bill for what lies there, at the diner's prices, is right`() throws {
    var served = try Served()
    try #require(served.bill.count > 1)
    served.shows(.bill(DisplayedBill(served.bill)))
    served.waitUntilAllHaveLeft()
    #expect(served.hall.isOver)
    #expect(served.hall.bills == BillCounts(shown: 1))
    #expect(served.hall.stays.first?.trayToBill != nil)
  }

  @Test func `a bill that stands until the tray is lifted and lacks a plate is left wrong`() throws
  {
    var served = try Served()
    let overlooked = try #require(served.bill.keys.min())
    served.bill[overlooked] = nil
    served.shows(.bill(DisplayedBill(served.bill)))
    served.waitUntilAllHaveLeft()
    #expect(served.hall.bills == BillCounts(shown: 1, shownWrong: 1, leftWrong: 1))
    #expect(served.hall.stays.first?.trayToBill == nil)
  }

  @Test func `a price that is nobody's makes a bill wrong`() throws {
    var served = try Served()
    let plate = try #require(served.bill.keys.min())
    served.bill[plate] = Amount(minorUnits: 1)
    served.shows(.bill(DisplayedBill(served.bill)))
    #expect(served.hall.bills == BillCounts(shown: 1, shownWrong: 1))
  }

  @Test func `a bill for a tray that has gone is wrong`() throws {
    var served = try Served()
    served.waitUntilAllHaveLeft()
    served.hall.saw(
      .bill(DisplayedBill(served.bill)), lane: 1, at: Moment(milliseconds: 60_000))
    #expect(served.hall.bills == BillCounts(shown: 1, shownWrong: 1))
  }

  @Test func `a tap under a problem is refused for that problem`() throws {
    var served = try Served()
    served.shows(.bill(DisplayedBill(served.bill)))
    let tap = try #require(served.hall.nextWake)
    _ = served.hall.wake(at: tap)
    served.hall.saw(.problem(code: "insufficient-balance"), lane: 1, at: tap + .milliseconds(300))
    served.waitUntilAllHaveLeft()
    let stay = try #require(served.hall.stays.first)
    #expect(stay.refusals == ["insufficient-balance"])
    #expect(stay.end == .turnedAway && stay.tapToPaid == nil)
  }
}
