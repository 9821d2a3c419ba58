import Primitives
import TagReads

// 01: one request, as many frames as the tags need.
//
//     UHFReader18    NUM (LENGTH EPC)...                 the last frame has the last tags, or FB
//     UHFReader288   ANTENNA NUM (LENGTH EPC RSSI)...    the last frame is empty; if bit 7 of Q is
//                                                        set, ANTENNA RATE2 TOTAL4 follows (26)
//
// The request of the newer generation is Q SESSION MASK-MEM MASK-ADR2 MASK-LEN, then the mask's
// bytes, then TARGET ANTENNA SCAN-TIME or nothing (UHFReader288MP manual v1.14, pages 14 to 16).
extension LenAdrUHFReaderEmulator {
  /// An inventory as it will have been.
  struct Scan {
    var frames: [LenAdrDeviceLine.Frame]
    var duration: Duration
  }

  private struct Hearing {
    var tag: EmulatedTag
    var after: Duration
  }

  /// Nothing if the reader was busy and lost the command.
  mutating func inventory(_ data: [UInt8]) -> Scan? {
    let scanTime: Duration
    switch requestedTime(data) {
    case .failure(let refusal): return ended(refusal.status)
    case .success(let time): scanTime = time
    }
    let disturbance = antenna.takeDisturbance()
    if disturbance == .busy { return nil }
    guard settings.hasAntenna else { return ended(LenAdrUHFFrames.antennaError) }
    var (hearings, duration) = listen()
    var status = LenAdrUHFFrames.complete
    if duration > scanTime {
      hearings.removeAll { $0.after > scanTime }
      duration = scanTime
      status = LenAdrUHFFrames.timeOver
    }
    if disturbance == .aborted {
      hearings.removeLast(generator.integer(min(1, hearings.count)...hearings.count))
      status = LenAdrUHFFrames.timeOver
    }
    if forget(&hearings) { status = LenAdrUHFFrames.memoryFull }
    var frames = frames(hearings, status, after: duration)
    if wantsCount(data) { tell(hearings.count, after: duration, status, in: &frames) }
    return spoiled(Scan(frames: frames, duration: duration), by: disturbance)
  }

  private func wantsCount(_ data: [UInt8]) -> Bool {
    settings.generation == .uhfReader288 && data[0] & 0x80 != 0
  }

  private func tell(
    _ count: Int, after duration: Duration, _ status: UInt8,
    in frames: inout [LenAdrDeviceLine.Frame]
  ) {
    guard settings.telling != .never else { return }
    if settings.telling == .insteadOfLast, status == LenAdrUHFFrames.complete {
      frames.removeLast()
    }
    let milliseconds = max(1, Int(duration.wholeNanoseconds / 1_000_000))
    let rate = min(count * 1000 / milliseconds, 0xFFFF)
    let numbers = [rate >> 8, rate, count >> 24, count >> 16, count >> 8, count]
    let firstAntenna: UInt8 = 0x01
    frames.append(
      LenAdrUHFFrames.single(
        0x01, LenAdrUHFFrames.statistics,
        [firstAntenna] + numbers.map { UInt8(truncatingIfNeeded: $0) }, after: duration))
  }

  private struct Refusal: Error {
    var status: UInt8
  }

  private func requestedTime(_ data: [UInt8]) -> Result<Duration, Refusal> {
    let tenths: UInt8
    if settings.generation == .uhfReader18 {
      guard data.isEmpty else { return .failure(Refusal(status: LenAdrUHFFrames.wrongLength)) }
      tenths = settings.information[7]
    } else {
      let headCount = 6
      guard data.count >= headCount else {
        return .failure(Refusal(status: LenAdrUHFFrames.wrongLength))
      }
      if settings.telling == .refused, wantsCount(data) {
        return .failure(Refusal(status: LenAdrUHFFrames.parameterError))
      }
      let rest = data.dropFirst(headCount + (Int(data[5]) + 7) / 8)
      guard rest.isEmpty || rest.count == 3 else {
        return .failure(Refusal(status: LenAdrUHFFrames.wrongLength))
      }
      let antennas: ClosedRange<UInt8> = 0x80...0x87
      guard rest.dropFirst().first.map(antennas.contains) ?? true else {
        return .failure(Refusal(status: LenAdrUHFFrames.parameterError))
      }
      tenths = rest.last ?? settings.information[7]
    }
    return .success(tenths == 0 ? .seconds(3600) : .milliseconds(100 * Int64(tenths)))
  }

