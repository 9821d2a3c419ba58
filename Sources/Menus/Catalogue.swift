public import Money
public import Primitives
public import TagReads

/// Everything that is needed to price a tray, as one immutable snapshot.
///
/// A catalogue is valid as a whole: codes and tags are unique, every reference leads somewhere,
/// prices are not negative, meal periods do not lie over each other. A change makes a new one.
/// Looking up a plate costs one dictionary access; a catalogue of 100,000 plates, half of them
/// bound, made a process grow by 17 MB.
public struct Catalogue: Equatable, Sendable {
  /// The most meal periods a day may have.
  public static let mealPeriodCountMax = 100

  /// The currency of every price.
  public let currency: Currency

  /// The groups that may have prices of their own, by code.
  public let dinerGroups: [DinerGroup]

  /// The parts of the day, by code.
  public let mealPeriods: [MealPeriod]

  /// The kinds of plate, by code.
  public let plateClasses: [PlateClass]

  /// The dishes, by code.
  public let dishes: [Dish]

  /// What the chips of plates say, where they are believed before what stands here; a chip can also
  /// tell of a plate that is not in the catalogue at all.
  public var chipWords: [TagID: ChipWord] = [:]

  private struct PlateEntry: Equatable, Sendable {
    var classIndex: UInt32
    var bound = BoundDishes.Span()
  }

  private let dishIndexes: [DishCode: Int]
  private let classIndexes: [PlateClassCode: Int]
  private let periodIndexes: [MealPeriodCode: Int]
  private var plateEntries: [TagID: PlateEntry] = [:]
  private var classBounds: [BoundDishes.Span]
  private var bound = BoundDishes()
  let plan: MenuPlan

  /// A catalogue with nothing in it: the start of a new station.
  public static func empty(currency: Currency) -> Catalogue {
    Catalogue(checked: CatalogueParts(currency: currency))
  }

  /// Makes a catalogue of parts in any order; throws with every problem they have.
  public init(validating parts: CatalogueParts) throws(CatalogueFault) {
    let problems = CatalogueCheck(parts).problems
    guard problems.isEmpty else { throw CatalogueFault(problems: problems) }
    self.init(checked: parts)
  }

  /// Takes parts that have no problems.
  init(checked parts: CatalogueParts) {
    currency = parts.currency
    dinerGroups = parts.dinerGroups.sorted { $0.code < $1.code }
    mealPeriods = parts.mealPeriods.sorted { $0.code < $1.code }
    plateClasses = parts.plateClasses.sorted { $0.code < $1.code }
    dishes = parts.dishes.sorted { $0.code < $1.code }
    plan = MenuPlan(parts)
    dishIndexes = Self.indexes(of: dishes.map(\.code))
    classIndexes = Self.indexes(of: plateClasses.map(\.code))
    periodIndexes = Self.indexes(of: mealPeriods.map(\.code))
    classBounds = Array(repeating: .init(), count: plateClasses.count)
    plateEntries.reserveCapacity(parts.plates.count)
    for plate in parts.plates {
      guard let classIndex = classIndexes[plate.plateClass] else { continue }
      plateEntries[plate.tag] = PlateEntry(classIndex: UInt32(classIndex))
    }
    for binding in parts.bindings.sorted() { bind(binding) }
  }

  private static func indexes<Code: Hashable>(of codes: [Code]) -> [Code: Int] {
    Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func bind(_ binding: Binding) {
    guard let dishIndex = dishIndexes[binding.dish] else { return }
    let entry = BoundDishes.Entry(
      dishIndex: UInt32(dishIndex),
      periodIndex: binding.mealPeriod.flatMap { periodIndexes[$0] }.map(Int32.init) ?? -1,
      boundAtMilliseconds: binding.boundAt?.milliseconds ?? .min)
    switch binding.target {
    case .plateClass(let code):
      guard let index = classIndexes[code] else { return }
      bound.append(entry, to: &classBounds[index])
    case .plate(let tag):
      guard var plate = plateEntries[tag] else { return }
      bound.append(entry, to: &plate.bound)
      plateEntries[tag] = plate
    }
  }
}

extension Catalogue {
  /// How many plates there are.
  public var plateCount: Int { plateEntries.count }

  /// The plate with that chip, as far as its class is known.
  public func plate(_ tag: TagID) -> Plate? {
    if case .dish(let offer) = chipWords[tag] {
      return Plate(tag: tag, plateClass: offer.plateClass)
    }
    return plateEntries[tag].map {
      Plate(tag: tag, plateClass: plateClasses[Int($0.classIndex)].code)
    }
  }

  /// True if that chip is a plate's, even if nothing else is known of the plate.
  public func isPlate(_ tag: TagID) -> Bool {
    switch chipWords[tag] {
    case .dish, .unsound: true
    case .unreadable, nil: plateEntries[tag] != nil
    }
  }

  /// When the plate was last bound to a dish at the window or by hand, if it was.
  public func lastBound(_ tag: TagID) -> WallTime? {
    guard let plate = plateEntries[tag] else { return nil }
    let latest = bound[plate.bound].map(\.boundAtMilliseconds).max() ?? .min
    return latest == .min ? nil : WallTime(milliseconds: latest)
  }

