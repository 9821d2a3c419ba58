public import Primitives
public import TagReads

/// Settles between the lanes of a station whose plate a tag is that several of them read.
///
/// Each lane tells after each of its rounds what it makes of the tags it reads. A lane counts a tag
/// among its plates only while no other does, so two lanes never bill the same plate; the loser
/// shows nothing of it.
public struct LaneArbiter: Sendable {
  /// - claimTime (duration, 2 s): how long a lane's word counts after its last round.
  public static let claimTime: Duration = .seconds(2)

  private struct Word: Sendable {
    var claims: [TagClaim] = []
    var saidAt = Moment.origin
  }

  private var words: [Int: Word] = [:]
  /// The lanes that claim a tag, so that the usual tag, read by one lane, costs one look.
  private var claimants: [TagID: [Int]] = [:]

  /// Starts without a word from any lane.
  public init() {}

  /// Takes over what a lane makes of its tags, sorted by tag, after one of its rounds.
  public mutating func note(_ claims: [TagClaim], of lane: Int, at now: Moment) {
    var index = 0
    for old in words[lane]?.claims ?? [] {
      while index < claims.count, claims[index].tag < old.tag {
        claimants[claims[index].tag, default: []].append(lane)
        index += 1
      }
      if index < claims.count, claims[index].tag == old.tag {
        index += 1
      } else {
        forget(old.tag, of: lane)
      }
    }
    for claim in claims[index...] { claimants[claim.tag, default: []].append(lane) }
    words[lane] = Word(claims: claims, saidAt: now)
  }

  /// What the other lanes make of a tag; nothing if none of them reads it.
  ///
  /// The tag lies on one tray only, so the odds of several lanes add up.
  public func rival(of tag: TagID, on lane: Int, at now: Moment) -> RivalClaim? {
    var found: RivalClaim?
    for other in claimants[tag] ?? [] where other != lane {
      guard let word = words[other], now.since(word.saidAt) <= Self.claimTime,
        let claim = Self.claim(on: tag, among: word.claims)
      else { continue }
      found = RivalClaim(
        odds: (found?.odds ?? 0) + claim.odds, isHeld: found?.isHeld ?? false || claim.isHeld)
    }
    return found
  }

  private mutating func forget(_ tag: TagID, of lane: Int) {
    let left = claimants[tag]?.filter { $0 != lane } ?? []
    claimants[tag] = left.isEmpty ? nil : left
  }

  /// Claims are sorted by tag.
  private static func claim(on tag: TagID, among claims: [TagClaim]) -> TagClaim? {
    var (low, high) = (0, claims.count)
    while low < high {
      let middle = (low + high) / 2
      if claims[middle].tag < tag { low = middle + 1 } else { high = middle }
    }
    return low < claims.count && claims[low].tag == tag ? claims[low] : nil
  }
}
