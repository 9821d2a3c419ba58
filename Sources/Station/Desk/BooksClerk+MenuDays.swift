internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives

/// What staff do with the menu beyond its files.
extension BooksClerk {
  func answer(_ request: MenuRequest) throws -> DeskAnswer {
    switch request {
    case .undo(let check): try undoImport(isCheck: check)
    case .versions: .menu(.versions(try versions()))
    case .markSoldOut(let dish, let meal, let isSoldOut):
      try markSoldOut(dish, meal: meal, isSoldOut: isSoldOut)
    case .soldOut: .menu(.soldOut(soldOut(in: try store.catalogue())))
    case .setPrice(let wish): try setPrice(wish)
    case .exportWorkbook: .bytes(try MenuWorkbook(try store.catalogue()).file())
    case .exportOpenMensa(let wish): .file(try openMensa(wish))
    }
  }

  /// The business day at hand.
  var today: CalendarDay {
    time.local.businessDay(startingAtMinute: configuration.dayStartMinute)
  }

  private func versions() throws -> [MenuVersionAnswer] {
    let versions = try store.catalogueVersions()
    let next = versions.first { $0.undoneAt == nil }?.number
    let offset = time.utcOffsetSeconds
    return versions.map { version in
      let local = version.at.local(utcOffsetSeconds: offset)
      let isNext = version.number == next && version.isKept
      return MenuVersionAnswer(
        version: version.number, at: version.at.milliseconds,
        time: "\(local.day) \(Self.clock(local.minuteOfDay))", by: version.by,
        files: version.files, added: version.added, changed: version.changed,
        removed: version.removed, isNext: isNext, isKept: version.isKept,
        undoneBy: version.undoneBy)
    }
  }

