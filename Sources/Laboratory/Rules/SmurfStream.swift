import Primitives
import TagReads

/// The stream of reads as SMURF cleans it: which tags it takes for there, epoch by epoch.
///
/// An epoch must have several rounds, or the share of rounds is 0 or 1 and its test for a
/// transition can never fire; it has three.
struct SmurfStream {
  /// - epochRounds (rounds, 3): rounds of an epoch.
  static let epochRounds = 3

  /// Epochs since a tag was read for the first time, or again after it had gone.
  private(set) var epochsSinceNew = 0

  private var windows: [TagID: SmurfWindow] = [:]
  private var reads: [TagID: Int] = [:]
  private var roundsInEpoch = 0

  /// The tags that are there, sorted.
  var present: [TagID] { windows.filter(\.value.isThere).keys.sorted() }

  /// The longest window that a tag which is there wants, in epochs.
  var wanted: Int { windows.values.filter(\.isThere).map(\.wanted).max() ?? 1 }

  /// Takes a round in; whether an epoch ended with it.
  mutating func take(_ round: InventoryRound) -> Bool {
    for read in round.reads { reads[read.tag, default: 0] += 1 }
    roundsInEpoch += 1
    guard roundsInEpoch == Self.epochRounds else { return false }
    endEpoch()
    return true
  }

  private mutating func endEpoch() {
    windows = windows.filter { $0.value.isThere || reads[$0.key] != nil }
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
