import Lanes
import Menus
import Money

/// What a page needs to draw a lane's display: words and numbers ready to be shown, no tag and no
/// card.
struct DisplayState: Encodable, Equatable {
  /// A name in the display's two languages.
  struct Words: Encodable, Equatable {
    var zh: String
    var en: String

    init(_ name: LocalizedName) {
      zh = name.text(in: "zh")
      en = name.text(in: "en")
    }
  }

  /// A plate.
  struct Line: Encodable, Equatable {
    var name: Words
    var price: String
    var energy: Int?
    var allergens: [Words]
  }

  /// The wallets of the diner who has tapped.
  struct Wallets: Encodable, Equatable {
    var cash: String
    var subsidy: String
  }

  /// The last payment.
  struct Receipt: Encodable, Equatable {
    var number: String
    var total: String
    var left: Wallets
  }

  /// What is wrong.
  struct Problem: Encodable, Equatable {
    var code: String
    var words: Words
  }

  var state: String
  var count: Int
  var lines: [Line]
  var total: String
  var energy: Int?
  var isSupplementary: Bool
  var isCardWaiting: Bool
  var wantsAnotherTap: Bool
  var wallets: Wallets?
  var receipt: Receipt?
  var problem: Problem?

  init(_ view: LaneView, in currency: Currency) {
    state = view.state.rawValue
    count = view.tagCount
    lines = view.lines.map { line in
      Line(
        name: Words(line.names), price: currency.format(line.amount), energy: line.energyKilojoules,
        allergens: line.allergens.compactMap { Allergen(rawValue: $0).map { Words($0.names) } })
    }
    total = currency.format(view.total)
    energy = view.energyKilojoules
    isSupplementary = view.isSupplementary
    isCardWaiting = view.isCardWaiting
    wantsAnotherTap = view.wantsAnotherTap
    wallets = view.wallets.map { Wallets($0, in: currency) }
    receipt = view.receipt.map {
      Receipt(
        number: $0.number, total: currency.format($0.total), left: Wallets($0.left, in: currency))
    }
    problem = view.problem.map { Problem(code: $0.code.rawValue, words: Words($0.diner)) }
  }
}

extension DisplayState.Wallets {
  fileprivate init(_ wallets: LaneWallets, in currency: Currency) {
    cash = currency.format(wallets.cash)
    subsidy = currency.format(wallets.subsidy)
  }
}
