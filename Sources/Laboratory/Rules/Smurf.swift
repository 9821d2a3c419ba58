import Primitives
import TagReads
import Trays

/// SMURF as a bill rule: the tags it takes for there, when none was new for the longest window any
/// of them wants.
///
/// SMURF (see `SmurfWindow`) cleans a stream of reads and decides nothing, so the last step is
/// ours: a bill when no tag was new for max w* epochs.
struct Smurf: PublishedRule {
  var stay = TrayStay()
  private var stream = SmurfStream()

  mutating func decide(by round: InventoryRound) -> [TagID]? {
    guard stream.take(round), stream.epochsSinceNew >= stream.wanted else { return nil }
    return stream.present
  }

  mutating func forget() { self = Smurf() }
}
