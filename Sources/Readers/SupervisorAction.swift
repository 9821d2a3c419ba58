public import Primitives
public import TagReads

/// What the supervisor wants done with the channel, or has to say.
///
/// Actions are done in their order; what comes of one of them (a channel that opens or breaks at
/// once) is told to the supervisor after the last.
public enum SupervisorAction: Hashable, Sendable {
  /// Open the channel, then say `channelOpened` or `channelFailed`.
  case open
  /// Reset the device at the next opening, before it is used: it is there, but it did not answer.
  case reset
  /// Close the channel; closing a closed one does nothing.
  case close
  /// Send these bytes to the reader in one transfer.
  case send([UInt8])
  /// Call `wake` at that moment; it replaces any earlier wake.
  case wake(at: Moment)
  /// A round has ended.
  case round(InventoryRound)
  /// Reading or writing a tag's memory has ended.
  case blocks(BlockAnswer)
  /// The standing has changed: worth one line in the log, and a word to the lane.
  case standing(ReaderStanding)
}
