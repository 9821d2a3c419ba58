public import Menus
import Money
public import Primitives
public import TagReads
public import Trays

/// Makes bills: what a tray costs a diner, at a time, by a catalogue.
///
/// Which price holds for a plate:
/// 1. the dish bound to it for the meal period (`Catalogue.offer(for:period:on:)`), at the price
///    of the diner's group, or else at the dish's standard price;
/// 2. without a dish, the fixed price of its plate class, the same for every group;
/// 3. without either, none: the bill carries a fault.
///
/// Prices include VAT.
public enum BillingDesk {
  /// The bill for a tray, plate by plate in the order of the tags.
  ///
  /// - Parameters:
  ///   - reading: the decided set of plates and unknown tags.
  ///   - paid: plates already paid in this visit, left out of a supplementary bill.
  ///   - catalogue: the catalogue of this moment.
  ///   - group: the diner's group; nothing while the diner is unknown.
  ///   - time: the business day, and what the canteen's clock shows.
  public static func bill(
    reading: TrayReading, excluding paid: Set<TagID> = [], catalogue: Catalogue,
    group: DinerGroupCode?, at time: LocalTime
  ) -> Bill {
    let period = catalogue.mealPeriod(at: time)
    guard period != nil || catalogue.mealPeriods.isEmpty else {
      return Bill(faults: [.outsideMealPeriod], group: group)
    }
    var bill = Bill(mealPeriod: period?.code, group: group)
    for tag in Set(reading.tags).subtracting(paid).sorted() {
      guard let plate = catalogue.plate(tag) else {
        bill.faults.append(catalogue.isPlate(tag) ? .plateWithoutDish(tag) : .unknownTag(tag))
        continue
      }
      switch catalogue.offer(for: tag, period: period, on: time.day) {
      case .dish(let dish): bill.lines.append(line(for: plate, dish, group))
      case .classPrice(let plateClass): bill.lines.append(line(for: plate, plateClass))
      case .unknownTag: bill.faults.append(.unknownTag(tag))
      case .plateWithoutDish: bill.faults.append(.plateWithoutDish(tag))
      }
    }
    return summed(bill)
  }

  private static func line(
    for plate: Plate, _ dish: Dish, _ group: DinerGroupCode?
  ) -> BillLine {
    BillLine(
      tag: plate.tag, plateClass: plate.plateClass, dish: dish.code,
      names: dish.names, amount: dish.prices.price(for: group),
      vatRateBasisPoints: dish.vatRateBasisPoints, energyKilojoules: dish.energyKilojoules,
      allergens: dish.allergens.map(\.rawValue))
  }

  private static func line(for plate: Plate, _ plateClass: PlateClass) -> BillLine {
    BillLine(
      tag: plate.tag, plateClass: plateClass.code, dish: nil, names: plateClass.names,
      amount: plateClass.fixedPrice ?? .zero, vatRateBasisPoints: plateClass.vatRateBasisPoints)
  }

  private static func summed(_ bill: Bill) -> Bill {
    var bill = bill
    do {
      bill.total = try bill.lines.map(\.amount).total()
      bill.vat = try bill.lines.map(\.vat).total()
    } catch {
      return Bill(faults: [.totalTooLarge], mealPeriod: bill.mealPeriod, group: bill.group)
    }
    let energies = bill.lines.compactMap(\.energyKilojoules)
    bill.energyKilojoules = energies.isEmpty ? nil : energies.reduce(0, +)
    return bill
  }
}
