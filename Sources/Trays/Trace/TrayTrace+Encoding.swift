import Primitives
import TagReads

/// The bytes of a trace, version 1. Whole numbers stand with their most significant byte first,
/// `count` and `time` as `TraceWriter` writes them; times are microseconds.
///
///     +-----------+---------+----------+-----------------+----------------------+
///     | 'T' 'T' 1 | digest  | limits   | habits: plates, | arrived, bill, tap,  |
///     |           | 8       | 3 floats | strays, seconds | payment              |
///     |           |         |          | 33 floats       |                      |
///     +-----------+---------+----------+-----------------+----------------------+
///     | complete rounds, reads left out | n, n tags | m, m steps | check: 8       |
///     +---------------------------------+-----------+------------+----------------+
///
///     arrived     time
///     judgement   0                                                  there is none
///                 1, time, overlooked, misjudged, contested: 3 floats
///     tag         flags, length, the tag's bytes, knowledge, doubt: 1 float if bit 3
///       flags     bits 0-1 technology, 2 decided, 3 has a chance, 4 the chance is above 1/2
///     knowledge   flags, odds: 2 bytes if bit 3, past: 16 x 2 bytes if bit 5
///       flags     bits 0-1 standing, 2 in use, 3 another lane reads it, 4 and counts it, 5 past
///
/// A step begins with a byte whose lowest bits say what it is:
///
///     00 01 10    round: complete, partial, disturbed
///                 time from the last round's end to this one's beginning, count from its beginning
///                 to its end, the tags' bits, (n + 7) / 8 bytes, the first tag in bit 0 of the
///                 first; none of these if bit 2: the same tags as in the round before
///     11          bits 2-4: 0 tap: time since the last round's end     1 tap ended
///                 2 wake: time since the last round's end              3 known: place, knowledge
///                 4 gap: complete rounds, others, k, k counts of reads
///
/// `check` is the FNV-1a of all bytes before it. A tray of six plates takes some 700 bytes.
extension TrayTrace {
  static let version: UInt8 = 1
  static let signature: [UInt8] = [0x54, 0x54]

  /// Writes the trace; nothing if it would take more than `byteCountMax` bytes.
  public var bytes: [UInt8]? {
    var writer = TraceWriter()
    writer.raw(Self.signature + [Self.version])
    writer.fixed(settingsDigest)
    for limit in [limits.bill, limits.payment, limits.doubt] { writer.float(limit) }
    for mix in [habits.plates, habits.strays] {
      for index in 0..<16 { writer.float(Float(mix[index])) }
    }
    writer.float(Float(habits.seconds))
    writer.time(arrived.since(.origin))
    for judgement in [bill, tap, payment] { writer.judgement(judgement) }
    writer.count(completeRounds)
    writer.count(readsLeftOut)
    writer.count(tags.count)
    for tag in tags { writer.tag(tag) }
    writer.count(steps.count)
    writer.steps(steps, tagCount: tags.count)
    writer.fixed(ShortDigest(writer.bytes).value)
    return writer.bytes.count <= Self.byteCountMax ? writer.bytes : nil
  }
}

extension TraceWriter {
  fileprivate mutating func judgement(_ judgement: TraceJudgement?) {
    byte(judgement == nil ? 0 : 1)
    guard let judgement else { return }
    time(judgement.at.since(.origin))
    for risk in [judgement.overlooked, judgement.misjudged, judgement.contested] { float(risk) }
  }

  fileprivate mutating func tag(_ tag: TraceTag) {
    var flags = tag.tag.technology.rawValue
    if tag.isDecided { flags |= 1 << 2 }
    if let chance = tag.chance { flags |= 1 << 3 | (chance.isLikely ? 1 << 4 : 0) }
    let bytes = tag.tag.bytes
    byte(flags)
    byte(UInt8(bytes.count))
    raw(bytes)
    knowledge(tag.knowledge)
    if let chance = tag.chance { float(chance.doubt) }
  }

  fileprivate mutating func knowledge(_ known: TraceKnowledge) {
    var flags = known.standing.rawValue
    if known.isInUse { flags |= 1 << 2 }
    if let rival = known.rival { flags |= 1 << 3 | (rival.isHeld ? 1 << 4 : 0) }
    if known.past != nil { flags |= 1 << 5 }
    byte(flags)
    if let rival = known.rival { fixed(rival.odds.bits) }
    for weight in known.past?.weights ?? [] { fixed(weight.bits) }
  }

  fileprivate mutating func steps(_ steps: [TraceStep], tagCount: Int) {
    var last = TraceRound(began: .origin, ended: .origin, quality: .complete, tags: 0)
    for step in steps {
      switch step {
      case .round(let next):
        round(next, after: last, tagCount: tagCount)
        last = next
      case .tap(let moment):
        byte(TraceStep.tapCode)
        time(moment.since(last.ended))
      case .tapEnded: byte(TraceStep.tapEndedCode)
      case .wake(let moment):
        byte(TraceStep.wakeCode)
        time(moment.since(last.ended))
      case .known(let tag, let known):
        byte(TraceStep.knownCode)
        count(tag)
        knowledge(known)
      case .gap(let gap):
        byte(TraceStep.gapCode)
        for number in [gap.completeRounds, gap.imperfectRounds, gap.reads.count] + gap.reads {
          count(number)
        }
      }
    }
  }

  private mutating func round(_ round: TraceRound, after last: TraceRound, tagCount: Int) {
    let isSame = round.tags == last.tags
    byte(round.quality.traceCode | (isSame ? TraceStep.sameTags : 0))
    time(round.began.since(last.ended))
    count(Int(round.ended.since(round.began).wholeNanoseconds / 1_000))
    guard !isSame else { return }
    for index in 0..<(tagCount + 7) / 8 {
      byte(UInt8(truncatingIfNeeded: round.tags >> UInt64(8 * index)))
    }
  }
}

/// The first byte of a step.
extension TraceStep {
  static let sameTags: UInt8 = 1 << 2
  static let tapCode: UInt8 = 0b11
  static let tapEndedCode: UInt8 = 0b11 | 1 << 2
  static let wakeCode: UInt8 = 0b11 | 2 << 2
  static let knownCode: UInt8 = 0b11 | 3 << 2
  static let gapCode: UInt8 = 0b11 | 4 << 2
}

extension InventoryRound.Quality {
  fileprivate var traceCode: UInt8 {
    switch self {
    case .complete: 0
    case .partial: 1
    case .disturbed: 2
    }
  }

  init?(traceCode: UInt8) {
    switch traceCode {
    case 0: self = .complete
    case 1: self = .partial
    case 2: self = .disturbed
    default: return nil
    }
  }
}
