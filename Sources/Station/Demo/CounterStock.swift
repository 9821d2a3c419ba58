internal import Kiosk
internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import ReaderEmulation
internal import TagReads

/// A card within the visitor's reach.
struct CounterCard: Sendable {
  /// What it is asked for by.
  let id: String
  /// What it is called.
  let name: DisplayMenu.Words
  /// What there is to know of it.
  let detail: String
  /// Its chip.
  let tag: TagID

  /// A plate that is in none of the canteen's lists.
  static let strangePlate = CounterState.Thing(
    id: "stranger", name: .init(zh: "陌生餐具", en: "Plate from elsewhere"))
}

/// What stands and lies at the virtual counter.
struct CounterStock: Sendable {
  private static let dishesMax = 14
  private static let platesPerDish = 8

  /// The dishes on the shelf.
  var dishes: [Dish] = []
  /// Plates by the codes of their dishes.
  var plates: [String: [TagID]] = [:]
  /// The visitor's cards.
  var cards: [CounterCard] = []

  /// Takes plates for the counter out of the canteen's, those with such chips.
  init(from canteen: DemoCanteen, _ technology: TagID.Technology) {
    for plate in canteen.plates.reversed() where plate.technology == technology {
      guard let dish = canteen.dish(on: plate) else { continue }
      let code = dish.code.rawValue
      if plates[code] == nil {
        guard dishes.count < Self.dishesMax else { continue }
        dishes.append(dish)
      }
      if plates[code, default: []].count < Self.platesPerDish {
        plates[code, default: []].append(plate)
      }
    }
    dishes.sort { $0.code < $1.code }
    var generator = SeededGenerator(seed: 0xC0C0)
    plates[CounterCard.strangePlate.id] = (0..<2).map { _ in
      canteen.stranger(technology, using: &generator).id
    }
    cards = Self.cards
  }

  /// Every plate of it that the canteen knows.
  var taken: Set<TagID> { Set(plates.values.joined()) }

  private static var cards: [CounterCard] {
    [
      ("V-RICH", "有余额的卡", "Card with money", "¥100.00", 0xE004_0350_C000_0001),
      ("V-POOR", "余额不足的卡", "Card with little money", "¥0.50", 0xE004_0350_C000_0002),
      ("V-LOST", "已挂失的卡", "Card reported lost", "", 0xE004_0350_C000_0003),
      ("V-NONE", "未登记的卡", "Card of another canteen", "", 0xE004_0350_C000_0004),
    ].compactMap { id, zh, en, detail, number in
      TagID(iso15693: number).map {
        CounterCard(id: id, name: .init(zh: zh, en: en), detail: detail, tag: $0)
      }
    }
  }

  /// Opens the accounts behind the cards; done again it changes nothing.
  func openAccounts(with clerk: BooksClerk) {
    let deposits: [Int64?] = [10_000, 50, 0]
    for (place, (card, deposit)) in zip(cards, deposits).enumerated() {
      ask(clerk, .openAccount(number: card.id, group: "", name: nil, floor: 0))
      ask(clerk, .addCard(number: card.id, tag: card.tag.description))
      if let deposit, deposit > 0 {
        ask(
          clerk,
          .topUp(
            intent: UniqueID(high: 0xC0C0, low: UInt64(place)), number: card.id, amount: deposit,
            tender: "cash", note: "demo"))
      }
    }
    if cards.indices.contains(2) {
      ask(clerk, .account(.allCards(number: cards[2].id, isLost: true)))
    }
  }

  /// What is there already is refused, and that is well.
  private func ask(_ clerk: BooksClerk, _ request: DeskRequest) {
    _ = clerk.perform(request) { _ in }
  }
}
