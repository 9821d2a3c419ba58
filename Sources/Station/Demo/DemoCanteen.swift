internal import Ledger
public import Menus
internal import Money
internal import Primitives
internal import ReaderEmulation
public import TagReads

/// The sample canteen with enough plates, diners and money for a demonstration.
///
/// Tags and diners are constructed; dishes and prices are those of the sample menu.
public struct DemoCanteen: Sendable {
  /// What a diner of the demo brings to the counter.
  struct Purse: Sendable {
    var account: AccountNumber
    var card: TagID
    var group: DinerGroupCode
    var cash: Amount
    var subsidy: Amount

    /// The money as the books take it in.
    var deposits: [Intent.Body] {
      var bodies = [Intent.Body.topUp(account: account, amount: cash, tender: .cash, note: "")]
      if subsidy > .zero {
        bodies.append(.grant(account: account, amount: subsidy, expires: nil))
      }
      return bodies
    }
  }

  /// The menu with every plate bound to a dish, as the import would load it.
  public let parts: CatalogueParts

  /// Every plate's tag.
  public private(set) var plates: [TagID]

  /// How many diners have an account; later diners share them in turn.
  let dinerCount: Int

  private let dishOfPlate: [TagID: Int]
  private let accountIndex: [AccountNumber: Int]

  /// Fits the canteen out with plates and accounts on top of a menu that has dishes and classes.
  ///
  /// - Parameter epcPlateCount: how many plates there are besides, for readers at ultra-high
  ///   frequency.
  public init(
    menu: CatalogueParts, plateCount: Int, epcPlateCount: Int = 0, dinerCount: Int
  ) {
    var parts = menu
    let classes = parts.plateClasses.map(\.code).sorted()
    let dishes = parts.dishes
    var dishOfPlate: [TagID: Int] = [:]
    var plates: [TagID] = []
    parts.plates = []
    parts.bindings = []
    parts.menu = []
    parts.mealPeriods = [Self.openAllDay]
    for index in parts.dishes.indices { parts.dishes[index].mealPeriods = [] }
    let tags =
      (0..<plateCount).compactMap { TagID(iso15693: Self.plateNumber($0)) }
      + (0..<epcPlateCount).compactMap { Self.epc(Self.plateNumber($0)) }
    for (index, tag) in tags.enumerated() where !classes.isEmpty && !dishes.isEmpty {
      let dish = index % dishes.count
      plates.append(tag)
      dishOfPlate[tag] = dish
      parts.plates.append(Plate(tag: tag, plateClass: classes[index % classes.count]))
      parts.bindings.append(Binding(.plate(tag), to: dishes[dish].code))
    }
    self.parts = parts
    self.plates = plates
    self.dishOfPlate = dishOfPlate
    self.dinerCount = dinerCount
    accountIndex = Dictionary(
      uniqueKeysWithValues: (0..<dinerCount).map { (Self.accountNumber($0), $0) })
  }

  /// One period around the clock, so that the demonstration works at any hour.
  private static let openAllDay = MealPeriod(
    code: "all-day", names: LocalizedName(zh: "全天", en: "All day"), fromMinute: 0,
    toMinute: 1440)

  /// Spreads the plates' numbers, so that their low digits, which the readers sort tags by, differ.
  private static func plateNumber(_ index: Int) -> UInt64 {
    0xE004_0150_0000_0000 | (UInt64(index + 1) &* 2_654_435_761) & 0xFFFF_FFFF
  }

  /// A 96-bit EPC with a plate's number in its low half.
  private static func epc(_ number: UInt64) -> TagID? {
    let low = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    return TagID(.epc, [0x30, 0x39, 0x60, 0x63] + low)
  }

  private static func accountNumber(_ index: Int) -> AccountNumber {
    let digits = String(index + 1)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
    guard let number = AccountNumber("D" + zeros + digits) else {
      preconditionFailure("a letter and digits make an account number")
    }
    return number
  }

  /// What the n-th diner brings: every account has its card, group and money.
  func purse(ofDiner diner: Int) -> Purse {
    let index = diner % dinerCount
    var generator = SeededGenerator(seed: UInt64(index) &* 0x5851_F42D_4C95_7F2D)
    let groups = parts.dinerGroups.map(\.code).sorted()
    let group = groups.isEmpty ? "" : groups[generator.integer(0...groups.count - 1)]
    let isPoor = generator.chance(0.04)
    let cash = isPoor ? 50 : Int64(generator.integer(100_000...600_000))
    let subsidy = isPoor || generator.chance(0.5) ? 0 : Int64(generator.integer(500...8_000))
    return Purse(
      account: Self.accountNumber(index), card: Self.card(index), group: group,
      cash: Amount(minorUnits: cash), subsidy: Amount(minorUnits: subsidy))
  }

  private static func card(_ index: Int) -> TagID {
    let number = 0xE004_0350_0000_0000 | (UInt64(index + 1) &* 2_246_822_519) & 0xFFFF_FFFF
    guard let tag = TagID(iso15693: number) else { preconditionFailure("the prefix is E0") }
    return tag
  }

  /// What is on a plate.
  func dish(on plate: TagID) -> Dish? { dishOfPlate[plate].map { parts.dishes[$0] } }

  /// The canteen without plates that somebody else has.
  func without(_ taken: Set<TagID>) -> DemoCanteen {
    var rest = self
    rest.plates.removeAll { taken.contains($0) }
    return rest
  }

  /// A tag that is in none of the canteen's lists.
  func stranger(
    _ technology: TagID.Technology, using generator: inout SeededGenerator
  ) -> EmulatedTag {
    let number = 0xE007_8050_0000_0000 | (generator.next() & 0xFFFF_FFFF)
    let made = technology == .epc ? Self.epc(number) : TagID(iso15693: number)
    guard let tag = made else { preconditionFailure("the prefix is E0") }
    return EmulatedTag(id: tag, readRate: 0.97)
  }

  /// What the plate costs the holder of an account.
  func price(of plate: TagID, forAccount account: AccountNumber) -> Amount? {
    guard let dish = dishOfPlate[plate], let index = accountIndex[account] else { return nil }
    return parts.dishes[dish].prices.price(for: purse(ofDiner: index).group)
  }

  /// True if a bill adds up and asks one and the same person's prices for its plates: everybody's,
  /// or those of the account's holder.
  func asks(_ bill: DisplayedBill, of account: AccountNumber?) -> Bool {
    let isEverybodys = bill.prices.allSatisfy { plate, amount in
      dishOfPlate[plate].map { parts.dishes[$0].prices.standard } == amount
    }
    let isOwn = account.map { account in
      bill.prices.allSatisfy { price(of: $0.key, forAccount: account) == $0.value }
    }
    return bill.addsUp && (isEverybodys || isOwn ?? false)
  }
}
