public import TagReads

/// How reading or writing a tag's memory ended.
public struct BlockAnswer: Hashable, Sendable {
  /// The ways it can end.
  public enum Outcome: Hashable, Sendable {
    /// The blocks asked for, in the tag's own byte order.
    case read([[UInt8]])
    /// The blocks are in the tag: they were written, read back and found equal.
    case written([[UInt8]])
    /// The tag stopped answering; that many blocks had been read or written before.
    case tagGone(afterBlocks: Int)
    /// The tag answered with an ISO 15693-3 error code, at that block if the reader said which.
    case tagRefused(error: UInt8, block: Int?)
    /// What was read back at that block is not what was written: write it again.
    case notVerified(block: Int)
    /// The reader could not do it.
    case failed(ReaderFault)
  }

  /// The tag that was asked.
  public var tag: TagID

  /// The first block asked for.
  public var first: Int

  /// How it ended.
  public var outcome: Outcome

  /// Makes an answer.
  public init(tag: TagID, first: Int, outcome: Outcome) {
    self.tag = tag
    self.first = first
    self.outcome = outcome
  }
}
