/// How long a driver waits for what on its line to the reader.
public struct LinePatience: Hashable, Sendable {
  /// The least silence on the line before a question is sent.
  public var frameGapMin: Duration

  /// The silence after which an answer that has begun will not be finished; a loaded USB host can
  /// add to what the maker allows.
  public var frameSilenceMax: Duration = .milliseconds(50)

  /// The silence that ends draining.
  public var drainSilence: Duration = .milliseconds(50)

  /// The longest draining, however much the reader sends.
  public var drainTimeMax: Duration = .seconds(1)

  /// Requests in a row that may go without an answer before the reader counts as lost.
  public var silentRequestsMax = 3

  /// Requests in a row that may be answered with damage only before the channel is opened again.
  public var damagedRequestsMax = 10

  /// The usual patience, with the pause that the maker wants between frames.
  public init(frameGapMin: Duration) {
    self.frameGapMin = frameGapMin
  }
}
