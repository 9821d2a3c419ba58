import Billing
import Menus
import Money
import Primitives
import TagReads
import Testing
import Trays

@Suite struct BillingDeskTests {
  private static let day = CalendarDay(daysSince1970: 20_000)
  private static let lunch = LocalTime(day: day, minuteOfDay: 12 * 60)
  private static let breakfast = LocalTime(day: day, minuteOfDay: 7 * 60)
  private static let afternoon = LocalTime(day: day, minuteOfDay: 15 * 60)

  private func catalogue(_ edit: (inout CatalogueParts) -> Void = { _ in }) throws -> Catalogue {
    var parts = BillingCanteen.parts
    edit(&parts)
    return try Catalogue(validating: parts)
  }

  private func bill(
    _ numbers: [Int], paid: Set<Int> = [], group: DinerGroupCode? = nil,
    at time: LocalTime = lunch, edit: (inout CatalogueParts) -> Void = { _ in }
  ) throws -> Bill {
    BillingDesk.bill(
      reading: BillingCanteen.reading(numbers), excluding: Set(paid.map(BillingCanteen.tag)),
      catalogue: try catalogue(edit), group: group, at: time)
  }

  private func drawn(_ bill: Bill) -> [String] {
    bill.lines.map { line in
      let dish = line.dish?.rawValue ?? "-"
      return "\(line.tag.bytes.last ?? 0) \(dish) \(Currency.cny.plain(line.amount))"
    }
  }

  @Test func `a tray is billed plate by plate in the order of its tags`() throws {
    let bill = try bill([3, 1, 2])
    #expect(drawn(bill) == ["1 rice 1.00", "2 - 4.00", "3 pork 14.00"])
    #expect(bill.total == Amount(minorUnits: 1900))
    #expect(bill.faults == [] && bill.isPayable)
    #expect(bill.mealPeriod == "lunch")
    #expect(bill.energyKilojoules == 730 + 2140)
  }

  @Test func `a plate that is known by its broken chip alone has no dish`() throws {
    var catalogue = try catalogue()
    let (torn, unreadable) = (BillingCanteen.tag(98), BillingCanteen.tag(99))
    catalogue.chipWords = [torn: .unsound, unreadable: .unreadable]
    let bill = BillingDesk.bill(
      reading: BillingCanteen.reading([1, 98, 99]), catalogue: catalogue, group: nil,
      at: Self.lunch)
    #expect(drawn(bill) == ["1 rice 1.00"])
    #expect(bill.faults == [.plateWithoutDish(torn), .unknownTag(unreadable)])
  }

  @Test(
    arguments: [
      (nil, ["1 rice 1.00", "2 - 4.00", "3 pork 14.00"]),
      ("student", ["1 rice 0.50", "2 - 4.00", "3 pork 14.00"]),
      ("staff", ["1 rice 1.00", "2 - 4.00", "3 pork 12.00"]),
      ("nobody", ["1 rice 1.00", "2 - 4.00", "3 pork 14.00"]),
    ] as [(DinerGroupCode?, [String])])
  func `the group's price, else the dish's, else the class's`(
    group: DinerGroupCode?, lines: [String]
  ) throws {
    let bill = try bill([1, 2, 3], group: group)
    #expect(drawn(bill) == lines)
    #expect(bill.group == group)
  }

  @Test func `a line carries what a diner and an accountant ask for`() throws {
    let line = try #require(try bill([3]).lines.first)
    #expect(line.names == LocalizedName(zh: "红烧肉", en: "Braised pork"))
    #expect(line.plateClass == "red")
    #expect(line.vatRateBasisPoints == 600)
    #expect(line.vat == Amount(minorUnits: 79))  // 1400 * 6 / 106 = 79.2
    #expect(line.allergens == ["soybeans"])
    let fixed = try #require(try bill([2]).lines.first)
    #expect(fixed.names.en == "Blue plate" && fixed.dish == nil && fixed.energyKilojoules == nil)
    #expect(fixed.vat == Amount(minorUnits: 46))  // 400 * 13 / 113 = 46.02
  }

  @Test func `two plates of one dish are two lines`() throws {
    let bill = try bill([1, 6])
    #expect(drawn(bill) == ["1 rice 1.00", "6 rice 1.00"])
    #expect(bill.total == Amount(minorUnits: 200))
  }

