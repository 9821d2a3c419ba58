import Primitives
import TagReads
import Trays

/// The tags of the first round that has any: what a reader in its simplest mode hands over, and
/// what many a sample program takes for the truth.
struct FirstReadSet: PublishedRule {
  var stay = TrayStay()

  mutating func decide(by round: InventoryRound) -> [TagID]? { round.tags }
}
