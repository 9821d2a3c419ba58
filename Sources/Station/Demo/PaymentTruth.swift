public import Ledger
public import Money
public import Primitives
public import TagReads

/// What a payment should have been, taken from the antenna when the station asked for the money.
public struct PaymentTruth: Equatable, Sendable {
  /// The intent the station minted.
  public var intent: UniqueID
  /// The account whose card was held to the reader.
  public var account: AccountNumber
  /// Plates that have lain there for a while and have not been paid: all must be on the bill.
  public var due: [TagID]
  /// Plates put there or taken away while the payment was going on: they may be on the bill.
  public var inMotion: [TagID]
  /// The price of each plate for this diner.
  public var prices: [TagID: Amount]
  /// True if something lay there that no list knows: then nothing may be paid.
  public var hasStranger: Bool
}

/// How one diner's visit went, as the diner saw it.
public struct DinerStay: Equatable, Sendable {
  /// How it ended.
  public enum End: String, Sendable, CaseIterable {
    case paid, leftWithoutPaying, turnedAway
  }

  /// How it ended.
  public var end: End
  /// The plates brought.
  public var plates: Int
  /// From the tray at rest to the right bill; nothing if there never was one.
  public var trayToBill: Duration?
  /// From tap and tray at rest to "paid"; nothing if it was not paid.
  public var tapToPaid: Duration?
  /// True if a first tap for the tray that was paid had come to nothing.
  public var hasTappedTwice: Bool
  /// The problems shown, each once, in order.
  public var problems: [String]
  /// The problems that turned a tap away or ended the visit, each once, in order.
  public var refusals: [String]
}
