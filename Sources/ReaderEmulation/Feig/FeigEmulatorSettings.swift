/// What an emulated FEIG reader is and how it is configured.
public struct FeigEmulatorSettings: Equatable, Sendable {
  /// The COM-ADR the reader answers with; a request to FF reaches it too.
  public var address: UInt8 = 0

  /// SW-REV, D-REV, HW-TYPE, SW-TYPE and TR-TYPE as Get Software Version gives them, 7 bytes; the
  /// default is the reader of the reply published with InlayTester.Drivers.FeigReader.
  public var version: [UInt8] = [0x03, 0x03, 0x00, 0x44, 0x53, 0x0D, 0x30]

  /// The DEV-ID of Get Reader Info, 4 bytes: the number a USB reader also has as its serial.
  public var deviceID: UInt32 = 0x1234_5678

  /// RX-BUF and TX-BUF of Get Reader Info; a longer request gets status 81.
  public var bufferBytes = 1024

  /// How many tags one reply can carry, 1 to 255; the rest waits for MORE. 24 is what fits into a
  /// standard frame, (255 - 7) / 10.
  public var tagsPerReplyMax = 24

  /// ONT of CFG5: a detected tag is kept quiet until an RF reset. Without it the reader resets the
  /// field itself before each new inventory (PR101 manual, pages 31 and 60).
  public var reportsTagsOnce = true

  /// Which air interfaces the reader polls.
  public var polls: Set<FeigAirInterface> = [.iso15693, .iso14443]

  /// Scan mode instead of host mode: tag commands get status 82.
  public var isInScanMode = false

  /// The antenna is noisy: the reader warns with status 84 in place of 00.
  public var warnsOfNoise = false

  /// A request with a wrong CRC gets no answer. Some readers do not check it on USB (CPR30 manual,
  /// page 15).
  public var checksCRC = true

  /// What a command takes beside the air, drawn evenly (PR101 manual, annex B: at least 5 to 12
  /// ms).
  public var commandTime: ClosedRange<Duration> = .milliseconds(5) ... .milliseconds(7)

  /// How long an RF reset keeps the field off before it is answered (PR101 manual, page 53).
  public var fieldOffTime: Duration = .milliseconds(15)

  /// What a tag takes to program one block; ISO 15693-3 allows 20 ms.
  public var blockWriteTime: Duration = .milliseconds(5)

  /// Whether silencing a tag costs the air a Stay Quiet request (ISO 15693-3: 4.05 ms a tag).
  public var spendsTimeOnStayQuiet = false

  /// The seed of what is drawn here and not on the antenna.
  public var seed: UInt64 = 1

  /// Makes the settings of a reader as it comes.
  public init() {}
}

/// An air interface of an HF reader.
public enum FeigAirInterface: Sendable {
  /// Vicinity chips: plates.
  case iso15693
  /// Proximity chips, type A: cards.
  case iso14443
}
