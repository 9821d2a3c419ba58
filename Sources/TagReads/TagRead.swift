/// One tag in one inventory round.
public struct TagRead: Hashable, Sendable {
  /// The chip that answered.
  public let tag: TagID

  /// Received signal strength in dBm, if the reader says it.
  public let signalStrengthDBm: Int?

  /// Makes a read of a tag.
  public init(_ tag: TagID, signalStrengthDBm: Int? = nil) {
    self.tag = tag
    self.signalStrengthDBm = signalStrengthDBm
  }
}
