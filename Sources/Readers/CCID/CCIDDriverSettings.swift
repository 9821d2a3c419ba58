/// How patient the driver of smart-card readers is, and how often it looks again.
///
/// The deadlines are this station's choice. Readers differ widely: the open CCID driver of
/// pcsc-lite gives ACR122U and Elatec readers a second for their first answer and knows others that
/// take 350 ms (LudovicRousseau/CCID, src/ccid.c), so the slowest of them sets the measure.
public struct CCIDDriverSettings: Hashable, Sendable {
  /// The pauses on the line. USB keeps messages apart, so none is needed before a command; some
  /// readers have a notice waiting when they are opened, so the line is drained for longer.
  public var line: LinePatience

  /// The slot that is used, from 0.
  public var slot: UInt8 = 0

  /// The time allowed for commands to the reader itself.
  public var answerTimeMax: Duration = .milliseconds(1500)

  /// The time allowed for powering a card and for its answers, and after each request for more.
  public var cardTimeMax: Duration = .seconds(3)

  /// The longest a reader may ask for more time, from the command on.
  public var extensionTimeMax: Duration = .seconds(5)

  /// The time after which a card that lies there is read anew, in case it was changed unseen.
  public var verifyPeriod: Duration = .seconds(1)

  /// How long after the power was taken away by the station a reader may take to find the card
  /// again; that it says "no card" meanwhile proves nothing.
  public var findAgainTimeMax: Duration = .milliseconds(300)

  /// The least time from the end of one round to the first question of the next.
  public var roundGapMin: Duration = .milliseconds(20)

  /// The pause before a busy reader is asked again.
  public var busyPause: Duration = .milliseconds(50)

  /// The most times one question is repeated because the reader is busy.
  public var repeatsMax = 5

  /// The most commands a card's number may take.
  public var exchangesMax = 4

  /// Makes the default settings.
  public init() {
    line = LinePatience(frameGapMin: .zero)
    line.drainSilence = .milliseconds(100)
  }
}
