public import TagReads

/// One thing asked of a reader.
public enum ReaderRequest: Hashable, Sendable {
  /// Which tags are on the antenna now; answered with a round.
  case inventory
  /// The memory of a tag, a number of blocks from the first; answered with blocks.
  case readBlocks(tag: TagID, first: Int, count: Int)
  /// Blocks to write to a tag's memory, in the tag's own byte order; verified by reading them back
  /// and answered with blocks.
  case writeBlocks(tag: TagID, first: Int, blocks: [[UInt8]])
}
