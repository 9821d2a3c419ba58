import Primitives
import TagReads

/// The rounds of one step, counted.
struct SurveyTally: Sendable {
  /// - tagsMax (tags, 256): more are not told apart; nobody surveys with so many.
  static let tagsMax = 256

  private let begun: Moment
  private(set) var rounds = 0
  private(set) var completeRounds = 0
  /// Complete rounds in which a tag was read.
  private(set) var hits: [TagID: Int] = [:]
  private var lengths: [Duration] = []
  private var first: Moment?
  private var last: Moment?

  init(from now: Moment) {
    begun = now
  }

  /// Counts a round, if it began late enough.
  mutating func note(_ round: InventoryRound) -> Bool {
    guard round.began >= begun, round.ended >= round.began else { return false }
    rounds += 1
    lengths.append(round.ended.since(round.began))
    first = first ?? round.began
    last = round.ended
    guard round.quality == .complete else { return true }
    completeRounds += 1
    for tag in round.tags where hits[tag] != nil || hits.count < Self.tagsMax {
      hits[tag, default: 0] += 1
    }
    return true
  }

  /// How fast rounds came, the pauses between them included.
  var roundsPerSecond: Double {
    guard let first, let last, last > first else { return 0 }
    return Double(rounds) / (last.since(first) / .seconds(1))
  }

  /// The length of a round that this share of them does not exceed, in milliseconds (nearest rank).
  func roundTime(quantile: Double) -> Double {
    guard !lengths.isEmpty else { return 0 }
    let rank = Int((quantile * Double(lengths.count)).rounded(.up))
    return lengths.sorted()[min(max(rank, 1), lengths.count) - 1] / .milliseconds(1)
  }

  func count(of tag: TagID) -> ReadCount {
    ReadCount(tag, hits: hits[tag] ?? 0, rounds: completeRounds)
  }

  /// All tags that were read, sorted.
  var counts: [ReadCount] { hits.keys.sorted().map(count) }
}
