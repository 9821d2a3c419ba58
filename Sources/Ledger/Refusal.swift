/// Why an intent moved no money; the raw value is the published code.
public enum Refusal: String, Error, Hashable, Sendable, CaseIterable {
  /// The account cannot pay this without going below its floor.
  case insufficientBalance
  /// The sale would leave less than the diner's group must keep.
  case minimumBalance
  /// The sale is larger than one sale of the diner's group may be.
  case transactionLimit
  /// The diner's group may not buy that much in one meal.
  case mealAmountLimit
  /// The diner's group may not buy that often in one meal.
  case mealCountLimit
  /// The diner's group may not buy that much in one day.
  case dayAmountLimit
  /// The diner's group may not buy that often in one day.
  case dayCountLimit
  /// The account has not as many tickets of that kind that are still good.
  case noTicket
  /// Fewer tickets cover the sale.
  case ticketNotNeeded
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
  /// A reversal or refund cannot be reversed: ask for the act anew.
  case notReversible
  /// Only a sale or a charge can be given back line by line.
  case notRefundable
  /// The receipt has no line of this number.
  case unknownLine
  /// A line has been given back already; what is left of the receipt can be refunded.
  case alreadyRefunded
  /// The receipt is of another business day: correct it instead.
  case notSameDay
  /// A sale paid with tickets is given back as a whole, for a ticket cannot be divided.
  case ticketNotDivisible
  /// Another top-up bears this bank reference.
  case referenceUsed
  /// The last day of what is to expire has not passed.
  case notExpired
  /// Nothing is left to expire.
  case nothingLeft
  /// The intent contradicts itself: a sum that is not the sum of its lines, an amount of zero or
  /// beyond the bounds, the same plate twice, a text too long.
  case malformed
  /// The intent's id was used before for something else; this answer is not recorded.
  case sameIntentOtherBody
}