  /// The plate class of that code.
  public func plateClass(_ code: PlateClassCode) -> PlateClass? {
    classIndexes[code].map { plateClasses[$0] }
  }

  /// The dish of that code.
  public func dish(_ code: DishCode) -> Dish? {
    dishIndexes[code].map { dishes[$0] }
  }

  /// The meal period of that code.
  public func mealPeriod(_ code: MealPeriodCode) -> MealPeriod? {
    periodIndexes[code].map { mealPeriods[$0] }
  }

  /// The meal period at that time of day, or nothing between meals.
  public func mealPeriod(at time: LocalTime) -> MealPeriod? {
    mealPeriods.first { $0.contains(minuteOfDay: time.minuteOfDay) }
  }

  /// What the plate with that chip costs and carries.
  ///
  /// What its chip says holds before everything else. A chip that should say something and cannot
  /// be believed leaves the plate without dish: what the books know may be of an earlier meal.
  /// Of the bindings that hold in this period, to a dish offered in it: the plate's own beats its
  /// class's, one for the period beats one for every period, a later one beats an earlier one. What
  /// the day's menu puts on a class beats the class's bindings, and where the day has a menu, a
  /// class's binding to a dish that is not on it is passed over. Without any, the class's fixed
  /// price holds. The dish comes with the prices that hold on that day.
  ///
  /// - Parameters:
  ///   - period: the meal period now, or nothing in a canteen without periods.
  ///   - day: the business day.
  public func offer(for tag: TagID, period: MealPeriod?, on day: CalendarDay) -> Offer {
    switch chipWords[tag] {
    case .dish(let offer): return .dish(offer.dish)
    case .unsound: return .plateWithoutDish
    case .unreadable: return plateEntries[tag] == nil ? .unknownTag : .plateWithoutDish
    case nil: break
    }
    guard let plate = plateEntries[tag] else { return .unknownTag }
    let classIndex = Int(plate.classIndex)
    return offer(plate.bound, classIndex: classIndex, period: period, on: day)
  }

  /// What a plate of that class costs and carries unless it is bound itself, by the same rules;
  /// nothing if there is no such class.
  public func offer(
    ofClass code: PlateClassCode, period: MealPeriod?, on day: CalendarDay
  ) -> Offer? {
    classIndexes[code].map {
      offer(BoundDishes.Span(), classIndex: $0, period: period, on: day)
    }
  }

  private func offer(
    _ own: BoundDishes.Span, classIndex: Int, period: MealPeriod?, on day: CalendarDay
  ) -> Offer {
    let periodIndex = period.flatMap { periodIndexes[$0.code] }
    let plateClass = plateClasses[classIndex]
    func isOffered(_ index: Int) -> Bool { dishes[index].isOffered(in: period?.code) }
    var found = bound.dishIndex(in: own, periodIndex: periodIndex, where: isOffered)
    if found == nil {
      found = plan.dish(onClass: plateClass.code, on: day, period?.code)
        .flatMap { dishIndexes[$0] }.flatMap { isOffered($0) ? $0 : nil }
    }
    if found == nil {
      let planned = plan.plan(on: day, period?.code)
      found = bound.dishIndex(in: classBounds[classIndex], periodIndex: periodIndex) { index in
        isOffered(index) && planned?.contains { $0.dish == dishes[index].code } ?? true
      }
    }
    if let found { return .dish(priced(dishes[found], in: period?.code, on: day)) }
    return plateClass.fixedPrice == nil ? .plateWithoutDish : .classPrice(plateClass)
  }
}

extension Catalogue {
  /// The plates, by tag; made anew at every call.
  public var plates: [Plate] {
    plateEntries.map { Plate(tag: $0, plateClass: plateClasses[Int($1.classIndex)].code) }
      .sorted { $0.tag < $1.tag }
  }

  /// The bindings, in order; made anew at every call.
  public var bindings: [Binding] {
    let ofClasses = zip(plateClasses, classBounds).flatMap { plateClass, span in
      bindings(of: .plateClass(plateClass.code), in: span)
    }
    let ofPlates = plateEntries.filter { $1.bound.count > 0 }.flatMap { tag, entry in
      bindings(of: .plate(tag), in: entry.bound)
    }
    return ofClasses + ofPlates.sorted()
  }

  /// The contents as plain sorted arrays; `Catalogue(validating:)` makes an equal catalogue of it.
  public var parts: CatalogueParts {
    CatalogueParts(
      currency: currency, dinerGroups: dinerGroups, mealPeriods: mealPeriods,
      plateClasses: plateClasses, dishes: dishes, plates: plates, bindings: bindings,
      menu: plan.entries, soldOut: plan.soldOut.sorted(), dayPrices: plan.allDayPrices)
  }

  private func bindings(of target: BindingTarget, in span: BoundDishes.Span) -> [Binding] {
    bound[span].map { entry in
      Binding(
        target, to: dishes[Int(entry.dishIndex)].code,
        mealPeriod: entry.periodIndex < 0 ? nil : mealPeriods[Int(entry.periodIndex)].code,
        boundAt: entry.boundAtMilliseconds == .min
          ? nil : WallTime(milliseconds: entry.boundAtMilliseconds))
    }
  }
}
