import Primitives
import ReaderWire
import TagReads

// A block of a UHF tag is a word, two bytes, of the bank that the settings name.
extension LenAdrUHFDialect {
  private static let wordByteCount = 2

  mutating func startBlocks(tag: TagID, first: Int, count: Int, wanted: [[UInt8]]) -> Step {
    let blocks = BlockWork(
      tag: tag, first: first, count: count, wanted: wanted,
      pageMax: min(settings.wordsPerCommandMax, 120))
    if let fault = Self.impossibility(of: blocks) {
      return .ended(blocks.answer(.failed(fault)))
    }
    return ask(blocks, isFencing: mayHaveLateAnswer)
  }

  mutating func advance(
    _ current: BlockWork, isFencing: Bool, with reply: LenAdrUHFReply
  ) -> Step {
    var blocks = current
    if isFencing {
      mayHaveLateAnswer = false
      return ask(blocks)
    }
    switch reply.status {
    case .ok where blocks.isWriting:
      blocks.pageWritten()
    case .ok:
      let words = Self.words(reply.data)
      guard words.count == blocks.pageCount else {
        return askAgain(blocks, orEndWith: .failed(.lenAdrTagDisturbed))
      }
      if let outcome = blocks.pageRead(words) { return .ended(blocks.answer(outcome)) }
    case .noTag:
      return askAgain(blocks, orEndWith: .tagGone(afterBlocks: blocks.doneCount))
    case .poorCommunication, .executionError, .illegalCommand:
      return askAgain(blocks, orEndWith: .failed(.lenAdr(reply.status)))
    default:
      return .ended(blocks.answer(.failed(.lenAdr(reply.status))))
    }
    return ask(blocks)
  }

  private mutating func askAgain(
    _ current: BlockWork, orEndWith outcome: BlockAnswer.Outcome
  ) -> Step {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else { return .ended(blocks.answer(outcome)) }
    return ask(blocks)
  }

  private mutating func ask(_ blocks: BlockWork, isFencing: Bool = false) -> Step {
    work = .blocks(blocks, isFencing: isFencing)
    if isFencing { return ask(.information) }
    let first = UInt8(truncatingIfNeeded: blocks.nextBlock)
    if blocks.isWriting {
      return ask(
        .writeWords(tag: blocks.tag, bank: settings.bank, first: first, words: blocks.page))
    }
    let count = UInt8(truncatingIfNeeded: blocks.pageCount)
    return ask(.readWords(tag: blocks.tag, bank: settings.bank, first: first, count: count))
  }

  private static func words(_ data: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: data.count, by: wordByteCount).map {
      Array(data[$0..<min($0 + wordByteCount, data.count)])
    }
  }

  private static func impossibility(of blocks: BlockWork) -> ReaderFault? {
    guard blocks.first >= 0, blocks.count > 0, blocks.count <= 256,
      blocks.first <= 256 - blocks.count
    else { return .notPossible("Blocks are numbered 0 to 255; ask for at least one of them.") }
    guard blocks.tag.technology == .epc, blocks.tag.bytes.count.isMultiple(of: wordByteCount)
    else { return .notPossible("This reader reads and writes tags with whole-word EPCs only.") }
    return blocks.wanted.allSatisfy { $0.count == wordByteCount }
      ? nil : .notPossible("Blocks of a UHF tag are words of 2 bytes.")
  }
}