  static func clock(_ minute: Int) -> String {
    [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  private func undoImport(isCheck: Bool) throws -> DeskAnswer {
    guard let version = try store.catalogueVersions().first(where: { $0.undoneAt == nil }) else {
      throw DeskRefusal("there is no import to undo")
    }
    guard let files = try store.filesBefore(version: version.number) else {
      throw DeskRefusal(
        "what was there before import \(version.number) is not kept any more: import the older "
          + "files again")
    }
    let former = try store.catalogue()
    var imported = try parsed(
      files, onto: former, accepting: CatalogueFileKind.allCases, allowingEmpty: true)
    if imported.kinds.contains(.plates) { try keepPlates(of: former, in: &imported) }
    var answer = Self.answer(imported.changes, isApplied: !isCheck)
    describe(imported, from: former, in: &answer)
    let time = time.wall
    if !isCheck {
      try store.replaceCatalogue(
        imported.catalogue, as: .undone(version: version.number, at: time, by: by))
    }
    return .changes(answer)
  }

  /// An undone import brings plates back and takes none away: those may have been enrolled since.
  private func keepPlates(of former: Catalogue, in imported: inout ImportedCatalogue) throws {
    var parts = imported.catalogue.parts
    let known = Set(parts.plates.map(\.tag))
    let classes = Set(parts.plateClasses.map(\.code))
    parts.plates += former.plates.filter {
      !known.contains($0.tag) && classes.contains($0.plateClass)
    }
    do throws(CatalogueFault) {
      imported.catalogue = try Catalogue(validating: parts)
    } catch {
      throw DeskRefusal(error.problems.map { "\($0)" })
    }
    imported.changes = CatalogueChanges(from: former, to: imported.catalogue)
  }

  private func markSoldOut(
    _ code: String, meal: String?, isSoldOut: Bool
  ) throws -> DeskAnswer {
    let former = try store.catalogue()
    let dish = try dish(code, in: former)
    let mark = SoldOut(day: today, dish: dish.code, mealPeriod: try period(meal, in: former))
    var parts = current(former.parts)
    parts.soldOut.removeAll { $0 == mark || (!isSoldOut && meal == nil && $0.dish == dish.code) }
    if isSoldOut { parts.soldOut.append(mark) }
    return .menu(.soldOut(soldOut(in: try put(parts, in: former))))
  }

  private func soldOut(in catalogue: Catalogue) -> SoldOutAnswer {
    let today = today
    let dishes = catalogue.parts.soldOut.filter { $0.day == today }.compactMap { mark in
      catalogue.dish(mark.dish).map { dish in
        SoldOutDish(
          dish: dish.code.rawValue, nameZh: dish.names.zh, nameEn: dish.names.en,
          meal: mark.mealPeriod?.rawValue)
      }
    }
    return SoldOutAnswer(date: today.description, dishes: dishes)
  }

  private func setPrice(_ wish: DayPriceWish) throws -> DeskAnswer {
    let former = try store.catalogue()
    let dish = try dish(wish.dish, in: former)
    let meal = try period(wish.meal, in: former)
    let day = try day(wish.date)
    guard day >= today else {
      throw DeskRefusal("\(day) has passed: give a price for today or a later day")
    }
    var parts = current(former.parts)
    parts.dayPrices.removeAll {
      $0.day == day && $0.dish == dish.code && $0.mealPeriod == meal
    }
    var said = "\(dish.code) on \(day): the menu's own price"
    if let amount = wish.amount {
      var prices = PriceList(standard: try price(amount))
      for (group, amount) in wish.byGroup { prices.byGroup[.init(group)] = try price(amount) }
      parts.dayPrices.append(
        DayPrice(day: day, dish: dish.code, mealPeriod: meal, prices: prices))
      let others = prices.byGroup.sorted { $0.key < $1.key }.map { ", \($0) \(plain($1))" }
      said = "\(dish.code) on \(day): \(plain(prices.standard))" + others.joined()
    }
    _ = try put(parts, in: former)
    return .menu(.said(said + (meal.map { ", for \($0)" } ?? "")))
  }

  private func price(_ text: String) throws -> Amount {
    guard let amount = configuration.currency.parse(text) else {
      let sample = plain(Amount(minorUnits: 1250))
      throw DeskRefusal("'\(text)' is not a price: write one such as \(sample)")
    }
    return amount
  }

  private func dish(_ text: String, in catalogue: Catalogue) throws -> Dish {
    guard let dish = catalogue.dish(DishCode(text)) else {
      throw DeskRefusal("there is no dish '\(text)': 'menu show' lists them")
    }
    return dish
  }

  func day(_ text: String?) throws -> CalendarDay {
    guard let text else { return today }
    guard let day = CalendarDay(text) else {
      throw DeskRefusal("'\(text)' is not a date: write one such as 2026-11-24")
    }
    return day
  }

  /// Without what was said of days that have passed.
  private func current(_ parts: CatalogueParts) -> CatalogueParts {
    let yesterday = CalendarDay(daysSince1970: today.daysSince1970 - 1)
    var parts = parts
    parts.soldOut.removeAll { $0.day < yesterday }
    parts.dayPrices.removeAll { $0.day < yesterday }
    return parts
  }

  private func put(_ parts: CatalogueParts, in former: Catalogue) throws -> Catalogue {
    let catalogue: Catalogue
    do throws(CatalogueFault) {
      catalogue = try Catalogue(validating: parts)
    } catch {
      throw DeskRefusal(error.problems.map { "\($0)" })
    }
    if catalogue != former { try store.replaceCatalogue(catalogue) }
    return catalogue
  }

  private func openMensa(_ wish: OpenMensaWish) throws -> String {
    guard (1...OpenMensaFeed.dayCountMax).contains(wish.dayCount) else {
      throw DeskRefusal("a feed covers 1 to \(OpenMensaFeed.dayCountMax) days")
    }
    let feed = OpenMensaFeed(
      canteenName: wish.canteen ?? configuration.station, language: wish.language,
      dayStartMinute: configuration.dayStartMinute)
    return feed.xml(of: try store.catalogue(), from: try day(wish.from), dayCount: wish.dayCount)
  }
}
