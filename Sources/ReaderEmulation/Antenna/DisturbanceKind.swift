/// Something that goes wrong with a reader's next inventories.
public enum DisturbanceKind: String, CaseIterable, Sendable {
  /// The anticollision is broken off: a communication error with the tags found until then.
  case aborted
  /// One bit of the reply is wrong on its way to the host.
  case damagedReply
  /// The inventory is done and no reply comes.
  case silence
  /// The reader says it is busy and does nothing.
  case busy
  /// The inventory is done and the reader warns of noise on the antenna.
  case noiseWarning
}
