/// How patient the FEIG driver is.
///
/// The pauses are the manual's (H60301-3e, page 16: at least 5 ms between frames); the deadlines
/// are this station's choice, since the manual gives the duration of commands only as graphs.
public struct FeigDriverSettings: Hashable, Sendable {
  /// The least silence on the line before a frame is sent.
  public var frameGapMin: Duration = .milliseconds(5)

  /// The silence after which a frame that has begun will not be finished. The manual allows 12 ms
  /// between characters; a loaded USB host can add to that.
  public var frameSilenceMax: Duration = .milliseconds(50)

  /// The silence that ends draining.
  public var drainSilence: Duration = .milliseconds(50)

  /// The longest draining, however much the reader sends.
  public var drainTimeMax: Duration = .seconds(1)

  /// The time allowed for commands that do not talk to tags.
  public var answerTimeMax: Duration = .milliseconds(500)

  /// The time allowed for an inventory.
  public var inventoryTimeMax: Duration = .seconds(2)

  /// The time allowed for reading or writing blocks.
  public var blocksTimeMax: Duration = .seconds(1)

  /// The pause before a busy reader is asked again.
  public var busyPause: Duration = .milliseconds(20)

  /// The most times one question is repeated because the reader is busy or the tag is hard to hear.
  public var repeatsMax = 5

  /// The most answers one inventory may be spread over.
  public var inventoryPagesMax = 16

  /// The most blocks asked for at once; readers take 128 bytes at least (H90692-16e, page 92).
  public var blocksPerCommandMax = 16

  /// The most bytes written at once.
  public var bytesPerWriteMax = 128

  /// Requests in a row that may go without an answer before the reader counts as lost.
  public var silentRequestsMax = 3

  /// Requests in a row that may be answered with damage only before the channel is opened again.
  public var damagedRequestsMax = 10

  /// Makes the default settings.
  public init() {}
}