  /// The air rounds of one inventory: every hearing with its time, and how long all that takes.
  private func listen() -> (hearings: [Hearing], duration: Duration) {
    var hearings: [Hearing] = []
    var elapsed = Duration.zero
    for _ in 0..<max(1, settings.roundsPerInventory) {
      let tags = antenna.airRound().map(\.tag).filter { $0.id.technology == .epc }
      hearings += tags.enumerated().map { index, tag in
        Hearing(tag: tag, after: elapsed + settings.air.hearing(index, of: tags.count))
      }
      elapsed += settings.air.round(of: tags.count)
    }
    return (hearings, elapsed)
  }

  /// Drops what the memory has no room for; true if that is something.
  private func forget(_ hearings: inout [Hearing]) -> Bool {
    var known: Set<TagID> = []
    let before = hearings.count
    hearings.removeAll { hearing in
      if known.contains(hearing.tag.id) { return false }
      guard known.count < settings.memoryTagsMax else { return true }
      known.insert(hearing.tag.id)
      return false
    }
    return hearings.count < before
  }

  private func frames(
    _ hearings: [Hearing], _ status: UInt8, after duration: Duration
  ) -> [LenAdrDeviceLine.Frame] {
    var frames: [LenAdrDeviceLine.Frame] = []
    var rest = hearings[...]
    let isOlder = settings.generation == .uhfReader18
    let pageMax = max(1, settings.tagsPerFrameMax)
    while rest.count > (isOlder ? pageMax : 0) {
      let page = rest.prefix(pageMax)
      rest = rest.dropFirst(pageMax)
      frames.append(frame(Array(page), LenAdrUHFFrames.moreFrames))
    }
    if isOlder, hearings.isEmpty, status == LenAdrUHFFrames.complete {
      return [LenAdrUHFFrames.single(0x01, LenAdrUHFFrames.noTag, after: duration)]
    }
    var last = frame(Array(rest), status)
    last.readyAfter = duration
    return frames + [last]
  }

  private func frame(_ page: [Hearing], _ status: UInt8) -> LenAdrDeviceLine.Frame {
    let isOlder = settings.generation == .uhfReader18
    let firstAntenna: UInt8 = 0x01
    let head = (isOlder ? [] : [firstAntenna]) + [UInt8(clamping: page.count)]
    let tags = page.flatMap { hearing -> [UInt8] in
      let epc = hearing.tag.id.bytes
      return [UInt8(epc.count)] + epc + (isOlder ? [] : [strengthNumber(of: hearing.tag)])
    }
    return LenAdrUHFFrames.single(0x01, status, head + tags, after: page.last?.after ?? .zero)
  }

  private mutating func spoiled(_ scan: Scan, by disturbance: DisturbanceKind?) -> Scan {
    var spoiled = scan
    switch disturbance {
    case .damagedReply:
      spoiled.frames[generator.integer(0...scan.frames.count - 1)].isDamaged = true
    case .silence: spoiled.frames = []
    case .noiseWarning: return ended(LenAdrUHFFrames.executionError)
    case .aborted, .busy, nil: break
    }
    return spoiled
  }

  private func ended(_ status: UInt8) -> Scan {
    Scan(frames: [LenAdrUHFFrames.single(0x01, status)], duration: .zero)
  }
}
