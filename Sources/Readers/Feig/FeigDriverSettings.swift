/// How patient the FEIG driver is.
///
/// The pauses are the manual's (H60301-3e, page 16: at least 5 ms between frames); the deadlines
/// are this station's choice, since the manual gives the duration of commands only as graphs.
public struct FeigDriverSettings: Hashable, Sendable {
  /// The pauses on the line; the manual allows 12 ms between the characters of a frame.
  public var line = LinePatience(frameGapMin: .milliseconds(5))

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

  /// Makes the default settings.
  public init() {}
}
