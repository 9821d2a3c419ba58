/// What an emulated R321 reader is and how it behaves.
public struct R321EmulatorSettings: Equatable, Sendable {
  /// When a reader in automatic mode looks for tags. The manual does not say.
  public enum Inventory: Sendable {
    /// All the time; a query gets what was found since the one before.
    case continuous
    /// Once for each query, which is answered when that is done.
    case onQuery
  }

  /// The 50 bytes of Get Version; the default is what the published capture shows, with the memory
  /// that is left over behind the text.
  public var version: [UInt8] =
    Array("R321G 21042100 150503".utf8)
    + [
      0x00, 0x00, 0x00, 0x80, 0xB5, 0xFE, 0xF7, 0x89, 0xFE, 0x01, 0xBD, 0x02, 0x48, 0x01, 0x68,
      0x31, 0xF0, 0x04, 0x01, 0x01, 0x60, 0x70, 0x47, 0x00, 0x00, 0x00, 0x20, 0x12, 0x01,
    ]

  /// The configuration in permanent memory when the reader is made.
  public var configuration = R321DeviceConfiguration()

  /// Whether the control word is sent and taken with the buzzer's byte first.
  public var sendsBuzzerFirst = false

  /// When the reader looks for tags.
  public var inventory = Inventory.continuous

  /// How many tags one reply can carry, 25 at most (manual V1.1, 4.2).
  public var tagsPerReplyMax = 25

  /// What is left in the padding of a report: what an earlier one had there, or zeros.
  public var leavesStalePadding = false

  /// A request that comes sooner after the one before is lost (manual V1.1, 1.1).
  public var requestIntervalMin: Duration = .milliseconds(50)

  /// What a command takes beside the air, drawn evenly; the published capture has 7 ms.
  public var commandTime: ClosedRange<Duration> = .milliseconds(5) ... .milliseconds(8)

  /// The time from one report of a reply to the next; the published capture has 7.9 ms.
  public var reportInterval: Duration = .milliseconds(8)

  /// How long a reset keeps the field off (manual V1.1, 3.4).
  public var fieldOffTime: Duration = .milliseconds(20)

  /// How often a reader in active mode looks for tags to upload.
  public var uploadInterval: Duration = .milliseconds(100)

  /// What a tag takes to program one block; ISO 15693-3 allows 20 ms.
  public var blockWriteTime: Duration = .milliseconds(5)

  /// The seed of what is drawn here and not on the antenna.
  public var seed: UInt64 = 1

  /// Makes the settings of a reader as it comes.
  public init() {}
}

/// What an R321 reader keeps in permanent memory (manual V1.1, tables 3.3.1 to 3.3.3).
///
///     MODE | ADDRESS (2) | inventory control and baud rate | buzzer | AFI
public struct R321DeviceConfiguration: Equatable, Sendable {
  /// Bits 7-4 the protocol, 0 is ISO 15693; bits 3-0 1 EAS, 2 inventory.
  public var mode: UInt8 = 0x02

  /// The address, 0001 from the factory.
  public var address: UInt16 = 0x0001

  /// Bit 7 trigger, 6 AFI, 5 passive, 4 no silence, 3-0 baud rate (B is 115200).
  public var control: UInt8 = 0x3B

  /// Bit 0 the buzzer.
  public var buzzer: UInt8 = 0x01

  /// The AFI that tags must have if control says so.
  public var afi: UInt8 = 0x00

  /// Makes a configuration in which the reader waits to be asked for all tags.
  public init() {}

  /// Takes the parameters of Set Configuration; nothing if they are not six.
  init?(_ bytes: [UInt8], buzzerFirst: Bool) {
    guard bytes.count == 6 else { return nil }
    mode = bytes[0]
    address = UInt16(bytes[1]) | UInt16(bytes[2]) << 8
    control = bytes[buzzerFirst ? 4 : 3]
    buzzer = bytes[buzzerFirst ? 3 : 4]
    afi = bytes[5]
  }

  /// The parameters of Get Configuration.
  func bytes(buzzerFirst: Bool) -> [UInt8] {
    [mode, UInt8(truncatingIfNeeded: address), UInt8(truncatingIfNeeded: address >> 8)]
      + (buzzerFirst ? [buzzer, control] : [control, buzzer]) + [afi]
  }

  var isInventory: Bool { mode == 0x02 }
  var isTriggered: Bool { control & 0x80 != 0 }
  var filtersFamily: Bool { control & 0x40 != 0 }
  var silencesTags: Bool { control & 0x10 == 0 }

  /// Bit 5: UIDs are sent when asked for, not as they are found.
  var isPassive: Bool {
    get { control & 0x20 != 0 }
    set { control = newValue ? control | 0x20 : control & ~0x20 }
  }
}
