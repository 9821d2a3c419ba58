public import ReaderWire

/// An air interface of an HF reader.
public enum AirInterface: Hashable, Sendable, CaseIterable {
  /// Vicinity tags: plates.
  case iso15693
  /// Proximity cards, type A.
  case iso14443
}

/// How the driver of the length-address-command family's HF readers asks, and how patient it is.
///
/// The maker's timing was not to be had: deadlines are this station's choice on top of the scan
/// time that the reader reports.
public struct LenAdrHFSettings: Hashable, Sendable {
  /// The pauses on the line; no source asks for any between frames.
  public var line = LinePatience(frameGapMin: .milliseconds(2))

  /// The address asked. 00 is how readers are delivered and what both published clients use; FF
  /// reaches a reader whose address is not known.
  public var address: UInt8 = 0x00

  /// What is looked for in each round. Cards cost four more questions, and of several cards one is
  /// reported: no source says how the reader lists more. A card with a number of seven or ten
  /// bytes makes the round partial, since the reader gives its first bytes only.
  public var airInterfaces: Set<AirInterface> = [.iso15693]

  /// The order of a UID's bytes where E0 at one end does not tell it (see `LenAdrHFInventory`). No
  /// source says it; this is the order on the air.
  public var uidOrder = LenAdrUIDOrder.leastSignificantFirst

  /// Whether the field is switched off and on before each round. An inventory of this family is
  /// said to wake all tags by itself; for a reader that reports a tag only once, switch this on.
  public var resetsField = false

  /// Whether tags are written with the option flag of ISO 15693-3, as some makers' tags want it.
  public var writesWithOption = false

  /// The time allowed for commands that do not talk to tags.
  public var answerTimeMax: Duration = .milliseconds(500)

  /// The time allowed for an inventory on top of the scan time that the reader reports.
  public var inventoryTimeMargin: Duration = .milliseconds(700)

  /// The time allowed for reading or writing a block, or for asking for a card.
  public var tagTimeMax: Duration = .seconds(1)

  /// The most times one question is repeated because the reader was not ready for it, or the tag is
  /// hard to hear.
  public var repeatsMax = 5

  /// Makes the default settings.
  public init() {}
}
