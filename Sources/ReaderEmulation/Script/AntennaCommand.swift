public import TagReads

/// One act on an emulated antenna or its reader.
public enum AntennaCommand: Equatable, Sendable {
  /// Blank tags are laid down, read every time until their rate is set.
  case place([TagID])
  /// Tags are taken away.
  case remove([TagID])
  /// Everything is taken away.
  case clear
  /// A tag that lies there is read at this rate from now on.
  case rate(TagID, Double)
  /// The next inventories go wrong.
  case disturb(DisturbanceKind, rounds: Int)
  /// The reader is put into scan mode or back into host mode.
  case scanMode(Bool)
  /// The reader is there and answers nothing, or answers again.
  case mute(ReaderMuteness)
  /// Nothing happens for a while.
  case wait(Duration)
  /// The script ends, and with it the serving.
  case quit
}
