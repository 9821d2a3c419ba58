import Primitives
import ReaderWire
import TagReads

/// Reading or writing a tag's blocks in progress, in as many commands as the reader needs.
struct FeigBlockWork: Sendable {
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
  func command(settings: FeigDriverSettings) -> FeigCommand {
    let start = UInt8(truncatingIfNeeded: first + doneCount)
    switch step {
    case .fencing:
      return .softwareVersion
    case .reading:
      let pageCount = min(settings.blocksPerCommandMax, count - blocks.count)
      return .readBlocks(tag: tag, first: start, count: UInt8(truncatingIfNeeded: pageCount))
    case .writing:
      let page = wanted[writtenCount..<writtenCount + writePageCount(settings: settings)]
      return .writeBlocks(tag: tag, first: start, blocks: Array(page))
    }
  }

  /// Takes a good answer; the outcome if there is nothing left to ask, or nothing if there is.
  mutating func advance(
    _ reply: FeigReply, settings: FeigDriverSettings
  ) -> BlockAnswer.Outcome? {
    repeats = 0
    switch step {
    case .fencing:
      step = wanted.isEmpty ? .reading : .writing
    case .writing:
      writtenCount += writePageCount(settings: settings)
      if writtenCount == count { step = .reading }
    case .reading:
      blocks += FeigBlocks(reply.data)?.blocks.prefix(count - blocks.count) ?? []
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

  private func writePageCount(settings: FeigDriverSettings) -> Int {
    let size = max(1, wanted.first?.count ?? 1)
    let fitting = max(1, settings.bytesPerWriteMax / size)
    return min(settings.blocksPerCommandMax, fitting, count - writtenCount)
  }
}
