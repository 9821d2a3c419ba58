import TagReads

/// Reading or writing a tag's memory in progress, in as many commands as the reader needs.
struct BlockWork: Sendable {
  let tag: TagID
  let first: Int
  let count: Int
  /// The blocks to write; empty when reading.
  let wanted: [[UInt8]]
  private let readPageMax: Int
  private let writePageMax: Int
  var repeats = 0
  private(set) var isWriting: Bool
  private var writtenCount = 0
  private var blocks: [[UInt8]] = []

  /// Begins the work; a command reads so many blocks at most, and writes so many, the same number
  /// unless another is given.
  init(
    tag: TagID, first: Int, count: Int, wanted: [[UInt8]], pageMax: Int, writePageMax: Int? = nil
  ) {
    self.tag = tag
    self.first = first
    self.count = count
    self.wanted = wanted
    readPageMax = max(1, pageMax)
    self.writePageMax = max(1, writePageMax ?? pageMax)
    isWriting = !wanted.isEmpty
  }

  /// Blocks done of the step that is under way.
  var doneCount: Int { isWriting ? writtenCount : blocks.count }

  /// The number of the next block in the tag's memory.
  var nextBlock: Int { first + doneCount }

  /// How many blocks the next command is about.
  var pageCount: Int { min(isWriting ? writePageMax : readPageMax, count - doneCount) }

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
    blocks += read.prefix(count - blocks.count)
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

  /// Why no reader of tags with ISO 15693 numbers can do it; nothing if one can.
  var impossibility: ReaderFault? {
    guard first >= 0, count > 0, count <= 256, first <= 256 - count else {
      return .notPossible("Blocks are numbered 0 to 255; ask for at least one of them.")
    }
    guard tag.technology == .iso15693 else {
      return .notPossible("Blocks can be read and written on ISO 15693 tags only.")
    }
    return nil
  }
}
