public import Primitives
public import TagReads

/// The evidence behind one paid tray, small enough to be kept with its receipt.
///
/// It holds what the tray engine was told, in the order in which it was told, and what it made of
/// it: enough to show which plate was seen when and how sure that was, and to run the same rounds
/// through an engine of another day (`TraceReplay`). Moments count from the beginning of its first
/// round. `TrayTrace+Encoding.swift` draws the bytes.
public struct TrayTrace: Hashable, Sendable {
  /// The most tags in a trace; later ones are left out and counted.
  public static let tagsMax = 64

  /// The most rounds in a trace; beyond them the middle of a long wait becomes a `TraceGap`.
  public static let roundsMax = 720

  /// The most steps in a trace, rounds and all else.
  public static let stepsMax = 1_200

  /// The most bytes a trace is written in: one that would need more is not kept.
  public static let byteCountMax = 32_768

  /// Names the settings of the engine without listing them, to tell whether they have changed
  /// since.
  public var settingsDigest: UInt64

  /// The limits that a bill and a payment were held to.
  public var limits: RiskLimits

  /// What the lane had learned when the tray came.
  public var habits: LaneHabits

  /// The tags that were read, in the order of their first read.
  public var tags: [TraceTag]

  /// Reads of tags for which there was no room.
  public var readsLeftOut: Int

  /// What the engine was told, the oldest first.
  public var steps: [TraceStep]

  /// When the first tag of the tray was first read.
  public var arrived: Moment

  /// What was expected to be wrong when the bill was shown that was paid.
  public var bill: TraceJudgement?

  /// The same when the diner tapped.
  public var tap: TraceJudgement?

  /// The same when the look for the payment was over and money moved.
  public var payment: TraceJudgement

  /// The complete rounds of the visit that stood behind the decision.
  public var completeRounds: Int

  /// The tags that were decided to be on the tray, sorted.
  public var decided: [TagID] { tags.filter(\.isDecided).map(\.tag).sorted() }
}

/// The expected numbers of wrong lines up to which a bill was shown and money moved, as in
/// `TraySettings`.
public struct RiskLimits: Hashable, Sendable {
  /// Wrong lines of any kind on a bill.
  public var bill: Float
  /// Overlooked plates at a payment.
  public var payment: Float
  /// Tags on the wrong side at a payment.
  public var doubt: Float

  /// Puts limits together.
  public init(bill: Float, payment: Float, doubt: Float) {
    self.bill = bill
    self.payment = payment
    self.doubt = doubt
  }

  init(_ settings: TraySettings) {
    self.init(
      bill: Float(settings.billRiskMax), payment: Float(settings.paymentRiskMax),
      doubt: Float(settings.paymentDoubtMax))
  }
}

/// How a tray was expected to be wrong at a moment.
public struct TraceJudgement: Hashable, Sendable {
  /// When.
  public var at: Moment
  /// The expected number of plates that no round had shown.
  public var overlooked: Float
  /// The expected number of tags on the wrong side.
  public var misjudged: Float
  /// The part of `misjudged` due to tags that another lane read too.
  public var contested: Float

  /// Puts a judgement together.
  public init(at: Moment, overlooked: Float, misjudged: Float, contested: Float) {
    self.at = at
    self.overlooked = overlooked
    self.misjudged = misjudged
    self.contested = contested
  }

  init(_ risk: TrayRisk, at: Moment) {
    self.init(
      at: at, overlooked: Float(risk.overlooked), misjudged: Float(risk.misjudged),
      contested: Float(risk.contested))
  }
}
