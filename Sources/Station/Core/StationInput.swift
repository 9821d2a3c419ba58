public import Lanes
public import Ledger
public import Menus
public import Primitives
public import Readers
public import TagReads
public import Trays

/// Something that reaches the station from outside: the only way anything gets in.
public enum StationInput: Sendable {
  /// The station begins: readers are opened.
  case start
  /// News of a reader's channel.
  case channel(ReaderSlot, ChannelNews)
  /// What a card stands for, as asked for by `StationEffect.identify`.
  case identified(lane: Int, TagID, CardStanding)
  /// The books could not say now what a card stands for; the sentence says why.
  case lookupFailed(lane: Int, TagID, String)
  /// The answer to `StationEffect.pay`.
  case paymentFinished(lane: Int, IntentID, PaymentResult)
  /// The menu or the plates have changed.
  case catalogue(Catalogue)
  /// Plates that were paid before the station started, and are not billable yet.
  case soldBefore([SoldPlate])
  /// Plates that have been bound to a dish again and are billable.
  case released([TagID])
  /// A reader is asked to read or write a tag's memory between its rounds.
  case request(ReaderSlot, ReaderRequest)
  /// The money side has stopped; the sentence says why.
  case booksStopped(String)
  /// A lane takes over habits that were not learned by serving.
  case taught(lane: Int, LaneHabits)
  /// What a lane has learned is forgotten; without a lane everything, of plates too.
  case forget(lane: Int?)
  /// The moment the station asked to be woken at has come.
  case wake
  /// The station ends: nothing new begins, the readers are put away.
  case stop
}

/// What can happen to a reader's channel.
public enum ChannelNews: Sendable, Equatable {
  /// It is open.
  case opened
  /// It could not be opened, or was lost.
  case failed(ReaderFault)
  /// Bytes came from the reader.
  case received([UInt8])
  /// A device that may be the reader was plugged in.
  case deviceArrived
}

/// A plate that a visit has paid.
public struct SoldPlate: Sendable, Equatable {
  /// The plate.
  public var plate: TagID
  /// The visit that paid it.
  public var visit: UniqueID
  /// When.
  public var at: WallTime

  /// Makes a note of a sale.
  public init(plate: TagID, visit: UniqueID, at: WallTime) {
    self.plate = plate
    self.visit = visit
    self.at = at
  }
}
