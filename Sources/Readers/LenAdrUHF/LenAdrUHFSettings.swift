public import ReaderWire

/// How the driver of the length-address-command family's UHF readers asks, and how patient it is.
///
/// The deadlines are this station's choice on top of the scan time. The UHFReader288MP manual v1.14
/// (page 14) lets an inventory last up to 75 ms longer than its scan time.
public struct LenAdrUHFSettings: Hashable, Sendable {
  /// The pauses on the line; no source asks for any between frames.
  public var line = LinePatience(frameGapMin: .milliseconds(2))

  /// The address asked; FF reaches every reader.
  public var address = LenAdrFrame.anyAddress

  /// How the reader lists tags; nothing to go by its type, and for an unknown type to try the newer
  /// way and take the older if the reader does not understand it.
  public var listing: LenAdrUHFListing?

  /// How readers of the UHFReader288 generation are told to scan. Older ones go by their own
  /// settings, which this station never changes.
  public var scan = LenAdrUHFScan()

  /// Whether readers of the UHFReader288 generation are asked how often they have heard a tag, so
  /// that a frame which was lost as a whole is missed.
  public var asksForCount = true

  /// How many rounds in a row a reader may hear more than it lists before that is taken for
  /// its own way of counting, and no longer looked at.
  public var miscountsMax = 10

  /// How many rounds in a row may end with the count alone before that is taken for the reader's
  /// own way of ending.
  public var endlessRoundsMax = 3

  /// What is added to a reader's number for a signal's strength to make it dBm.
  ///
  /// The manual calls the number a signal strength and names no unit. -129 is what readers with the
  /// same radio chip use in another protocol; measure it before relying on it. That a higher number
  /// is a stronger signal holds without it.
  public var strengthOffsetDBm = -129

  /// The part of a tag's memory that blocks are read from and written to; a block is a word of two
  /// bytes.
  public var bank = LenAdrUHFBank.user

  /// The time allowed for commands that do not talk to tags.
  public var answerTimeMax: Duration = .milliseconds(500)

  /// The time allowed for an inventory, and between the frames of its answer, on top of the scan
  /// time.
  public var inventoryTimeMargin: Duration = .milliseconds(500)

  /// The time allowed for an inventory whose scan time is unlimited.
  public var unlimitedScanTime: Duration = .seconds(5)

  /// The time allowed for reading or writing words.
  public var tagTimeMax: Duration = .seconds(2)

  /// The most times one question is repeated because the reader did not understand it, or the tag
  /// is hard to hear.
  public var repeatsMax = 5

  /// The most frames one inventory may be spread over.
  public var inventoryFramesMax = 64

  /// The most words asked for at once; the manual allows 120 (page 18).
  public var wordsPerCommandMax = 8

  /// Makes the default settings.
  public init() {}
}
