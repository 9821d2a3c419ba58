import Primitives
import TagReads

// 20: UID8 BLOCK -> security status, 4 bytes. 21: UID8 BLOCK DATA4 -> nothing.
extension LenAdrHFReaderEmulator {
  private static let uidByteCount = 8
  private static let blockByteCount = 4

  mutating func readBlock(_ data: [UInt8]) -> LenAdrHFAnswer {
    if let refusal = refusal(wantsCards: false) { return refusal }
    guard data.count == Self.uidByteCount + 1 else { return .wrongLength }
    let number = Int(data[Self.uidByteCount])
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes + 1,
      responseBytes: 4 + Self.blockByteCount)
    guard let tag = addressed(data), antenna.answers(tag.id) else {
      return LenAdrHFAnswer(status: LenAdrHFAnswer.noTag, time: air.duration)
    }
    guard number < tag.blocks.count, tag.blocks[number].count == Self.blockByteCount else {
      return tagError(VicinityErrorCode.blockNotAvailable, time: air.duration)
    }
    let isLocked = tag.lockedBlocks.contains(number)
    return LenAdrHFAnswer(
      status: LenAdrHFAnswer.done, data: [isLocked ? 1 : 0] + tag.blocks[number],
      time: air.duration)
  }

  mutating func writeBlock(_ data: [UInt8]) -> LenAdrHFAnswer {
    if let refusal = refusal(wantsCards: false) { return refusal }
    guard data.count == Self.uidByteCount + 1 + Self.blockByteCount else { return .wrongLength }
    let number = Int(data[Self.uidByteCount])
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes + 1 + Self.blockByteCount,
      responseBytes: 3)
    let time = air.duration + settings.blockWriteTime
    guard let tag = addressed(data) else {
      return LenAdrHFAnswer(status: LenAdrHFAnswer.noTag, time: time)
    }
    let isHeard = antenna.answers(tag.id)
    let isWritable = number < tag.blocks.count && !tag.lockedBlocks.contains(number)
    // A tag that goes missing meanwhile may have taken the block or not.
    if isWritable, isHeard || generator.chance(0.5) {
      antenna.write(Array(data.suffix(Self.blockByteCount)), block: number, of: tag.id)
    }
    guard isHeard else { return LenAdrHFAnswer(status: LenAdrHFAnswer.noTag, time: time) }
    guard isWritable else {
      let isThere = number < tag.blocks.count
      return tagError(
        isThere ? VicinityErrorCode.blockLocked : VicinityErrorCode.blockNotAvailable, time: time)
    }
    return LenAdrHFAnswer(status: LenAdrHFAnswer.done, time: time)
  }

  private func addressed(_ data: [UInt8]) -> EmulatedTag? {
    guard let id = tag(data.prefix(Self.uidByteCount)) else { return nil }
    return antenna.everything().first { $0.tag.id == id }?.tag
  }

  private func tagError(_ code: UInt8, time: Duration) -> LenAdrHFAnswer {
    LenAdrHFAnswer(status: LenAdrHFAnswer.tagError, data: [code], time: time)
  }
}
