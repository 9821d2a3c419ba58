import Primitives
import TagReads

// 02: ENUM EPC MEM WORD NUM PASSWORD4 -> words. 03: WNUM ENUM EPC MEM WORD DATA PASSWORD4 ->
// nothing (UHFReader288MP manual v1.14, pages 18 to 20). ENUM and NUM count words of two bytes. The
// emulated chip's memory is its user bank; of the others it has nothing to show.
extension LenAdrUHFReaderEmulator {
  private static let userBank: UInt8 = 0x03
  private static let passwordByteCount = 4
  /// EPC Gen2 error codes: no such place, and locked.
  private static let memoryOverrun: UInt8 = 0x03
  private static let memoryLocked: UInt8 = 0x04

  mutating func readWords(_ data: [UInt8]) -> LenAdrUHFAnswer {
    var rest = data[...]
    guard let epc = takeEPC(from: &rest), rest.count == 3 + Self.passwordByteCount else {
      return LenAdrUHFAnswer(status: LenAdrUHFFrames.wrongLength)
    }
    let parameters = rest.prefix(3).map { Int($0) }
    let count = parameters[2]
    guard (1...120).contains(count) else {
      return LenAdrUHFAnswer(status: LenAdrUHFFrames.parameterError)
    }
    guard let tag = answering(epc) else { return nobody }
    let memory = parameters[0] == Int(Self.userBank) ? tag.blocks.flatMap(\.self) : []
    let start = parameters[1] * 2
    guard start + count * 2 <= memory.count else { return refused(Self.memoryOverrun) }
    return LenAdrUHFAnswer(
      status: LenAdrUHFFrames.done, data: Array(memory[start..<start + count * 2]),
      time: settings.memoryTime)
  }

  mutating func writeWords(_ data: [UInt8]) -> LenAdrUHFAnswer {
    var rest = data[...]
    guard let count = rest.popFirst(), count > 0, let epc = takeEPC(from: &rest),
      rest.count == 2 + Int(count) * 2 + Self.passwordByteCount, let bank = rest.popFirst(),
      let word = rest.popFirst()
    else { return LenAdrUHFAnswer(status: LenAdrUHFFrames.wrongLength) }
    guard let tag = answering(epc) else { return nobody }
    let start = Int(word) * 2
    let content = Array(rest.prefix(Int(count) * 2))
    guard bank == Self.userBank, start + content.count <= tag.blocks.reduce(0, { $0 + $1.count })
    else { return refused(Self.memoryOverrun) }
    guard write(content, at: start, into: tag) else { return refused(Self.memoryLocked) }
    return LenAdrUHFAnswer(status: LenAdrUHFFrames.done, time: settings.memoryTime)
  }

  /// Changes the blocks that hold these bytes; false if one of them is locked.
  private func write(_ content: [UInt8], at start: Int, into tag: EmulatedTag) -> Bool {
    var position = 0
    for (number, block) in tag.blocks.enumerated() {
      defer { position += block.count }
      var changed = block
      for offset in block.indices {
        let index = position + offset - start
        if content.indices.contains(index) { changed[offset] = content[index] }
      }
      guard changed != block else { continue }
      if tag.lockedBlocks.contains(number) { return false }
      antenna.write(changed, block: number, of: tag.id)
    }
    return true
  }

  private func takeEPC(from rest: inout ArraySlice<UInt8>) -> TagID? {
    guard let words = rest.popFirst(), words <= 15, rest.count >= Int(words) * 2 else {
      return nil
    }
    let epc = rest.prefix(Int(words) * 2)
    rest = rest.dropFirst(epc.count)
    return TagID(.epc, epc)
  }

  private func answering(_ epc: TagID) -> EmulatedTag? {
    guard settings.hasAntenna,
      let tag = antenna.everything().first(where: { $0.tag.id == epc })?.tag
    else { return nil }
    return antenna.answers(epc) ? tag : nil
  }

  private var nobody: LenAdrUHFAnswer {
    LenAdrUHFAnswer(status: LenAdrUHFFrames.noTag, time: settings.memoryTime)
  }

  private func refused(_ code: UInt8) -> LenAdrUHFAnswer {
    LenAdrUHFAnswer(status: LenAdrUHFFrames.tagError, data: [code], time: settings.memoryTime)
  }
}
