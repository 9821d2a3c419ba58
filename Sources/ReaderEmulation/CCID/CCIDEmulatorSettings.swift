public import TagReads

/// What an emulated smart-card reader is and how it behaves.
public struct CCIDEmulatorSettings: Equatable, Sendable {
  /// What the reader takes over from the host (dwFeatures, bits 16 to 18).
  public enum Level: Equatable, Sendable {
    /// The host makes T=0 blocks, as with QEMU's reader (dwFeatures 000104FE; in some releases with
    /// the bytes of dwProtocols in the wrong order, as here).
    case tpdu
    /// Commands of up to 261 bytes, as an ACR122U takes them (00020040).
    case shortAPDU
    /// Longer ones too, as an ACR1252U takes them (000404BA).
    case extendedAPDU
  }

  /// How the reader hands out a card's number.
  public enum NumberManner: Equatable, Sendable {
    /// At once.
    case atOnce
    /// It has to be fetched with GET RESPONSE (61xx).
    case onRequest
    /// Only with the right length (6Cxx).
    case rightLengthOnly
    /// Never: it does not know the command (6A81).
    case never
  }

  /// What the reader takes over from the host.
  public var level = Level.shortAPDU

  /// How it hands out a card's number.
  public var numberManner = NumberManner.atOnce

  /// Numbers of ISO 15693 cards come as they go over the air, E0 last.
  public var sendsVicinityNumbersReversed = false

  /// Cards that are of another kind than their number suggests.
  public var cardKinds: [TagID: CCIDCardKind] = [:]

  /// Whether the reader has an interrupt endpoint and tells of cards that come and go.
  public var notifies = true

  /// How often the reader looks for cards by itself.
  public var lookPeriod: Duration = .milliseconds(50)

  /// What a command takes beside the card, drawn evenly.
  public var commandTime: ClosedRange<Duration> = .milliseconds(1) ... .milliseconds(3)

  /// What the first answer after power-on takes on top; some readers need most of a second.
  public var firstAnswerTime: Duration = .zero

  /// What waking a card takes: field on, guard time, anticollision, selection.
  public var activationTime: Duration = .milliseconds(30)

  /// What an exchange with a card takes.
  public var exchangeTime: Duration = .milliseconds(4)

  /// How many times the reader asks for more time before a card's answer.
  public var timeExtensions = 0

  /// The time from one request for more time to the next, and to the answer.
  public var timeExtensionPeriod: Duration = .milliseconds(100)

  /// How long the reader sees no card after it has taken the power from it.
  public var blindTime: Duration = .zero

  /// A card that takes another's place is called active, as QEMU's reader does until it is powered
  /// off.
  public var keepsSlotActive = false

  /// The seed of what is drawn here and not on the antenna.
  public var seed: UInt64 = 1

  /// Makes the settings of a contactless reader with one slot.
  public init() {}

  /// The class descriptor (CCID 1.1, table 5.1-1), with the figures of the readers named at
  /// `Level`.
  var classDescriptor: [UInt8] {
    let (protocols, features, lengthMax): (UInt32, UInt32, UInt32) =
      switch level {
      case .tpdu: (0x0001_0000, 0x0001_04FE, 0x0001_0012)
      case .shortAPDU: (0x03, 0x0002_0040, 271)
      case .extendedAPDU: (0x03, 0x0004_04BA, 522)
      }
    return [0x36, 0x21, 0x10, 0x01, 0x00, 0x07]
      + Self.littleEndian(protocols) + Self.littleEndian(4000) + Self.littleEndian(4000) + [0x00]
      + Self.littleEndian(9600) + Self.littleEndian(115_200) + [0x00] + Self.littleEndian(254)
      + Self.littleEndian(0) + Self.littleEndian(0) + Self.littleEndian(features)
      + Self.littleEndian(lengthMax) + [0xFF, 0xFF, 0x00, 0x00, 0x00, 0x01]
  }

  /// The longest message the reader takes or sends.
  var messageLengthMax: Int { level == .extendedAPDU ? 522 : 271 }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
