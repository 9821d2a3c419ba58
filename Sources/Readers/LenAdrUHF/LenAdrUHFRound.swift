import Primitives
import ReaderWire
import TagReads

/// An inventory round of a UHF reader in progress, spread over as many frames as the reader needs.
struct LenAdrUHFRound: Sendable {
  /// What to do after a frame.
  enum Verdict: Equatable {
    /// More frames follow.
    case listening
    /// The round has ended.
    case ended
    /// The reader did not understand the question.
    case misunderstood
    /// The reader refuses.
    case refused
  }

  let began: Moment
  let damageBefore: Int
  /// A question is asked first whose answer shows that no late answer is still to come.
  var isFencing: Bool
  var repeats = 0
  /// The reader has been asked to say at the end how often it has heard a tag.
  var awaitsCount = false
  /// All that will come has come; a question shows that nothing else is still to come.
  var isClosing = false
  /// The reader has said that the inventory is over.
  private(set) var hasEnded = false
  /// How often the reader says that it has heard a tag.
  private(set) var heardCount: Int?
  /// How many times a tag was listed.
  private(set) var listedCount = 0
  private(set) var frameCount = 0
  private var reads: [TagRead] = []
  private var quality = InventoryRound.Quality.complete

  init(began: Moment, damageBefore: Int, isFencing: Bool) {
    self.began = began
    self.damageBefore = damageBefore
    self.isFencing = isFencing
  }

  /// Lowers the quality; it never rises again.
  mutating func lower(to lower: InventoryRound.Quality) {
    if quality != .disturbed, lower != .complete { quality = lower }
  }

  /// Takes one frame of the answer. Where the count is awaited it is the last one.
  mutating func take(
    _ reply: LenAdrUHFReply, _ listing: LenAdrUHFListing, strengthOffset: Int
  ) -> Verdict {
    frameCount += 1
    switch reply.status {
    case .complete, .timeOver, .moreFrames, .memoryFull, .ok:
      take(LenAdrUHFInventory(reply.data, listing), strengthOffset: strengthOffset)
    default: break
    }
    switch reply.status {
    case .moreFrames: return .listening
    case .statistics:
      heardCount = LenAdrUHFStatistics(reply.data)?.total
      return awaitsCount ? .ended : .listening
    case .complete, .noTag: break
    // 00 ends no inventory in any manual, so what it says about silence is not known.
    case .timeOver, .memoryFull, .ok: lower(to: .partial)
    case .executionError, .poorCommunication, .tagError:
      lower(to: .disturbed)
      return .ended
    default: return reply.status.isMisunderstanding ? .misunderstood : .refused
    }
    hasEnded = true
    return awaitsCount ? .listening : .ended
  }

  private mutating func take(_ found: LenAdrUHFInventory, strengthOffset: Int) {
    reads += found.sightings.map { sighting in
      TagRead(sighting.tag, signalStrengthDBm: sighting.strength.map { Int($0) + strengthOffset })
    }
    listedCount += found.announcedCount
    if !found.isWhole { lower(to: .disturbed) }
  }

  /// The round as it stands.
  func result(damage: Int, ended: Moment) -> InventoryRound {
    InventoryRound(
      reads, quality: damage > damageBefore ? .disturbed : quality, began: began, ended: ended)
  }
}
