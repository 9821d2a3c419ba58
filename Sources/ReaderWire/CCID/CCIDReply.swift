/// A smart-card reader's answer to one command.
///
///     80 data block   81 slot status   82 parameters   83 escape   84 data rate and clock
///
///     bStatus   bits 1-0   00 card present and active   01 present, not active   02 no card
///               bits 7-6   00 done   01 failed   02 wait, more time is needed
///     bError    why it failed, or how much more time (a multiple of the card's waiting time)
///
/// Source: CCID 1.1, chapter 6.2, table 6.2-3.
public struct CCIDReply: Hashable, Sendable {
  /// What the answer is.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// Bytes of the card: its answer to reset, or to a command.
    case dataBlock = 0x80
    /// How the slot is.
    case slotStatus = 0x81
    /// The protocol's parameters.
    case parameters = 0x82
    /// An answer of the maker's own.
    case escape = 0x83
    /// The data rate and the clock.
    case dataRate = 0x84
  }

  /// How the command went.
  public enum Outcome: Hashable, Sendable {
    /// Done.
    case done
    /// It failed.
    case failed(CCIDError)
    /// The card needs more time; the answer is still to come.
    case timeExtension(multiplier: UInt8)
  }

  /// How the slot is.
  public enum Card: UInt8, Hashable, Sendable, CaseIterable {
    /// A card is there and powered.
    case active = 0
    /// A card is there and not powered.
    case inactive = 1
    /// No card is there.
    case absent = 2
  }

  /// What the answer is.
  public var kind: Kind

  /// The slot it is about.
  public var slot: UInt8

  /// The command's number.
  public var sequence: UInt8

  /// How the command went.
  public var outcome: Outcome

  /// How the slot is now.
  public var card: Card

  /// What came of it.
  public var data: [UInt8]

  /// Takes a reader's message apart; nothing if it is a host's, or its status has a reserved value.
  public init?(_ message: CCIDMessage) {
    let status = message.specific.first
    guard let kind = Kind(rawValue: message.type), let card = Card(rawValue: status & 0x03)
    else { return nil }
    switch status >> 6 {
    case 0: outcome = .done
    case 1: outcome = .failed(CCIDError(rawValue: message.specific.second))
    case 2: outcome = .timeExtension(multiplier: message.specific.second)
    default: return nil
    }
    self.kind = kind
    self.card = card
    slot = message.slot
    sequence = message.sequence
    data = message.data
  }
}
