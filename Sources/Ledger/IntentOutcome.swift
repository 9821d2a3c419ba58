public import Money
public import Primitives

/// The answer to an intent, the same at every retry.
public enum IntentOutcome: Hashable, Sendable {
  /// The money has moved, durably.
  case done(Receipt)
  /// No money has moved, and none ever will for this intent.
  case refused(Refusal)
}

/// What an intent did, as it was at that time.
public struct Receipt: Hashable, Sendable {
  /// The receipt's number: without gaps at each station.
  public var number: ReceiptNumber
  /// The intent, which is also the transfer's identity: an intent has at most one effect.
  public var intent: IntentID
  /// What kind of transfer it was.
  public var kind: TransferKind
  /// The account; nothing for what was sold over the counter.
  public var account: AccountNumber?
  /// When it was asked for.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// What the cash wallet gained; negative for what it paid.
  public var cashChange: Amount
  /// What the subsidy wallet gained; negative for what it paid.
  public var subsidyChange: Amount
  /// What the tickets gained, at their face value; negative for those used.
  public var ticketChange: Amount
  /// What was sold, or below zero given back; for other kinds what the wallets gained.
  public var total: Amount
  /// The cash wallet right after.
  public var cashAfter: Amount
  /// The subsidy wallet right after.
  public var subsidyAfter: Amount

  /// Makes a receipt.
  public init(
    number: ReceiptNumber, intent: IntentID, kind: TransferKind, account: AccountNumber?,
    at: WallTime, businessDay: CalendarDay, cashChange: Amount, subsidyChange: Amount,
    ticketChange: Amount = .zero, total: Amount? = nil, cashAfter: Amount, subsidyAfter: Amount
  ) {
    self.number = number
    self.intent = intent
    self.kind = kind
    self.account = account
    self.at = at
    self.businessDay = businessDay
    self.cashChange = cashChange
    self.subsidyChange = subsidyChange
    self.ticketChange = ticketChange
    self.total =
      total ?? Amount(minorUnits: cashChange.minorUnits &+ subsidyChange.minorUnits)
    self.cashAfter = cashAfter
    self.subsidyAfter = subsidyAfter
  }
}
