public import Ledger
public import Primitives
public import TagReads

/// Everything a lane is told, one thing at a time and in the order in which it happened.
public enum LaneInput: Equatable, Sendable {
  /// A round of the tray antenna; rounds while that reader is not working are ignored.
  case trayRound(InventoryRound)
  /// A round of the separate card reader; rounds while that reader is not working are ignored.
  case cardRound(InventoryRound)
  /// How the tray reader stands, on change.
  case trayReader(LaneReaderState)
  /// How the separate card reader stands, on change; a lane whose cards lie on the tray antenna
  /// never gets it.
  case cardReader(LaneReaderState)
  /// The answer to `LaneAction.identify`.
  case identified(TagID, CardStanding)
  /// The answer to `LaneAction.identify` if the books could not be asked now; the reason is for
  /// staff.
  case lookupFailed(TagID, String)
  /// The answer to `LaneAction.pay`, by the request's id; any other id is ignored.
  case paymentFinished(IntentID, PaymentResult)
  /// `Lane.nextWake` has come.
  case wake
  /// An operator closes the lane; the reason is for staff.
  case close(reason: String)
  /// An operator opens the lane again; it does not open a lane whose books have stopped.
  case reopen
  /// The books can no longer be written or trusted: the lane stays closed until the station has
  /// been started again.
  case booksStopped(String)
}

/// How one of a lane's readers stands.
public enum LaneReaderState: Equatable, Sendable {
  /// Not opened yet since the station started.
  case starting
  /// Open and giving rounds.
  case working
  /// Gone; it is being looked for. The reason is for staff.
  case lost(String)
  /// There, but somebody must do something to it; the instruction is for staff.
  case attention(String)
}

/// What became of a payment.
public enum PaymentResult: Equatable, Sendable {
  /// The books gave their answer, durably.
  case answered(IntentOutcome)
  /// The books could not take it now, and for certain nothing was written: a new tap may pay. The
  /// reason is for staff.
  case notWritten(String)
  /// The books failed, so nobody knows whether the money moved: the lane closes and guesses
  /// nothing. The reason is for staff.
  case unknown(String)
}
