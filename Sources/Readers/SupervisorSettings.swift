/// How patient the supervisor is.
public struct SupervisorSettings: Hashable, Sendable {
  /// The pause before the first attempt to open a lost reader again; it doubles with each failure.
  public var backoffMin: Duration = .milliseconds(200)

  /// The longest pause between attempts.
  public var backoffMax: Duration = .seconds(5)

  /// The pause before a reader that needs attention is asked again.
  public var attentionPause: Duration = .seconds(2)

  /// The time from the start of one round to the start of the next while resting.
  public var restingPeriod: Duration = .milliseconds(100)

  /// The longest a channel may take to open.
  public var openTimeMax: Duration = .seconds(10)

  /// The most requests for blocks that may wait for their turn.
  public var waitingRequestsMax = 8

  /// Makes the default settings.
  public init() {}
}
