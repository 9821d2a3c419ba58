import Primitives
import TagReads
import Trays

/// The tags that SMURF takes for there, as a bill that follows them.
///
/// SMURF as it is published (see `SmurfWindow`) and nothing on top: the bill is the cleaned stream,
/// and is shown anew when that changes.
struct SmurfPresence: TrayDecider {
  private var bill = PresenceBill()
  private var stream = SmurfStream()

  var settled: TrayReading? { bill.reading }

  var nextWake: Moment? { nil }

  mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent] {
    guard stream.take(round.plates(knowing)) else { return [] }
    return bill.show(stream.present, at: round.ended)
  }

  mutating func wake(at now: Moment) -> [TrayEvent] { [] }

  mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent] { bill.answer }

  mutating func cancelDecisiveLook() {}
}
