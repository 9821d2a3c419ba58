import Primitives
import TagReads
import Trays

/// SMURF as a bill rule: the tags it takes for there, when none was new for the longest window any
/// of them wants.
///
/// SMURF (see `SmurfWindow`) cleans a stream of reads and decides nothing, so the last step is
/// ours: a bill when no tag was new for max w* epochs. An epoch must have several rounds, or the
/// share of rounds is 0 or 1 and its test for a transition can never fire; it has three.
struct Smurf: PublishedRule {
  /// - epochRounds (rounds, 3): rounds of an epoch.
  static let epochRounds = 3

  var stay = TrayStay()
  private var windows: [TagID: SmurfWindow] = [:]
  private var reads: [TagID: Int] = [:]
  private var roundsInEpoch = 0
  private var epochsSinceNew = 0

  mutating func decide(by round: InventoryRound) -> [TagID]? {
    for read in round.reads { reads[read.tag, default: 0] += 1 }
    roundsInEpoch += 1
    guard roundsInEpoch == Self.epochRounds else { return nil }
    endEpoch()
    let wanted = windows.values.filter(\.isThere).map(\.wanted).max() ?? 1
    guard epochsSinceNew >= wanted else { return nil }
    return windows.filter(\.value.isThere).keys.sorted()
  }

  mutating func forget() { self = Smurf() }

  private mutating func endEpoch() {
    let known = windows.count
    for tag in reads.keys where windows[tag] == nil { windows[tag] = SmurfWindow() }
    epochsSinceNew = windows.count > known ? 0 : epochsSinceNew + 1
    for tag in windows.keys {
      windows[tag]?.note(share: Double(reads[tag] ?? 0) / Double(Self.epochRounds))
    }
    reads.removeAll(keepingCapacity: true)
    roundsInEpoch = 0
  }
}
