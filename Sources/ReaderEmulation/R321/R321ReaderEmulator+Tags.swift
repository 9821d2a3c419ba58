import Primitives
import TagReads

// Commands about ISO 15693 tags (manual V1.1, chapter 4).
extension R321ReaderEmulator {
  private static let blockBytes = 4
  private static let blocksMax = 32

  /// [11], 4.2: MODE 00 the next tags, 01 the last answer again -> (UID AA)... REMAINING 00.
  mutating func query(_ parameters: [UInt8], at now: Moment) -> R321Answer? {
    guard parameters.count == 1, configuration.isInventory, configuration.isPassive else {
      return nil
    }
    if parameters[0] == 0x01, let lastPage { return R321Answer(parameters: lastPage) }
    let disturbance = antenna.takeDisturbance()
    if disturbance == .busy { return nil }
    let time = look(at: now)
    if disturbance == .aborted {
      search.abort(keeping: generator.integer(0...max(0, search.found.count - 1)))
    }
    let page = nextPage()
    lastPage = page
    var answer = R321Answer(parameters: page, time: time)
    if disturbance == .damagedReply { answer.fate = .damaged }
    if disturbance == .silence { answer.fate = .lost }
    return answer
  }

  private mutating func look(at now: Moment) -> Duration {
    guard isFieldOn, !configuration.isTriggered else { return .zero }
    switch settings.inventory {
    case .onQuery:
      return search.found.isEmpty ? search.runOnce(at: now, over: antenna, rule) : .zero
    case .continuous:
      search.run(until: now, over: antenna, rule)
      return .zero
    }
  }

  private mutating func nextPage() -> [UInt8] {
    let tags = search.takeFound(min(max(1, settings.tagsPerReplyMax), 25))
    return tags.flatMap { $0.id.bytes.reversed() + [0xAA] }
      + [UInt8(clamping: search.found.count), 0x00]
  }

  /// [22], 4.4: UID FIRST N -> DATA... FLAG ERROR. Blocks have four bytes here.
  mutating func readBlocks(_ parameters: [UInt8]) -> R321Answer? {
    guard parameters.count == 10 else { return nil }
    let (first, count) = (Int(parameters[8]), Int(parameters[9]))
    guard let tag = tag(parameters), antenna.answers(tag.id) else { return Self.tagSilent }
    guard count <= Self.blocksMax, first + count <= tag.blocks.count else { return Self.tagError }
    let data = tag.blocks[first..<first + count].flatMap(\.self)
    guard data.count == count * Self.blockBytes else { return Self.tagError }
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes + 2, responseBytes: 3 + data.count)
    return R321Answer(parameters: data + [0x00, 0x00], time: air.duration)
  }

  /// [23], 4.5: UID FIRST N DATA... -> FLAG ERROR. Blocks before the one that failed are written.
  mutating func writeBlocks(_ parameters: [UInt8]) -> R321Answer? {
    guard parameters.count >= 10 else { return nil }
    let (first, count) = (Int(parameters[8]), Int(parameters[9]))
    let data = Array(parameters.dropFirst(10))
    guard data.count == count * Self.blockBytes, count <= Self.blocksMax else { return nil }
    guard let tag = tag(parameters) else { return Self.tagSilent }
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes + 1 + Self.blockBytes, responseBytes: 3)
    var time = Duration.zero
    for index in 0..<count {
      let block = Array(data[index * Self.blockBytes..<(index + 1) * Self.blockBytes])
      time += air.duration + settings.blockWriteTime
      if var failure = write(block, number: first + index, to: tag) {
        failure.time = time
        return failure
      }
    }
    return R321Answer(parameters: [0x00, 0x00], time: time)
  }

  /// Writes one block; how it failed, if it did. A tag that is not heard may have taken it or not.
  private mutating func write(
    _ block: [UInt8], number: Int, to tag: EmulatedTag
  ) -> R321Answer? {
    let isHeard = antenna.answers(tag.id)
    guard number < tag.blocks.count, !tag.lockedBlocks.contains(number),
      tag.blocks[number].count == block.count
    else { return isHeard ? Self.tagError : Self.tagSilent }
    if isHeard || generator.chance(0.5) { antenna.write(block, block: number, of: tag.id) }
    return isHeard ? nil : Self.tagSilent
  }

  /// The tag in the field whose UID the parameters begin with, low byte first.
  private func tag(_ parameters: [UInt8]) -> EmulatedTag? {
    guard isFieldOn, let id = TagID(.iso15693, parameters.prefix(8).reversed()) else { return nil }
    return antenna.everything().first { $0.tag.id == id }?.tag
  }

  private static let tagError = R321Answer(parameters: [0x01, 0x01])
  private static let tagSilent = R321Answer(parameters: [0x01, 0x03])
}
