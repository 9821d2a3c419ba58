public import Primitives

/// One complete answer of a reader to "which tags do you see".
public struct InventoryRound: Hashable, Sendable {
  /// How far the answer can be trusted.
  public enum Quality: String, Sendable, Hashable, CaseIterable {
    /// The reader finished: a tag that is not here did not answer.
    case complete
    /// The reader stopped early: the tags here answered, others may not have been asked.
    case partial
    /// Noise, collision or a damaged reply: the tags here answered, silence proves nothing.
    case disturbed
  }

  /// The tags that answered, sorted and each once.
  public let reads: [TagRead]

  /// How far the answer can be trusted.
  public let quality: Quality

  /// When the reader was asked, before the field was switched for this round.
  public let began: Moment

  /// When the last byte of the answer had arrived.
  public let ended: Moment

  /// Why a card that lies there is not among the reads, if the reader refuses one.
  public let refusal: CardRefusal?

  /// Makes a round; reads of the same tag are merged, the strongest signal kept.
  public init(
    _ reads: some Sequence<TagRead>, quality: Quality, began: Moment, ended: Moment,
    refusal: CardRefusal? = nil
  ) {
    let reads = Array(reads)
    self.reads = Self.isInOrder(reads) ? reads : Self.merged(reads)
    self.quality = quality
    self.began = began
    self.ended = ended
    self.refusal = refusal
  }

  /// Whether the reads are sorted by tag, and each tag is there once.
  private static func isInOrder(_ reads: [TagRead]) -> Bool {
    reads.indices.dropFirst().allSatisfy { reads[$0 - 1].tag < reads[$0].tag }
  }

  private static func merged(_ reads: [TagRead]) -> [TagRead] {
    var strongest: [TagID: TagRead] = [:]
    for read in reads {
      guard let known = strongest[read.tag] else {
        strongest[read.tag] = read
        continue
      }
      let isStronger = (read.signalStrengthDBm ?? .min) > (known.signalStrengthDBm ?? .min)
      if isStronger { strongest[read.tag] = read }
    }
    return strongest.values.sorted { $0.tag < $1.tag }
  }

  /// The tags alone, in order.
  public var tags: [TagID] { reads.map(\.tag) }
}
