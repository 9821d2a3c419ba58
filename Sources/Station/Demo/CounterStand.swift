internal import Kiosk
internal import Menus
internal import Money
internal import Primitives
internal import ReaderEmulation
internal import Synchronization
internal import TagReads

/// The virtual counter of the demonstration: the plates, tray and cards of a visitor at a lane of
/// their own, on its emulated antennas.
///
/// A plate that comes back from a tray is bound again at once, as one that was washed and filled;
/// so there are always plates that can be sold.
final class CounterStand: CounterDesk {
  /// The most plates that a tray has room for.
  static let trayPlatesMax = 30

  private struct Hand {
    var clean: [String: [TagID]] = [:]
    var tray: [(plate: TagID, dish: Dish?)] = []
    var cardsOn: Set<TagID> = []
    var isTrayOn = false
    var isPlugged = true
  }

  let lane: Int
  private let dishes: [Dish]
  private let cards: [CounterCard]
  private let currency: Currency
  private let antennas: (tray: AntennaField, card: AntennaField)
  private let plug: @Sendable (Bool) -> Void
  private let fill: @Sendable (TagID, Dish) async -> Void
  private let hand: Mutex<Hand>

  /// Sets the counter up.
  ///
  /// - Parameters:
  ///   - plug: pulls the tray reader's plug, or puts it back.
  ///   - fill: puts a dish on a plate that was used.
  init(
    lane: Int, stock: CounterStock, currency: Currency,
    antennas: (tray: AntennaField, card: AntennaField), plug: @escaping @Sendable (Bool) -> Void,
    fill: @escaping @Sendable (TagID, Dish) async -> Void
  ) {
    self.lane = lane
    dishes = stock.dishes
    cards = stock.cards
    self.currency = currency
    self.antennas = antennas
    self.plug = plug
    self.fill = fill
    hand = Mutex(Hand(clean: stock.plates))
  }

  func state() async -> CounterState { hand.withLock { shown($0) } }

  func perform(_ act: CounterAct) async throws -> CounterState {
    switch act {
    case .take(let id): try take(id)
    case .putAway(let id): await putAway([try plate(id)])
    case .tray(let isOn): lay(isOn)
    case .card(let id, let isOn): try hold(id, isOn)
    case .reader(let isPlugged): setPlug(isPlugged)
    case .clear: await clear()
    }
    return await state()
  }

  private func shown(_ hand: Hand) -> CounterState {
    var state = CounterState()
    state.shelf = dishes.map { dish in
      CounterState.Thing(
        id: dish.code.rawValue, name: .init(zh: dish.names.zh, en: dish.names.en),
        detail: currency.format(dish.prices.standard))
    }
    state.shelf.append(CounterCard.strangePlate)
    state.tray = hand.tray.map { plate, dish in
      CounterState.Thing(
        id: plate.description,
        name: dish.map { .init(zh: $0.names.zh, en: $0.names.en) }
          ?? CounterCard.strangePlate.name)
    }
    state.cards = cards.map { card in
      CounterState.Thing(
        id: card.id, name: card.name, detail: card.detail, isOn: hand.cardsOn.contains(card.tag))
    }
    state.isTrayOn = hand.isTrayOn
    state.isPlugged = hand.isPlugged
    return state
  }
}

// What the hand does.
extension CounterStand {
  private func take(_ id: String) throws {
    try hand.withLock { hand in
      guard hand.tray.count < Self.trayPlatesMax else {
        throw ConsoleRefusal("The tray is full. 餐盘已满。")
      }
      let dish = dishes.first { $0.code.rawValue == id }
      guard dish != nil || id == CounterCard.strangePlate.id else {
        throw ConsoleRefusal("There is no such dish. 没有这道菜。")
      }
      guard let plate = hand.clean[id]?.first else {
        throw ConsoleRefusal("The shelf has no more of it: put one back. 已取完，请先放回。")
      }
      hand.clean[id]?.removeFirst()
      hand.tray.append((plate, dish))
      if hand.isTrayOn { antennas.tray.place([EmulatedTag(id: plate, readRate: 0.99)]) }
    }
  }

  private func plate(_ id: String) throws -> TagID {
    guard let tag = hand.withLock({ $0.tray.first { $0.plate.description == id } })?.plate else {
      throw ConsoleRefusal("That plate is not on the tray. 餐盘上没有它。")
    }
    return tag
  }

  /// Plates leave the tray, are washed and filled, and stand on the shelf again.
  private func putAway(_ tags: [TagID]) async {
    let gone = hand.withLock { hand in
      let gone = hand.tray.filter { tags.contains($0.plate) }
      hand.tray.removeAll { tags.contains($0.plate) }
      return gone
    }
    antennas.tray.remove(tags)
    for (plate, dish) in gone {
      if let dish { await fill(plate, dish) }
      let id = dish?.code.rawValue ?? CounterCard.strangePlate.id
      hand.withLock { $0.clean[id, default: []].append(plate) }
    }
  }

  private func lay(_ isOn: Bool) {
    hand.withLock { hand in
      hand.isTrayOn = isOn
      let tags = hand.tray.map { EmulatedTag(id: $0.plate, readRate: 0.99) }
      if isOn { antennas.tray.place(tags) } else { antennas.tray.remove(tags.map(\.id)) }
    }
  }

  private func hold(_ id: String, _ isOn: Bool) throws {
    guard let card = cards.first(where: { $0.id == id }) else {
      throw ConsoleRefusal("There is no such card. 没有这张卡。")
    }
    hand.withLock { hand in
      if isOn {
        // One hand, one card.
        antennas.card.remove(Array(hand.cardsOn))
        hand.cardsOn = [card.tag]
        antennas.card.place([EmulatedTag(id: card.tag, readRate: 1)])
      } else {
        hand.cardsOn.remove(card.tag)
        antennas.card.remove([card.tag])
      }
    }
  }

  private func setPlug(_ isPlugged: Bool) {
    hand.withLock { hand in
      guard hand.isPlugged != isPlugged else { return }
      hand.isPlugged = isPlugged
      plug(isPlugged)
    }
  }

  private func clear() async {
    lay(false)
    await putAway(hand.withLock { $0.tray.map(\.plate) })
    for card in cards { try? hold(card.id, false) }
  }
}
