internal import Ledger
internal import Primitives
internal import ReaderEmulation
internal import TagReads

/// One diner of the demo: what is on the tray, what is in the purse, and how they behave.
struct DinerPlan: Sendable {
  /// How a diner ends the visit.
  enum Manner: String, Sendable, CaseIterable {
    case pays, looksAndLeaves
  }

  var account: AccountNumber
  var card: EmulatedTag
  /// The plates the tray comes with, each with its delay after the tray touches the counter.
  var plates: [(tag: EmulatedTag, after: Duration)]
  /// A dish put on the tray later, before paying.
  var latePlate: (tag: EmulatedTag, after: Duration)?
  /// A dish fetched after paying, for a second bill.
  var secondHelping: EmulatedTag?
  /// A tag no list of the canteen knows.
  var stranger: EmulatedTag?
  var manner: Manner
  /// True if the card comes before the tray.
  var tapsFirst: Bool
  var reaction: Duration
  var cardHeld: Duration
  var leavesAfter: Duration
  var gapToNext: Duration

  /// Every plate taken from the kitchen, put on the tray or not.
  var allPlates: [EmulatedTag] {
    plates.map(\.tag) + [latePlate?.tag, secondHelping].compactMap { $0 }
  }

  /// Draws the next diner; the plates come from the kitchen.
  static func draw(
    from canteen: DemoCanteen, diner: Int, plates: [EmulatedTag], hurry: Int,
    using generator: inout SeededGenerator
  ) -> DinerPlan {
    func time(_ range: ClosedRange<Int>) -> Duration {
      .milliseconds(generator.integer(range) / hurry)
    }
    var tray = plates.map { plate in
      (tag: plate, after: time(0...300))
    }
    tray[0].after = .zero
    let isLate = tray.count > 1 && generator.chance(0.06)
    let late = isLate ? tray.popLast() : nil
    let isHungry = tray.count > 2 && generator.chance(0.03)
    let second = isHungry ? tray.popLast() : nil
    let purse = canteen.purse(ofDiner: diner)
    return DinerPlan(
      account: purse.account, card: EmulatedTag(id: purse.card, readRate: 0.97),
      plates: tray,
      latePlate: late.map { ($0.tag, time(500...2200)) },
      secondHelping: second?.tag,
      stranger: generator.chance(0.03)
        ? canteen.stranger(plates[0].id.technology, using: &generator) : nil,
      manner: generator.chance(0.03) ? .looksAndLeaves : .pays,
      tapsFirst: generator.chance(0.15),
      reaction: time(700...2500),
      cardHeld: time(500...1200),
      leavesAfter: time(600...2000),
      gapToNext: time(0...1500))
  }
}
