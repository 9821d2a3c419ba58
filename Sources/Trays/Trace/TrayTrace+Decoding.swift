import Primitives
import TagReads

/// Reading a trace; `TrayTrace+Encoding.swift` has the layout.
extension TrayTrace {
  /// Reads what `bytes` wrote.
  ///
  /// - Throws: `TraceFault` if the bytes are not that, wherever they came from.
  public init(bytes: [UInt8]) throws(TraceFault) {
    guard bytes.count <= Self.byteCountMax, bytes.count > 11,
      bytes.starts(with: Self.signature)
    else { throw .damaged }
    guard bytes[2] <= Self.version else { throw .newerVersion(bytes[2]) }
    var check = TraceReader(bytes.suffix(8))
    let digest = ShortDigest(bytes.dropLast(8)).value
    guard bytes[2] == Self.version, try check.fixed() == digest else { throw .damaged }
    var reader = TraceReader(bytes.dropFirst(3).dropLast(8))
    self = try reader.trace()
    guard reader.isAtEnd else { throw .damaged }
  }
}

extension TraceReader {
  fileprivate mutating func trace() throws(TraceFault) -> TrayTrace {
    let digest = try fixed(UInt64.self)
    let limits = RiskLimits(bill: try float(), payment: try float(), doubt: try float())
    let habits = LaneHabits(
      plates: try mix(), strays: try mix(), seconds: Double(try float()))
    let arrived = Moment.origin + (try time())
    let bill = try judgement()
    let tap = try judgement()
    guard let payment = try judgement() else { throw .damaged }
    let completeRounds = try count(max: .max >> 8)
    let readsLeftOut = try count(max: .max >> 8)
    let tags = try tags()
    return TrayTrace(
      settingsDigest: digest, limits: limits, habits: habits, tags: tags,
      readsLeftOut: readsLeftOut, steps: try steps(tagCount: tags.count), arrived: arrived,
      bill: bill, tap: tap, payment: payment, completeRounds: completeRounds)
  }

  private mutating func mix() throws(TraceFault) -> SIMD16<Double> {
    var mix = SIMD16<Double>.zero
    for index in 0..<16 { mix[index] = Double(try float()) }
    return mix
  }

  private mutating func judgement() throws(TraceFault) -> TraceJudgement? {
    guard try byte() == 1 else { return nil }
    return TraceJudgement(
      at: .origin + (try time()), overlooked: try float(), misjudged: try float(),
      contested: try float())
  }

  private mutating func tags() throws(TraceFault) -> [TraceTag] {
    let count = try count(max: TrayTrace.tagsMax)
    var tags: [TraceTag] = []
    for _ in 0..<count { tags.append(try tag()) }
    guard Set(tags.map(\.tag)).count == count else { throw .damaged }
    return tags
  }

  private mutating func tag() throws(TraceFault) -> TraceTag {
    let flags = try byte()
    let length = Int(try byte())
    guard let technology = TagID.Technology(rawValue: flags & 0b11),
      let id = TagID(technology, try raw(length))
    else { throw .damaged }
    var tag = TraceTag(id, knowledge: try knowledge(), isDecided: flags & 1 << 2 != 0)
    if flags & 1 << 3 != 0 {
      let chance = TraceChance(doubt: try float(), isLikely: flags & 1 << 4 != 0)
      guard let chance else { throw .damaged }
      tag.chance = chance
    }
    return tag
  }

  private mutating func knowledge() throws(TraceFault) -> TraceKnowledge {
    let flags = try byte()
    guard let standing = TraceKnowledge.Standing(rawValue: flags & 0b11) else { throw .damaged }
    var known = TraceKnowledge(standing, isInUse: flags & 1 << 2 != 0)
    if flags & 1 << 3 != 0 {
      known.rival = .init(odds: try coarse(), isHeld: flags & 1 << 4 != 0)
    }
    if flags & 1 << 5 != 0 {
      var weights: [CoarseNumber] = []
      for _ in 0..<16 { weights.append(try coarse()) }
      known.past = TracePast(weights)
    }
    return known
  }

  private mutating func coarse() throws(TraceFault) -> CoarseNumber {
    guard let number = CoarseNumber(bits: try fixed()) else { throw .damaged }
    return number
  }
}

extension TraceReader {
  fileprivate mutating func steps(tagCount: Int) throws(TraceFault) -> [TraceStep] {
    let count = try count(max: TrayTrace.stepsMax)
    var steps: [TraceStep] = []
    steps.reserveCapacity(count)
    var last = TraceRound(began: .origin, ended: .origin, quality: .complete, tags: 0)
    for _ in 0..<count {
      let step = try step(after: last, tagCount: tagCount)
      if let round = step.round { last = round }
      steps.append(step)
    }
    return steps
  }

  private mutating func step(
    after last: TraceRound, tagCount: Int
  ) throws(TraceFault) -> TraceStep {
    let code = try byte()
    if let quality = InventoryRound.Quality(traceCode: code & 0b11) {
      return .round(try round(quality, after: last, code: code, tagCount: tagCount))
    }
    switch code {
    case TraceStep.tapCode: return .tap(at: last.ended + (try time()))
    case TraceStep.tapEndedCode: return .tapEnded
    case TraceStep.wakeCode: return .wake(at: last.ended + (try time()))
    case TraceStep.knownCode:
      guard tagCount > 0 else { throw .damaged }
      return .known(tag: try count(max: tagCount - 1), try knowledge())
    case TraceStep.gapCode: return .gap(try gap(tagCount: tagCount))
    default: throw .damaged
    }
  }

  private mutating func round(
    _ quality: InventoryRound.Quality, after last: TraceRound, code: UInt8, tagCount: Int
  ) throws(TraceFault) -> TraceRound {
    guard code & ~(TraceStep.sameTags | 0b11) == 0 else { throw .damaged }
    // `stepsMax` times the longest time fits the clock.
    let began = last.ended + (try time())
    let ended = began + .microseconds(Int64(try count(max: Int(Self.timeMax))))
    guard code & TraceStep.sameTags == 0 else {
      return TraceRound(began: began, ended: ended, quality: quality, tags: last.tags)
    }
    var tags: UInt64 = 0
    for index in 0..<(tagCount + 7) / 8 { tags |= UInt64(try byte()) << UInt64(8 * index) }
    guard tagCount == 64 || tags >> UInt64(tagCount) == 0 else { throw .damaged }
    return TraceRound(began: began, ended: ended, quality: quality, tags: tags)
  }

  private mutating func gap(tagCount: Int) throws(TraceFault) -> TraceGap {
    var gap = TraceGap()
    gap.completeRounds = try count(max: .max >> 16)
    gap.imperfectRounds = try count(max: .max >> 16)
    let reads = try count(max: tagCount)
    for _ in 0..<reads { gap.reads.append(try count(max: gap.rounds)) }
    return gap
  }
}
