internal import LedgerStore
internal import Menus
internal import Primitives
internal import TagReads

/// The plates paid within the turnaround time, each with the visit that paid it.
///
/// Bounded by the plates a canteen can sell in that time; older ones are forgotten as new ones
/// come.
struct SoldPlates: Sendable {
  private struct Sale: Sendable {
    var visit: UniqueID
    var at: WallTime
  }

  private let turnaround: Duration
  private var sales: [TagID: Sale] = [:]
  private var lastPruned = WallTime(milliseconds: 0)

  init(turnaround: Duration) {
    self.turnaround = turnaround
  }

  /// Notes that a visit has paid a plate.
  mutating func sold(_ plate: TagID, visit: UniqueID, at wall: WallTime) {
    sales[plate] = Sale(visit: visit, at: wall)
    if wall > lastPruned + turnaround { prune(at: wall) }
  }

  /// Makes a plate billable again: it has been bound to a dish anew.
  mutating func released(_ plate: TagID) {
    sales[plate] = nil
  }

  /// The visit that paid the plate not long ago, if one did.
  func visit(of plate: TagID, at wall: WallTime) -> UniqueID? {
    guard let sale = sales[plate], wall < sale.at + turnaround else { return nil }
    return sale.visit
  }

  private mutating func prune(at wall: WallTime) {
    sales = sales.filter { wall < $0.value.at + turnaround }
    lastPruned = wall
  }
}

extension SoldPlate {
  /// Of the plates sold lately, as the books tell at the start, those that cannot be billed yet:
  /// all that have not been bound to a dish since. A binding that a file made has no time, and
  /// makes no plate billable.
  static func notBillable(
    of sales: [TagID: PlateSale], in catalogue: Catalogue
  ) -> [SoldPlate] {
    sales.compactMap { plate, sale in
      if let bound = catalogue.lastBound(plate), bound > sale.soldAt { return nil }
      return SoldPlate(plate: plate, visit: sale.visit, at: sale.soldAt)
    }
  }
}
