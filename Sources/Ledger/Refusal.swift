/// Why an intent moved no money; the raw value is the published code.
public enum Refusal: String, Error, Hashable, Sendable, CaseIterable {
  /// The account cannot pay this without going below its floor.
  case insufficientBalance
  /// A limit of the diner's group is reached.
  case limitReached
  /// No account has this number.
  case unknownAccount
  /// The account is blocked: it pays nothing until it is unblocked.
  case blockedAccount
  /// The account is not valid yet, or not any more.
  case accountNotValid
  /// The account is closed for good.
  case accountClosed
  /// The card is bound to no account, or to another than the one to be debited.
  case unknownCard
  /// The card is blocked.
  case blockedCard
  /// The card was reported lost.
  case lostCard
  /// A plate of the sale has been paid in this visit already.
  case alreadyPaidPlate
  /// No receipt of this station has this number.
  case unknownReceipt
  /// The receipt belongs to another account than the one to be corrected.
  case receiptOfAnotherAccount
  /// The receipt has been reversed already.
  case alreadyReversed
  /// A reversal cannot be reversed: ask for the act anew.
  case notReversible
  /// The intent contradicts itself: a sum that is not the sum of its lines, an amount of zero or
  /// beyond the bounds, the same plate twice, a text too long.
  case malformed
  /// The intent's id was used before for something else; this answer is not recorded.
  case sameIntentOtherBody
}
