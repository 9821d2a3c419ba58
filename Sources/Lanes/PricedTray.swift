import Billing
import Menus
import Primitives
import TagReads
import Trays

/// A decided set of plates with its bill and everything that keeps it from being paid.
struct PricedTray: Sendable {
  /// A problem with the tray itself.
  struct Obstacle: Sendable, Equatable {
    let code: LaneProblem.Code
    let tags: [TagID]
  }

  let reading: TrayReading
  /// The plates to be paid: without those paid before, in this visit or lately in another.
  let bill: Bill
  /// By priority.
  let obstacles: [Obstacle]
  /// Tags beyond paid plates, sorted.
  let unpaid: [TagID]
  var pricedAt: Moment
  /// Since when the bill has been what it is.
  var shownSince: Moment

  /// True if a tap may pay it.
  var isPayable: Bool { obstacles.isEmpty && bill.isPayable }

  /// True if there is nothing to pay and nothing wrong: everything has been paid.
  var isSettledUp: Bool { obstacles.isEmpty && bill.lines.isEmpty }

  /// True if a diner would see no difference.
  func matches(_ other: PricedTray) -> Bool {
    reading.tags == other.reading.tags && bill == other.bill && obstacles == other.obstacles
  }

  var lines: [LaneLine] {
    bill.lines.map {
      LaneLine(
        plate: $0.tag, names: $0.names, amount: $0.amount, energyKilojoules: $0.energyKilojoules,
        allergens: $0.allergens)
    }
  }
}

extension PricedTray {
  /// Prices a set for a group, or for a diner not known yet.
  ///
  /// - Parameters:
  ///   - visit: the visit at hand.
  ///   - settings: how many plates a tray may hold, and what prices include.
  ///   - lastVisit: the visit that was paid at this lane before, to tell its plates from others'.
  init(
    _ reading: TrayReading, of visit: Visit, after lastVisit: UniqueID?, group: DinerGroupCode?,
    settings: LaneSettings, at now: Moment, context: LaneContext
  ) {
    let open = reading.tags.filter { !visit.paid.contains($0) }
    let sales = open.compactMap { tag in context.soldRecently(tag).map { (tag: tag, visit: $0) } }
    let sold = Set(sales.map(\.tag))
    self.reading = reading
    unpaid = open.filter { !sold.contains($0) }
    bill =
      unpaid.isEmpty
      ? Bill(group: group)
      : BillingDesk.bill(
        reading: reading, excluding: visit.paid.union(sold), catalogue: context.catalogue,
        group: group, at: context.menuTime, vat: settings.vat)
    let ofLastVisit = sales.filter { $0.visit == lastVisit }.map(\.tag)
    let ofOthers = sales.filter { $0.visit != lastVisit }.map(\.tag)
    var found: [Obstacle] = []
    if reading.tags.count > settings.platesMax {
      found.append(Obstacle(code: .tooManyTags, tags: []))
    }
    if !ofLastVisit.isEmpty { found.append(Obstacle(code: .lastDinersTray, tags: ofLastVisit)) }
    if !ofOthers.isEmpty { found.append(Obstacle(code: .alreadyPaid, tags: ofOthers)) }
    obstacles = (found + Self.obstacles(of: bill)).sorted { $0.code < $1.code }
    pricedAt = now
    shownSince = now
  }

  private static func obstacles(of bill: Bill) -> [Obstacle] {
    var tags: [LaneProblem.Code: [TagID]] = [:]
    for fault in bill.faults {
      switch fault {
      case .unknownTag(let tag): tags[.unknownTag, default: []].append(tag)
      case .plateWithoutDish(let tag): tags[.plateWithoutDish, default: []].append(tag)
      case .outsideMealPeriod: tags[.outsideMealPeriod] = []
      case .totalTooLarge: tags[.billTooLarge] = []
      }
    }
    return tags.map { Obstacle(code: $0.key, tags: $0.value.sorted()) }
  }
}
