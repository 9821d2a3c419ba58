/// The two generations of the family's UHF readers.
public enum LenAdrUHFGeneration: Equatable, Sendable, CaseIterable {
  /// UHFReader18: takes an inventory without parameters and lists tags without signal strength.
  case uhfReader18
  /// UHFReader288: takes an inventory with parameters and lists tags with signal strength.
  case uhfReader288
}

/// What a UHF reader does if it is asked to tell how often it has heard a tag (bit 7 of Q).
public enum LenAdrUHFTelling: Equatable, Sendable, CaseIterable {
  /// It does so in a frame of its own after the inventory, as the UHFReader288MP manual has it
  /// (v1.14, page 14).
  case afterLast
  /// It does so in place of the frame that says that the inventory is over.
  case insteadOfLast
  /// It does not.
  case never
  /// It takes the bit for a value of Q that it does not have.
  case refused
}

/// What an emulated UHF reader of the length-address-command family is and how it is configured.
public struct LenAdrUHFEmulatorSettings: Equatable, Sendable {
  /// The address the reader answers with; a request to FF reaches it too.
  public var address: UInt8 = 0

  /// How the reader takes inventories and lists tags.
  public var generation = LenAdrUHFGeneration.uhfReader288

  /// What the reader says about itself: version, type, kinds of tag, highest and lowest frequency,
  /// power, scan time in tenths of a second, and what its generation adds. The default is the
  /// answer in the tests of wabson/chafon-rfid; the third byte, the type, may be any.
  public var information: [UInt8] = [0, 22, 0x0C, 3, 0x4E, 0, 30, 10, 1, 0, 0, 0]

  /// How many tags a frame lists at most.
  public var tagsPerFrameMax = 8

  /// How many different tags the reader can remember during an inventory.
  public var memoryTagsMax = 200

  /// How many air rounds an inventory has; a tag heard in several is listed several times.
  public var roundsPerInventory = 2

  /// What the reader does if it is asked how often it has heard a tag.
  public var telling = LenAdrUHFTelling.afterLast

  /// How long air rounds last.
  public var air = Gen2Air()

  /// Whether an antenna is connected.
  public var hasAntenna = true

  /// Whether a damaged request is answered with status FE instead of silence; the UHFReader18's
  /// program knows that answer, the UHFReader288MP manual says nothing about it.
  public var answersDamagedRequests = false

  /// Whether the reader reads by itself, and sends what it hears without being asked.
  public var readsByItself = false

  /// How often it does that.
  public var ownReadingPeriod: Duration = .milliseconds(100)

  /// What the reader adds to dBm for its number of a signal's strength; see the driver's settings.
  public var strengthOffset = 129

  /// Bits a second on the serial line; 0 takes no time.
  public var baud = 57_600

  /// The longest silence between two bytes of a request.
  public var characterGapMax: Duration = .milliseconds(50)

  /// What a command takes beside the air, drawn evenly; no source says it.
  public var commandTime: ClosedRange<Duration> = .milliseconds(2) ... .milliseconds(5)

  /// What reading or writing a tag's memory takes.
  public var memoryTime: Duration = .milliseconds(20)

  /// The seed of what is drawn here and not on the antenna.
  public var seed: UInt64 = 1

  /// Makes the settings of a reader as it comes.
  public init() {}

  /// Makes the settings of a reader of a generation as it comes. The older one's information is
  /// that of a real reader: 0D 00 21 00 03 3F 09 03 4E 00 1E 0A 83 F0.
  public init(_ generation: LenAdrUHFGeneration) {
    self.generation = generation
    if generation == .uhfReader18 { information = [3, 63, 0x09, 3, 0x4E, 0, 30, 10] }
  }
}
