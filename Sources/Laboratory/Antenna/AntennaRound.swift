import Primitives
import TagReads

/// A round as it reaches the station.
struct AntennaRound {
  let lane: Int
  let round: InventoryRound
  /// When it is delivered: late, if it is out of order.
  let delivered: Moment
  /// The tags in it that no one has registered; nearly always none.
  var unknowns: [TagID] = []
  /// The station was not running before it, and nobody was woken.
  var isAfterSleep = false
}
