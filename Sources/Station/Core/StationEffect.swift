public import Lanes
public import Readers
public import TagReads

/// What the station wants done outside: the runner does it, and says so with a `StationInput`.
public enum StationEffect: Sendable, Equatable {
  /// Work for a reader's channel.
  case channel(ReaderSlot, ChannelWork)
  /// Look up what a card stands for.
  case identify(lane: Int, TagID)
  /// Carry out a debit, durably.
  case pay(lane: Int, PaymentRequest)
  /// Something that people or programs may want to know.
  case event(StationEvent)
}

/// What can be asked of a reader's channel.
public enum ChannelWork: Sendable, Equatable {
  /// Open it.
  case open
  /// Reset the device when it is opened next.
  case reset
  /// Send bytes, in order.
  case send([UInt8])
  /// Close it.
  case close
}

/// What happens in a station, for displays, logs and tests.
public enum StationEvent: Sendable, Equatable {
  /// A reader was lost, came back, or needs somebody to look at it.
  case reader(ReaderSlot, ReaderStanding)
  /// A reader answered a request for a tag's memory.
  case blocks(ReaderSlot, BlockAnswer)
  /// The staff should look after the chips of some plates at a lane.
  case chips(lane: Int, ChipTrouble, [TagID])
  /// A lane shows something else.
  case view(lane: Int, LaneView)
  /// A lane makes a sound.
  case sound(lane: Int, LaneSound)
  /// Something worth a line in the log.
  case note(lane: Int, LaneNote)
}
