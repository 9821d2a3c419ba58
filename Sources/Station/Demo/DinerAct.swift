public import ReaderEmulation
public import TagReads

/// What a diner does with tray and card, for the runner to carry out on the emulated antennas.
public enum DinerAct: Equatable, Sendable {
  /// Plates come into the field of the lane's tray antenna.
  case place(lane: Int, [EmulatedTag])
  /// Plates leave the field.
  case remove(lane: Int, [TagID])
  /// A card is held to the lane's card reader, or laid on its tray antenna.
  case tap(lane: Int, EmulatedTag)
  /// The card is taken away.
  case lift(lane: Int, TagID)
}
