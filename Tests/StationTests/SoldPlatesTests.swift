import Primitives
import TagReads
import Testing

@testable import Station

struct SoldPlatesTests {
  private let noon = WallTime(milliseconds: 1_772_424_000_000)

  @Test func `a paid plate is remembered until its turnaround time is over`() throws {
    let plate = try #require(TagID("E004015000000001"))
    let visit = UniqueID(high: 1, low: 2)
    var sold = SoldPlates(turnaround: .seconds(1200))
    sold.sold(plate, visit: visit, at: noon)
    #expect(sold.visit(of: plate, at: noon + .seconds(1199)) == visit)
    #expect(sold.visit(of: plate, at: noon + .seconds(1200)) == nil)
  }

  @Test func `a plate that is bound again can be billed at once`() throws {
    let plate = try #require(TagID("E004015000000001"))
    var sold = SoldPlates(turnaround: .seconds(1200))
    sold.sold(plate, visit: UniqueID(high: 1, low: 2), at: noon)
    sold.released(plate)
    #expect(sold.visit(of: plate, at: noon) == nil)
  }
}
