import Primitives
import ReaderWire
import TagReads

/// Reading or writing a tag's blocks in progress, in as many commands as the reader needs.
struct R321BlockWork: Sendable {
  /// What has been asked last.
  enum Step: Equatable {
    /// A harmless question whose answer shows that no late answer is still to come.
    case fencing
    case writing
    case reading
  }

  let tag: TagID
  let first: Int
  let count: Int
  /// The blocks to write; empty when reading.
  let wanted: [[UInt8]]
  var step: Step
  var repeats = 0
  private var writtenCount = 0
  private var blocks: [[UInt8]] = []

  init(tag: TagID, first: Int, count: Int, wanted: [[UInt8]], needsFence: Bool) {
    self.tag = tag
    self.first = first
    self.count = count
    self.wanted = wanted
    step = needsFence ? .fencing : wanted.isEmpty ? .reading : .writing
  }

  /// Blocks done of the step that is under way.
  var doneCount: Int { step == .writing ? writtenCount : blocks.count }

  /// The question to ask next.
  func command(blocksMax: Int) -> R321Command {
    let start = UInt8(truncatingIfNeeded: first + doneCount)
    let pageCount = pageCount(blocksMax: blocksMax)
    switch step {
    case .fencing:
      return .version
    case .reading:
      return .readBlocks(tag: tag, first: start, count: UInt8(truncatingIfNeeded: pageCount))
    case .writing:
      let page = wanted[writtenCount..<writtenCount + pageCount]
      return .writeBlocks(tag: tag, first: start, blocks: Array(page))
    }
  }

  /// How many blocks the question is about.
  func pageCount(blocksMax: Int) -> Int {
    min(max(1, blocksMax), R321Command.blockCountMax, count - doneCount)
  }

  /// Takes a good answer with the blocks it brought; the outcome if nothing is left to ask.
  mutating func advance(_ read: [[UInt8]], blocksMax: Int) -> BlockAnswer.Outcome? {
    repeats = 0
    switch step {
    case .fencing:
      step = wanted.isEmpty ? .reading : .writing
    case .writing:
      writtenCount += pageCount(blocksMax: blocksMax)
      if writtenCount == count { step = .reading }
    case .reading:
      blocks += read
      if blocks.count == count { return finished }
    }
    return nil
  }

  private var finished: BlockAnswer.Outcome {
    guard !wanted.isEmpty else { return .read(blocks) }
    guard let differing = blocks.indices.first(where: { blocks[$0] != wanted[$0] }) else {
      return .written(blocks)
    }
    return .notVerified(block: first + differing)
  }
}
