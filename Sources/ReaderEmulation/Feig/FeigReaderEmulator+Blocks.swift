import Primitives
import TagReads

// Commands to one tag (PR101 manual H60301-3e, pages 62 to 73).
//
// "Sent always as MSB first" (page 17) holds for data blocks too: the bytes of a block are on the
// wire in the reverse of their order in the tag.
extension FeigReaderEmulator {
  private static let securityBit: UInt8 = 0x08

  /// [23]: MODE [UID] DB-ADR DB-N -> DB-N DB-SIZE (SEC-STATUS DB)...
  mutating func readBlocks(_ data: [UInt8]) -> FeigAnswer {
    refusing { reader throws(FeigRefusal) in
      var rest = data[...]
      let wantsLocks = (rest.first ?? 0) & Self.securityBit != 0
      let address = try FeigTagAddress.take(from: &rest, extraModeBits: Self.securityBit)
      guard rest.count == 2 else { throw FeigRefusal(.wrongLength) }
      let (first, count) = (Int(rest[rest.startIndex]), Int(rest[rest.startIndex + 1]))
      guard count > 0 else { throw FeigRefusal(.outOfRange) }
      let tag = try reader.answeringTag(address)
      return Self.blocks(of: tag, first: first, count: count, wantsLocks: wantsLocks)
    }
  }

  private static func blocks(
    of tag: EmulatedTag, first: Int, count: Int, wantsLocks: Bool
  ) -> FeigAnswer {
    guard first + count <= tag.blocks.count else {
      return tagError(VicinityErrorCode.blockNotAvailable)
    }
    let numbers = first..<first + count
    let size = tag.blocks[first].count
    let sets = numbers.flatMap { number -> [UInt8] in
      let isLocked = wantsLocks && tag.lockedBlocks.contains(number)
      return [isLocked ? 1 : 0] + tag.blocks[number].reversed()
    }
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes + 2,
      responseBytes: 3 + count * (wantsLocks ? size + 1 : size))
    return FeigAnswer(
      status: FeigStatusByte.done, data: [UInt8(count), UInt8(clamping: size)] + sets,
      time: air.duration)
  }

  /// [24]: MODE [UID] DB-ADR DB-N DB-SIZE DB... -> nothing, or DB-ADR-E of the first block that
  /// could not be written.
  mutating func writeBlocks(_ data: [UInt8]) -> FeigAnswer {
    refusing { reader throws(FeigRefusal) in
      var rest = data[...]
      let address = try FeigTagAddress.take(from: &rest)
      guard rest.count >= 3 else { throw FeigRefusal(.wrongLength) }
      let head = rest.prefix(3).map(Int.init)
      let (first, count, size) = (head[0], head[1], head[2])
      let content = Array(rest.dropFirst(3))
      guard count > 0, size > 0 else { throw FeigRefusal(.outOfRange) }
      guard content.count == count * size else { throw FeigRefusal(.wrongLength) }
      let blocks = (0..<count).map { Array(content[$0 * size..<($0 + 1) * size].reversed()) }
      return reader.write(blocks, first: first, to: try reader.tag(address))
    }
  }

  /// Writes block by block; a tag that goes missing in between may have taken the block or not.
  private mutating func write(
    _ blocks: [[UInt8]], first: Int, to tag: EmulatedTag
  ) -> FeigAnswer {
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes + 1 + blocks[0].count, responseBytes: 3)
    var time = Duration.zero
    for (offset, block) in blocks.enumerated() {
      let number = first + offset
      time += air.duration + settings.blockWriteTime
      var answer = write(block, number: number, to: tag)
      guard answer.status == FeigStatusByte.done else {
        answer.data.append(UInt8(truncatingIfNeeded: number))
        answer.time = time
        return answer
      }
    }
    return FeigAnswer(status: FeigStatusByte.done, time: time)
  }

  private mutating func write(_ block: [UInt8], number: Int, to tag: EmulatedTag) -> FeigAnswer {
    let writeError = FeigAnswer(status: FeigStatusByte.writeError)
    let isHeard = antenna.answers(tag.id)
    guard number < tag.blocks.count else {
      return isHeard ? Self.tagError(VicinityErrorCode.blockNotAvailable) : writeError
    }
    if tag.lockedBlocks.contains(number) {
      return isHeard ? Self.tagError(VicinityErrorCode.blockLocked) : writeError
    }
    guard block.count == tag.blocks[number].count else { return writeError }
    if isHeard || generator.chance(0.5) { antenna.write(block, block: number, of: tag.id) }
    return isHeard ? .done : writeError
  }

  /// [25]: MODE UID, addressed only.
  mutating func select(_ data: [UInt8]) -> FeigAnswer {
    refusing { reader throws(FeigRefusal) in
      var rest = data[...]
      let address = try FeigTagAddress.take(from: &rest)
      guard case .uid = address else { throw FeigRefusal(.outOfRange) }
      guard rest.isEmpty else { throw FeigRefusal(.wrongLength) }
      let lying = try reader.answeringLying(address)
      reader.selected = lying.placement
      reader.quiet.remove(lying.placement)
      return Self.shortExchange()
    }
  }

  /// [26]: MODE [UID]; the tag takes part in inventories again.
  mutating func resetToReady(_ data: [UInt8]) -> FeigAnswer {
    refusing { reader throws(FeigRefusal) in
      var rest = data[...]
      let address = try FeigTagAddress.take(from: &rest)
      guard rest.isEmpty else { throw FeigRefusal(.wrongLength) }
      let lying = try reader.answeringLying(address)
      reader.quiet.remove(lying.placement)
      if reader.selected == lying.placement { reader.selected = nil }
      return Self.shortExchange()
    }
  }

  /// [2B]: MODE [UID] -> DSFID UID (8) AFI MEM-SIZE (2) IC-REF. MEM-SIZE is the tag's two bytes
  /// reversed: bytes a block less one, blocks less one (RFID-Biblio's CPRM02 reads them so).
  mutating func systemInformation(_ data: [UInt8]) -> FeigAnswer {
    refusing { reader throws(FeigRefusal) in
      var rest = data[...]
      let address = try FeigTagAddress.take(from: &rest)
      guard rest.isEmpty else { throw FeigRefusal(.wrongLength) }
      let tag = try reader.answeringTag(address)
      let blockSize = UInt8(clamping: (tag.blocks.first?.count ?? 1) - 1)
      let blockCount = UInt8(clamping: tag.blocks.count - 1)
      let air = VicinityAir.exchange(
        requestBytes: VicinityAir.addressedRequestBytes, responseBytes: 17)
      return FeigAnswer(
        status: FeigStatusByte.done,
        data: [tag.dsfid] + tag.id.bytes + [tag.afi, blockSize, blockCount, 0x01],
        time: air.duration)
    }
  }
}
