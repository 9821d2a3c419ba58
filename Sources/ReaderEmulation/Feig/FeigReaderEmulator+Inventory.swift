import Primitives
import TagReads

// [B0] [01] Inventory (PR101 manual H60301-3e, pages 59 and 60).
//
//     request  01 | MODE              MODE bit 7: 0 new inventory, 1 more of the last one
//     reply    DATA-SETS | set ...
//     set      03 | DSFID | UID (8, E0 first)             ISO 15693
//              04 | TR-INFO | OPT-INFO | UID (7 or 10)    ISO 14443 A, 10 if TR-INFO bit 2 is set
extension FeigReaderEmulator {
  private static let moreBit: UInt8 = 0x80
  private static let longUIDBit: UInt8 = 0x04

  mutating func inventory(_ data: [UInt8]) -> FeigAnswer {
    guard data.count == 1 else { return .wrongLength }
    guard data[0] & ~Self.moreBit == 0 else { return .outOfRange }
    let disturbance = antenna.takeDisturbance()
    if disturbance == .busy { return FeigAnswer(status: FeigStatusByte.busy) }
    var time = Duration.zero
    if data[0] & Self.moreBit == 0 {
      time = detect(isAborted: disturbance == .aborted)
    } else if disturbance == .aborted {
      unreported = Array(unreported.prefix(generator.integer(0...unreported.count)))
    }
    var answer = nextPage()
    answer.time = time
    spoil(&answer, by: disturbance)
    return answer
  }

  /// Asks the air and fills `unreported`; says how long that took.
  private mutating func detect(isAborted: Bool) -> Duration {
    unreported = []
    var time = Duration.zero
    if !settings.reportsTagsOnce {
      dropField()
      time += settings.fieldOffTime
    }
    var finds = isFieldOn ? pollAir() : AirFinds.nobody(polling: settings.polls)
    if isAborted { finds.abort(after: generator.integer(0...max(0, finds.tags.count - 1))) }
    if settings.spendsTimeOnStayQuiet {
      finds.elapsed += VicinityAir.stayQuiet * finds.tags.count
    }
    quiet.formUnion(finds.tags.map(\.lying.placement))
    unreported = finds.tags.map(\.lying.tag)
    return time + finds.elapsed.duration
  }

  private mutating func pollAir() -> AirFinds {
    quiet.formIntersection(antenna.everything().map(\.placement))
    let answering = antenna.airRound().filter { !quiet.contains($0.placement) }
    return AirFinds(answering, polling: settings.polls)
  }

  /// The next reply's worth of what was detected.
  private mutating func nextPage() -> FeigAnswer {
    let size = min(max(1, settings.tagsPerReplyMax), 255)
    let page = unreported.prefix(size)
    unreported = Array(unreported.dropFirst(size))
    if page.isEmpty { return FeigAnswer(status: FeigStatusByte.noTransponder) }
    return FeigAnswer(
      status: unreported.isEmpty ? FeigStatusByte.done : FeigStatusByte.moreData,
      data: [UInt8(page.count)] + page.flatMap { Self.dataSet(of: $0) })
  }

  private mutating func spoil(_ answer: inout FeigAnswer, by disturbance: DisturbanceKind?) {
    switch disturbance {
    case .aborted:
      unreported = []
      answer.status = FeigStatusByte.communicationError
    case .noiseWarning where answer.status == FeigStatusByte.done:
      answer.status = FeigStatusByte.noiseWarning
    case .damagedReply: answer.fate = .damaged
    case .silence: answer.fate = .lost
    case .noiseWarning, .busy, nil: break
    }
  }

  /// A four-byte UID has three zero bytes before it, as the set has room for seven.
  private static func dataSet(of tag: EmulatedTag) -> [UInt8] {
    let uid = tag.id.bytes
    guard tag.id.technology == .iso14443 else { return [0x03, tag.dsfid] + uid }
    let padding = [UInt8](repeating: 0, count: max(0, 7 - uid.count))
    return [0x04, uid.count > 7 ? longUIDBit : 0, 0x00] + padding + uid
  }
}
