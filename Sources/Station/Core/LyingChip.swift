internal import Chips
internal import Primitives
internal import Readers
internal import TagReads

/// A chip on a lane's antenna: what is known of it, what is wanted of it, what it is asked.
struct LyingChip: Sendable {
  /// What its memory says, as far as that is known.
  enum Stage: Sendable {
    case unread
    case read(ChipContent, memory: [UInt8])
    /// It did not let itself be read.
    case unreadable
  }

  /// What the reader has been asked about it.
  enum Errand: Sendable {
    /// So many blocks from the first.
    case head(count: Int)
    /// The blocks after those, up to the end of the record and its mark.
    case rest(head: [[UInt8]])
    /// The mark from that block on.
    case mark(PaidMark, first: Int)

    /// The first block it is about.
    var first: Int {
      switch self {
      case .head: 0
      case .rest(let head): head.count
      case .mark(_, let first): first
      }
    }
  }

  /// Tries to read it, and tries to mark it.
  static let triesMax = 3
  static let blockByteCount = 4
  /// What is read at once: the usual record of up to 44 bytes, and its mark. Most readers take
  /// longer over two short reads than over a long one.
  static let headBlockCount = 14
  /// What every chip with a memory has, and what tells how long the record is.
  static let headBlockCountMin = 2

  private(set) var stage = Stage.unread
  private(set) var errand: Errand?
  /// When it was paid, while its mark is still wanted.
  private(set) var paidAt: WallTime?
  /// What it carried when it was paid, as far as that was known: another record is not marked.
  private var paidRecord: PlateRecord?
  /// Since when no round has had it.
  private(set) var missingSince: Moment?
  /// Tries of what is being done now that have failed.
  private var failedTries = 0
  /// No round has had it since a try failed: a plate that has gone, or a reader that is away, does
  /// not use up the others.
  private var awaitsRound = false

  var isUnread: Bool {
    if case .unread = stage { true } else { false }
  }

  /// What its memory says; nothing while that is not known.
  var content: ChipContent? {
    if case .read(let content, _) = stage { content } else { nil }
  }

  private var record: PlateRecord? {
    if case .record(let record, _) = content { record } else { nil }
  }

  /// A round had it, or not.
  mutating func noteRound(sees isSeen: Bool, at now: Moment) {
    missingSince = isSeen ? nil : missingSince ?? now
    if isSeen, errand == nil { awaitsRound = false }
  }

  /// Nobody knows what became of it: it is read anew. A mark that is wanted stays wanted.
  mutating func forget() {
    stage = .unread
    errand = nil
    failedTries = 0
    awaitsRound = false
  }

  /// The plate has been paid, and its chip is to say so.
  mutating func wantMark(_ paidAt: WallTime) {
    self.paidAt = paidAt
    paidRecord = record
  }

  /// What to ask the reader next, if anything.
  mutating func nextRequest(for tag: TagID) -> ReaderRequest? {
    guard errand == nil, !awaitsRound else { return nil }
    switch stage {
    case .unread: return askForHead(Self.headBlockCount, of: tag)
    case .read(_, let memory):
      guard let mark = paidAt.map(PaidMark.init(paidAt:)),
        let (offset, bytes) = mark.memory(after: memory, in: tag)
      else { return nil }
      let first = offset / Self.blockByteCount
      errand = .mark(mark, first: first)
      let blocks = stride(from: 0, to: bytes.count, by: Self.blockByteCount).map {
        Array(bytes[$0..<$0 + Self.blockByteCount])
      }
      return .writeBlocks(tag: tag, first: first, blocks: blocks)
    case .unreadable: return nil
    }
  }

  private mutating func askForHead(_ count: Int, of tag: TagID) -> ReaderRequest {
    errand = .head(count: count)
    return .readBlocks(tag: tag, first: 0, count: count)
  }
}

// What the reader says.
extension LyingChip {
  /// What an answer has brought about.
  enum Step {
    /// The record is longer than what has been read, or the chip is shorter: ask for this.
    case ask(ReaderRequest)
    /// What the chip says is known now, or known to stay unknown.
    case settled
    case marked
    /// It will not be tried again to mark it.
    case notMarked
    /// It will be tried again.
    case waiting
  }

  /// Takes an answer about what was asked in; nothing if it is about something else.
  mutating func take(_ answer: BlockAnswer) -> Step? {
    guard let errand, errand.first == answer.first else { return nil }
    switch (errand, answer.outcome) {
    case (.head, .read(let blocks)): return headRead(blocks, of: answer.tag)
    case (.head(let count), .tagRefused) where count > Self.headBlockCountMin:
      return .ask(askForHead(Self.headBlockCountMin, of: answer.tag))
    case (.head, .tagRefused(let error, _)) where Self.isWithoutMemory(error):
      return settle(.read(.none, memory: []))
    case (.rest(let head), .read(let blocks)): return memoryRead(head + blocks, of: answer.tag)
    case (.mark(let mark, _), .written): return marked(mark)
    case (_, .failed(let fault)) where fault.code == .channelLost:
      // The reader was pulled away from above it, which is no fault of the chip's.
      self.errand = nil
      awaitsRound = true
      return .waiting
    default: return tryFailed(answer.tag)
    }
  }

  /// Drops a mark that cannot be put behind what the chip says, and tells whether one was wanted of
  /// a chip that should have taken it: a blank one has nothing to mark, and one that has been
  /// written anew is another plate of food.
  mutating func dropImpossibleMark() -> Bool {
    guard paidAt != nil, !isUnread else { return false }
    if let record, paidRecord == nil || record == paidRecord { return false }
    paidAt = nil
    return record == nil && content != ChipContent.none
  }

  /// The codes of ISO 15693-3 for a command that is not supported and for a block that is not
  /// there: nothing can ever have been written to such a chip.
  private static func isWithoutMemory(_ error: UInt8) -> Bool { error == 0x01 || error == 0x10 }

  private mutating func headRead(_ blocks: [[UInt8]], of tag: TagID) -> Step {
    let head = blocks.flatMap { $0 }
    guard let size = blocks.first?.count, size > 0,
      let wanted = PlateRecord.byteCount(from: head), wanted > head.count
    else { return memoryRead(blocks, of: tag) }
    errand = .rest(head: blocks)
    let count = (wanted - head.count + size - 1) / size
    return .ask(.readBlocks(tag: tag, first: blocks.count, count: count))
  }

  private mutating func memoryRead(_ blocks: [[UInt8]], of tag: TagID) -> Step {
    let memory = blocks.flatMap { $0 }
    return settle(.read(PlateRecord.content(of: memory, in: tag), memory: memory))
  }

  private mutating func settle(_ stage: Stage) -> Step {
    self.stage = stage
    errand = nil
    failedTries = 0
    return .settled
  }

  private mutating func marked(_ mark: PaidMark) -> Step {
    if case .read(.record(let record, _), let memory) = stage {
      stage = .read(.record(record, paid: mark), memory: memory)
    }
    paidAt = nil
    errand = nil
    failedTries = 0
    return .marked
  }

  private mutating func tryFailed(_ tag: TagID) -> Step {
    defer { errand = nil }
    awaitsRound = true
    failedTries += 1
    guard failedTries >= Self.triesMax else { return .waiting }
    switch errand {
    case .mark:
      failedTries = 0
      paidAt = nil
      return .notMarked
    case .rest(let head):
      // It says of itself that it carries a record, and the record is not to be had.
      return memoryRead(head, of: tag)
    case .head, nil: return settle(.unreadable)
    }
  }
}
