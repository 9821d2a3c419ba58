import TagReads

/// Reading or writing a tag's memory in progress, in as many commands as the reader needs.
struct LenAdrBlockWork: Sendable {
  let tag: TagID
  let first: Int
  let count: Int
  /// The blocks to write; empty when reading.
  let wanted: [[UInt8]]
  /// The most blocks in one command.
  let pageMax: Int
  var repeats = 0
  private(set) var isWriting: Bool
  private var writtenCount = 0
  private var blocks: [[UInt8]] = []

  init(tag: TagID, first: Int, count: Int, wanted: [[UInt8]], pageMax: Int) {
    self.tag = tag
    self.first = first
    self.count = count
    self.wanted = wanted
    self.pageMax = max(1, pageMax)
    isWriting = !wanted.isEmpty
  }

  /// Blocks done of the step that is under way.
  var doneCount: Int { isWriting ? writtenCount : blocks.count }

  /// The number of the next block in the tag's memory.
  var nextBlock: Int { first + doneCount }

  /// How many blocks the next command is about.
  var pageCount: Int { min(pageMax, count - doneCount) }

  /// The blocks to write next.
  var page: [[UInt8]] { Array(wanted.dropFirst(writtenCount).prefix(pageCount)) }

  /// The page has been written; what is left is to write the next one, or to read back.
  mutating func pageWritten() {
    repeats = 0
    writtenCount += pageCount
    if writtenCount == count { isWriting = false }
  }

  /// The page has been read; the outcome if it was the last.
  mutating func pageRead(_ read: [[UInt8]]) -> BlockAnswer.Outcome? {
    repeats = 0
    blocks += read
    guard blocks.count >= count else { return nil }
    guard !wanted.isEmpty else { return .read(blocks) }
    guard let differing = blocks.indices.first(where: { blocks[$0] != wanted[$0] }) else {
      return .written(blocks)
    }
    return .notVerified(block: first + differing)
  }

  /// What ends the work.
  func answer(_ outcome: BlockAnswer.Outcome) -> DriverAction {
    .blocks(BlockAnswer(tag: tag, first: first, outcome: outcome))
  }
}
