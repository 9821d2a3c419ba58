/// What a paid tray was judged by, for people and programs; times count from the tray's arrival.
public struct ExplanationAnswer: Codable, Sendable, Equatable {
  /// The receipt's number.
  public var receipt: String
  /// When it was paid: milliseconds since 1970, UTC.
  public var at: Int64
  /// The lane, if the sale names one.
  public var lane: Int?
  /// Rounds the evidence tells of, those that are only counted included.
  public var rounds: Int
  /// Complete rounds that the decision stood on.
  public var completeRounds: Int
  /// What was expected to be wrong when the bill was shown, at the tap, and when money moved.
  public var risks: [ExplainedRisk]
  /// Marks above the time lines: `a` arrival, `b` bill, `t` tap.
  public var marks: String
  /// Tags that were decided to be on the tray.
  public var plates: [ExplainedTag]
  /// Tags that were read and not billed.
  public var others: [ExplainedTag]
  /// Reads of tags for which the evidence had no room.
  public var readsLeftOut: Int
  /// What today's engine makes of it, if that was asked for.
  public var replay: ExplainedReplay?
}

/// How a tray was expected to be wrong at a moment.
public struct ExplainedRisk: Codable, Sendable, Equatable {
  /// `bill`, `tap` or `payment`.
  public var moment: String
  /// Milliseconds after the tray's arrival.
  public var ms: Int64
  /// Plates that no round had shown.
  public var overlooked: Double
  /// Tags on the wrong side.
  public var misjudged: Double
  /// How much of both together was allowed for the bill.
  public var limit: Double?
  /// How much was allowed to be overlooked for the payment.
  public var overlookedLimit: Double?
  /// How much was allowed to be on the wrong side for the payment.
  public var misjudgedLimit: Double?
}

/// One tag and what was made of it.
public struct ExplainedTag: Codable, Sendable, Equatable {
  /// The tag.
  public var tag: String
  /// What it was sold as; nothing if the receipt does not name it.
  public var name: String?
  /// First and last read, in milliseconds after the tray's arrival.
  public var firstMs: Int64
  /// The last read.
  public var lastMs: Int64
  /// Rounds that showed it.
  public var reads: Int
  /// Rounds since its first read that would have shown it.
  public var asked: Int
  /// The chance that it lay on this tray; nothing if it was gone by then.
  public var chance: Double?
  /// What spoke for the tray.
  public var reasonsFor: [String]
  /// What spoke against it; for a tag that was not billed the reason why comes first.
  public var reasonsAgainst: [String]
  /// One character a round: `#` read, `.` missed, `d` disturbed, `p` partial, `~` left out.
  public var timeline: String
}

/// What today's engine makes of the evidence.
public struct ExplainedReplay: Codable, Sendable, Equatable {
  /// It decides for the same tags.
  public var agrees: Bool
  /// The settings of the engine are those of the time of payment.
  public var hasSameSettings: Bool
  /// Tags it would have had on the bill; nothing if it would not have taken money.
  public var tags: [String]?
  /// The expected number of wrong lines, if it would have taken money.
  public var risk: Double?
}
