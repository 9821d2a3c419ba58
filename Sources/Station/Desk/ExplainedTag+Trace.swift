internal import Primitives
internal import TagReads
internal import Trays

extension ExplainedTag {
  init(_ sight: TraceSight, name: String?, in trace: TrayTrace) {
    self.init(
      tag: sight.tag.tag.description, name: name,
      firstMs: sight.firstSeen.since(trace.arrived).wholeMilliseconds,
      lastMs: sight.lastSeen.since(trace.arrived).wholeMilliseconds, reads: sight.reads,
      asked: sight.rounds, chance: sight.tag.chance?.value, reasonsFor: sight.reasonsFor,
      reasonsAgainst: sight.reasonsAgainst, timeline: sight.timeline)
  }
}

extension ExplainedRisk {
  static func all(in trace: TrayTrace) -> [ExplainedRisk] {
    let limits = trace.limits
    let moments: [(String, TraceJudgement?)] = [
      ("bill", trace.bill), ("tap", trace.tap), ("payment", trace.payment),
    ]
    return moments.compactMap { moment, judgement in
      judgement.map {
        ExplainedRisk(
          moment: moment, ms: $0.at.since(trace.arrived).wholeMilliseconds,
          overlooked: Double($0.overlooked), misjudged: Double($0.misjudged),
          limit: moment == "bill" ? Double(limits.bill) : nil,
          overlookedLimit: moment == "payment" ? Double(limits.payment) : nil,
          misjudgedLimit: moment == "payment" ? Double(limits.doubt) : nil)
      }
    }
  }
}

extension TraceSight {
  /// What spoke for the tray.
  fileprivate var reasonsFor: [String] {
    var reasons: [String] = []
    if coming == .with { reasons.append("came with the tray") }
    if known.standing == .plate, known.isInUse { reasons.append("is a plate that can be sold") }
    if rounds >= 4, reads * 2 > rounds { reasons.append("read in most rounds") }
    if known.rival.map({ !$0.isHeld && $0.odds.value < 1 }) == true {
      reasons.append("read better here than on the other lane")
    }
    return reasons
  }

  /// What spoke against it.
  fileprivate var reasonsAgainst: [String] {
    var reasons = exclusion.map { [$0.sentence] } ?? []
    if coming == .before { reasons.append("was there before the tray") }
    if coming == .after { reasons.append("came after the tray") }
    if known.standing == .unknown { reasons.append("is not registered") }
    if known.standing == .plate, !known.isInUse {
      reasons.append("has no dish, or was sold a while ago")
    }
    if rounds >= 4, reads * 2 <= rounds { reasons.append("missed in many rounds") }
    if exclusion == nil, known.rival != nil { reasons.append("read on another lane too") }
    return reasons
  }
}

extension TraceSight.Exclusion {
  /// Why the tag is not billed.
  fileprivate var sentence: String {
    switch self {
    case .background: "belongs to the place"
    case .resting: "has lain near the antenna for long"
    case .heldElsewhere: "counted on another lane"
    case .readBetterElsewhere: "read better on another lane"
    case .gone: "gone before the payment"
    case .tooFewReads: "read too few times to be told from a damaged answer"
    case .readTooRarely: "read as rarely as a tag beside the tray"
    }
  }
}
