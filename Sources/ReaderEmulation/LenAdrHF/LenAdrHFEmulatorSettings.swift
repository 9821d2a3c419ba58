/// What an emulated HF reader of the length-address-command family is and how it is configured.
public struct LenAdrHFEmulatorSettings: Equatable, Sendable {
  /// The address the reader answers with; a request to FF reaches it too.
  public var address: UInt8 = 0

  /// What the reader says about itself: version, two unused bytes, type, kinds of tag, and the scan
  /// time in tenths of a second, 8 bytes. The type is made up: no source lists the numbers.
  public var information: [UInt8] = [0x03, 0x50, 0x00, 0x00, 0x36, 0x00, 0x0B, 0x1E]

  /// Whether UIDs are sent last byte first, as they are on the air; no source says it.
  public var sendsUIDLastByteFirst = true

  /// Whether the field is on when the reader starts.
  public var startsWithField = true

  /// Whether the reader is switched to cards when it starts.
  public var startsWithCards = false

  /// Whether the reader knows ISO 14443 type A.
  public var knowsCards = true

  /// Whether a tag is reported once only, until the field has been off.
  public var reportsTagsOnce = false

  /// Bits a second on the serial line; 0 takes no time.
  public var baud = 19_200

  /// The longest silence between two bytes of a request.
  public var characterGapMax: Duration = .milliseconds(50)

  /// What a command takes beside the air, drawn evenly; no source says it.
  public var commandTime: ClosedRange<Duration> = .milliseconds(2) ... .milliseconds(5)

  /// What a tag takes to program a block; ISO 15693-3 allows 20 ms.
  public var blockWriteTime: Duration = .milliseconds(5)

  /// The seed of what is drawn here and not on the antenna.
  public var seed: UInt64 = 1

  /// Makes the settings of a reader as it comes.
  public init() {}
}