  @Test func `the same plate says something else at another meal`() throws {
    #expect(drawn(try bill([4], at: Self.breakfast)) == ["4 congee 2.00"])
    #expect(drawn(try bill([4], at: Self.lunch)) == ["4 pork 14.00"])
  }

  @Test func `unknown tags and plates without a dish are faults beside the lines`() throws {
    let bill = try bill([1, 5, 99])
    #expect(drawn(bill) == ["1 rice 1.00"])
    #expect(
      bill.faults == [
        .plateWithoutDish(BillingCanteen.tag(5)), .unknownTag(BillingCanteen.tag(99)),
      ])
    #expect(!bill.isPayable)
  }

  @Test func `between meals nothing is priced`() throws {
    let bill = try bill([1, 99], group: "staff", at: Self.afternoon)
    #expect(bill == Bill(faults: [.outsideMealPeriod], group: "staff"))
    #expect(!bill.isPayable)
  }

  @Test func `a canteen without meal periods sells at any time`() throws {
    let bill = try bill([1, 2], at: Self.afternoon) { parts in
      parts.mealPeriods = []
      parts.bindings.removeAll { $0.mealPeriod != nil }
      for index in parts.dishes.indices { parts.dishes[index].mealPeriods = [] }
    }
    #expect(drawn(bill) == ["1 rice 1.00", "2 - 4.00"])
    #expect(bill.mealPeriod == nil && bill.isPayable)
  }

  @Test func `a supplementary bill has the new plates only`() throws {
    let bill = try bill([1, 2, 3, 99], paid: [1, 3, 99, 50])
    #expect(drawn(bill) == ["2 - 4.00"])
    #expect(bill.total == Amount(minorUnits: 400))
    #expect(bill.faults == [])
    let nothing = try self.bill([1, 2], paid: [1, 2])
    #expect(nothing.lines.isEmpty && nothing.total == .zero && !nothing.isPayable)
  }

  @Test func `an empty tray is an empty bill`() throws {
    let bill = try bill([])
    #expect(bill == Bill(mealPeriod: "lunch"))
    #expect(!bill.isPayable && bill.energyKilojoules == nil)
  }

  @Test func `a tag named twice is billed once`() throws {
    #expect(drawn(try bill([1, 1])) == ["1 rice 1.00"])
  }

  @Test func `a free dish is a line and can be taken`() throws {
    let bill = try bill([1]) { $0.dishes[0].prices = PriceList(standard: .zero) }
    #expect(drawn(bill).count == 1 && bill.total == .zero && bill.isPayable)
  }

  @Test(arguments: 1...200)
  func `a bill is the sum of its lines and accounts for every plate`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let catalogue = try catalogue { parts in
      for index in parts.dishes.indices {
        parts.dishes[index].prices.standard = Amount(
          minorUnits: Int64(random.integer(0...1_000_000_000_000)))
        parts.dishes[index].vatRateBasisPoints = random.integer(0...10_000)
      }
    }
    let tags = Set((0..<random.integer(0...30)).map { _ in random.integer(1...12) })
    let paid = Set(tags.filter { _ in random.chance(0.3) }.map(BillingCanteen.tag))
    let time = LocalTime(day: Self.day, minuteOfDay: random.integer(0...1439))
    let bill = BillingDesk.bill(
      reading: BillingCanteen.reading(Array(tags)), excluding: paid, catalogue: catalogue,
      group: ["student", "staff", nil][random.integer(0...2)], at: time)
    #expect(bill.total.minorUnits == bill.lines.reduce(0) { $0 + $1.amount.minorUnits })
    #expect(bill.vat.minorUnits == bill.lines.reduce(0) { $0 + $1.vat.minorUnits })
    #expect(bill.lines.allSatisfy { $0.amount >= .zero && $0.vat >= .zero && $0.vat <= $0.amount })
    #expect(bill.lines.map(\.tag) == bill.lines.map(\.tag).sorted())
    let unpaid = tags.map(BillingCanteen.tag).filter { !paid.contains($0) }
    let accounted = bill.lines.count + bill.faults.count
    #expect(bill.faults == [.outsideMealPeriod] ? bill.lines.isEmpty : accounted == unpaid.count)
  }
}
