/// How patient the R321 driver is, and what it may do to a reader.
///
/// The manual (V1.1, 1.1 and 1.2) wants 50 ms between requests and promises an answer within 200
/// ms, later for blocks. The maker's own library waits 500 ms (hfReader.h, HFREADER_TIMEOUT), and
/// so does this driver.
public struct R321DriverSettings: Hashable, Sendable {
  /// The pauses on the line.
  public var line = LinePatience(frameGapMin: .milliseconds(50))

  /// The time allowed for an answer that is not about blocks.
  public var answerTimeMax: Duration = .milliseconds(500)

  /// The time allowed for reading or writing blocks: 32 of them, 20 ms each to be written.
  public var blocksTimeMax: Duration = .seconds(2)

  /// The pause from the field's reset to the first query.
  ///
  /// The reader inventories by itself and a query fetches what that has found; the manual does not
  /// say more. The first 16 slots of an inventory (ISO 15693-3) take 76 ms if tags answer in all of
  /// them, and may find none on a full tray, where they all collide. An answer before that would
  /// prove nothing.
  public var settlePause: Duration = .milliseconds(100)

  /// The most answers one round may be spread over.
  public var pagesMax = 16

  /// The most times a tag that is hard to hear is asked again.
  public var repeatsMax = 5

  /// The most blocks asked for at once, 32 at most.
  public var blocksPerCommandMax = 32

  /// Uploads the reader may send unasked in one job before it counts as set to send by itself.
  public var uploadsMax = 3

  /// Whether the reader's configuration is looked at before it counts as open. The command is in
  /// the manual but in no published capture.
  public var checksConfiguration = true

  /// Whether a reader that is set up wrongly is set up anew, in its permanent memory. If not, the
  /// operator is told what to change.
  public var writesConfiguration = false

  /// Makes the default settings.
  public init() {}
}
