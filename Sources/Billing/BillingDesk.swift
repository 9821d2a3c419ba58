public import Menus
public import Money
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
/// Prices include VAT, or it comes on top, as the canteen says; in both cases `VATSplit` shares it
/// out among the lines.
public enum BillingDesk {
  /// The bill for a tray, plate by plate in the order of the tags.
  ///
  /// - Parameters:
  ///   - reading: the decided set of plates and unknown tags.
  ///   - paid: plates already paid in this visit, left out of a supplementary bill.
  ///   - catalogue: the catalogue of this moment.
  ///   - group: the diner's group; nothing while the diner is unknown.
  ///   - time: the business day, and what the canteen's clock shows.
  ///   - vat: whether the menu's prices include VAT.
  public static func bill(
    reading: TrayReading, excluding paid: Set<TagID> = [], catalogue: Catalogue,
    group: DinerGroupCode?, at time: LocalTime, vat: VATMode = .included
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
    return summed(bill, vat)
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

  private static func summed(_ bill: Bill, _ mode: VATMode) -> Bill {
    var bill = bill
    do {
      let taxed = try VATSplit.taxed(
        bill.lines.map {
          VATSplit.Line(price: $0.amount, rateBasisPoints: $0.vatRateBasisPoints)
        }, mode)
      for (place, line) in taxed.enumerated() {
        (bill.lines[place].amount, bill.lines[place].vat) = (line.amount, line.vat)
      }
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
