public import Money
public import Trays

/// How a lane behaves towards diners; the tray engine has settings of its own.
public struct LaneSettings: Sendable, Hashable {
  /// - number (number, 1, 1...16): the lane's number, which sales carry.
  public var number: Int

  /// - language (ISO 639 code, zh, zh|en): the language of the dish names that sales carry.
  public var language = "zh"

  /// - vat (included | excluded, included): whether the menu's prices include VAT.
  public var vat = VATMode.included

  /// - hasCardReader (boolean, true): cards are read by a reader of their own; otherwise they lie
  ///   on the tray antenna. Either way a card on the tray antenna counts.
  public var hasCardReader = true

  /// - platesMax (plates, 30, 1...64): more tags than this are taken for two trays.
  public var platesMax = 30

  /// - cardHold (duration, 8 s, 0...60 s): how long a tap counts that came before the bill; then
  ///   the diner has to tap again. So long a card that has just paid opens no next payment either,
  ///   unless a tray is there.
  public var cardHold: Duration = .seconds(8)

  /// - payerPause (duration, 2 s, 0...): how long after a payment the same card pays for no other
  ///   tray, for it may still hover over the reader when the next tray comes.
  public var payerPause: Duration = .seconds(2)

  /// - cardGoneRounds (rounds, 3, 1...16): complete rounds without a card before it can be gone.
  public var cardGoneRounds = 3

  /// - cardGoneTime (duration, 400 ms, 0...): time without a card at the card reader after which it
  ///   is gone, and the next read is another tap.
  public var cardGoneTime: Duration = .milliseconds(400)

  /// - cardOnTrayGoneTime (duration, 1.2 s, 0...): the same for a card on the tray antenna, where
  ///   plates and food make reads rarer.
  public var cardOnTrayGoneTime: Duration = .milliseconds(1200)

  /// - cardOnTrayDelay (duration, 1.5 s, 0...): how long a changed bill is shown before a card that
  ///   still lies on the tray pays it; at a card reader the diner taps again instead.
  public var cardOnTrayDelay: Duration = .milliseconds(1500)

  /// - identifyRetry (duration, 2 s, above 0...): time after which an unanswered look-up is
  ///   repeated.
  public var identifyRetry: Duration = .seconds(2)

  /// - strangerRetry (duration, 10 s, above 0...): time after which a tag that was no card is
  ///   looked up again while it lies there: it may have become one.
  public var strangerRetry: Duration = .seconds(10)

  /// - problemHold (duration, 4 s, 0...): the least time a problem with a card is shown, even if
  ///   the card is gone at once; a new tap ends it earlier.
  public var problemHold: Duration = .seconds(4)

  /// - clearingHold (duration, 1.5 s, 0...): how long the receipt stays when the tray has gone,
  ///   unless the next one comes.
  public var clearingHold: Duration = .milliseconds(1500)

  /// - lookTimeMax (duration, 10 s, above 0...): time after which a last look that the tray engine
  ///   did not answer is given up; longer than the engine's own limit for thirty plates.
  public var lookTimeMax: Duration = .seconds(10)

  /// - soundPause (duration, 2 s, 0...): a problem that comes back within this time is not heard
  ///   again.
  public var soundPause: Duration = .seconds(2)

  /// - repricingTime (duration, 1 s, above 0...): how often a bill on display is priced anew, for
  ///   the clock, the menu and the bindings go on meanwhile.
  public var repricingTime: Duration = .seconds(1)

  /// - keepsEvidence (boolean, true): a payment carries what its tray was judged by.
  public var keepsEvidence = true

  /// How the tray engine judges.
  public var tray = TraySettings()

  /// The documented defaults for a lane of that number.
  public init(number: Int = 1) {
    self.number = number
  }
}
