public import Primitives

/// A time in a virtual run during which a reader is unplugged.
public struct ReaderOutage: Sendable, Equatable {
  /// The reader.
  public var slot: ReaderSlot
  /// When its plug is pulled.
  public var begin: Moment
  /// When it is put back.
  public var end: Moment

  /// Plans an outage.
  public init(of slot: ReaderSlot, from begin: Moment, to end: Moment) {
    self.slot = slot
    self.begin = begin
    self.end = end
  }
}
