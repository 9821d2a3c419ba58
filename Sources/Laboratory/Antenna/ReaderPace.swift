public import ReaderEmulation

/// How long a reader's rounds take, and how evenly they come.
public struct ReaderPace: Sendable, Hashable {
  /// What the tags speak.
  public enum Air: Sendable, Hashable {
    /// ISO 15693: 16 slots and a mask tree, as the emulated readers do it.
    case vicinity
    /// EPC Gen2, by Tagwatch's model, which is a floor: real readers are slower.
    case gen2(Gen2Air)
  }

  /// - air (vicinity): what the tags speak.
  public var air = Air.vicinity

  /// - fieldReset (duration, 5 ms): the field goes off before each round, so that quiet tags answer
  ///   again; invented, within what readers of this kind allow.
  public var fieldReset: Duration = .milliseconds(5)

  /// - hostTime (duration, 5 ms...12 ms): what commands add to the time on the air; Feig readers
  ///   add 5 to 12 ms and more (PR101 manual, annex B).
  public var hostTime: ClosedRange<Duration> = .milliseconds(5) ... .milliseconds(12)

  /// - pause (duration, 2 ms): from the end of a round to the next question; invented.
  public var pause: Duration = .milliseconds(2)

  /// - restingPeriod (duration, 100 ms): from the beginning of a round to that of the next while no
  ///   tray is on the lane, until one of its plates was read: the station's own pace
  ///   (`PollPace.resting`).
  public var restingPeriod: Duration = .milliseconds(100)

  /// - stallShare (share of rounds, 0, 0...1): rounds after which the reader gives none for a
  ///   while.
  public var stallShare = 0.0

  /// - stallTime (duration, 500 ms...2 s): for how long; pauses of 700 to 800 ms were seen (ESPuino
  ///   pull request 428).
  public var stallTime: ClosedRange<Duration> = .milliseconds(500) ... .seconds(2)

  /// - sleepShare (share of rounds, 0, 0...1): rounds after which the whole station does not run
  ///   for a while and its clock has gone on when it does: nobody was woken in between.
  public var sleepShare = 0.0

  /// - sleepTime (duration, 1 s...5 s): for how long; invented.
  public var sleepTime: ClosedRange<Duration> = .seconds(1) ... .seconds(5)

  /// - duplicateShare (share of rounds, 0, 0...1): rounds that are delivered twice.
  public var duplicateShare = 0.0

  /// - reorderedShare (share of rounds, 0, 0...1): rounds that are delivered after the next one.
  public var reorderedShare = 0.0

  /// The documented defaults: an ISO 15693 reader without troubles.
  public init() {}
}
