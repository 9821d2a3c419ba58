public import Money
import Primitives

/// What one purse holds, or what a transfer changes in it.
public struct PurseAmount: Hashable, Sendable {
  /// The purse.
  public var purse: Purse
  /// What it holds or gains.
  public var amount: Amount

  /// Makes an amount of a purse.
  public init(_ purse: Purse, _ amount: Amount) {
    self.purse = purse
    self.amount = amount
  }
}

/// The purses of an account that hold something, in the order in which they are used.
public struct Purses: Hashable, Sendable {
  /// The purses with what they hold: sorted, none of them empty.
  public private(set) var contents: [PurseAmount] = []

  /// No purse.
  public init() {}

  /// Gathers purses; amounts of the same purse add up.
  public init(_ contents: some Sequence<PurseAmount>) {
    for content in contents { add(content.amount.minorUnits, to: content.purse) }
  }

  /// What a purse holds.
  public subscript(purse: Purse) -> Amount {
    contents.first { $0.purse == purse }?.amount ?? .zero
  }

  /// Puts in, or, below zero, takes out.
  public mutating func add(_ minorUnits: Int64, to purse: Purse) {
    guard minorUnits != 0 else { return }
    let place = contents.firstIndex { $0.purse >= purse } ?? contents.endIndex
    guard place < contents.endIndex, contents[place].purse == purse else {
      return contents.insert(PurseAmount(purse, Amount(minorUnits: minorUnits)), at: place)
    }
    contents[place].amount.minorUnits &+= minorUnits
    if contents[place].amount == .zero { contents.remove(at: place) }
  }

  /// What all purses of a wallet hold together.
  public func total(of wallet: WalletKind) -> Amount {
    Amount(
      minorUnits: contents.lazy.filter { $0.purse.wallet == wallet }.reduce(0) {
        $0 &+ $1.amount.minorUnits
      })
  }

  /// The purses of a wallet that can be used on a business day, in the order of use.
  func usable(_ wallet: WalletKind, on day: CalendarDay) -> [PurseAmount] {
    contents.filter { $0.purse.wallet == wallet && !$0.purse.isExpired(on: day) }
  }

  /// True if a purse holds less than nothing.
  var isOverdrawn: Bool { contents.contains { $0.amount.isNegative } }
}
