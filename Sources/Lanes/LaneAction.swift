public import Ledger
public import Primitives
public import TagReads

/// What a lane wants done, in this order.
public enum LaneAction: Equatable, Sendable {
  /// Put this on the diner display; given on change only.
  case show(LaneView)
  /// Look the tag up among the cards and answer with `LaneInput.identified` or `.lookupFailed`.
  case identify(TagID)
  /// Debit this and answer with `LaneInput.paymentFinished`; at most one is open at a time.
  case pay(PaymentRequest)
  /// Make this sound.
  case sound(LaneSound)
  /// Poll the lane's readers at this pace; given on change only, a new lane rests.
  case pace(LanePace)
  /// Something for the event log, the staff page and the statistics.
  case note(LaneNote)
}

/// A debit that a tap has asked for.
public struct PaymentRequest: Hashable, Sendable {
  /// What the books are asked for: always a sale. Its id was minted for this tap.
  public var intent: Intent

  /// The sale of the intent.
  public var order: SaleOrder

  /// The card that was tapped.
  public var card: TagID

  /// The plates that are paid by it, sorted.
  public var plates: [TagID]

  /// What the tray was judged by, as `TrayTrace` writes it; empty if it is not kept. It is no part
  /// of the intent: with or without it the sale is the same.
  public var evidence: [UInt8]

  /// The request's id, which is the intent's.
  public var id: IntentID { intent.id }

  /// Makes a request for a sale.
  public init(
    id: IntentID, at: WallTime, businessDay: CalendarDay, order: SaleOrder, card: TagID,
    plates: [TagID], evidence: [UInt8] = []
  ) {
    self.intent = Intent(
      id: id, at: at, businessDay: businessDay, by: "lane \(order.lane)", body: .sale(order))
    self.order = order
    self.card = card
    self.plates = plates
    self.evidence = evidence
  }
}

/// What a lane lets people hear.
public enum LaneSound: String, Sendable, Hashable, Codable, CaseIterable {
  /// Short and friendly: the money has moved, take your tray.
  case paid
  /// Distinct from `paid`: look at the display.
  case problem
  /// For the staff: somebody is needed at this lane.
  case attention
}

/// How fast a lane wants its readers polled.
public enum LanePace: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nobody is there.
  case resting
  /// A tray or a card is there: round after round.
  case busy
}
