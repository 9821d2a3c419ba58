import TagReads

/// What a UHF reader makes of the question how often it has heard a tag, and what that says of a
/// round.
///
/// No reader at hand has shown how it counts, so a reader that does it otherwise than its manual
/// says costs a few partial rounds and not the lane.
struct LenAdrUHFCounting: Sendable {
  /// Whether the reader is asked; no longer, once it has shown that this is of no use.
  var isAsked: Bool
  private let miscountsMax: Int
  private let endlessRoundsMax: Int
  private var hasAnswered = false
  /// Rounds in a row in which more was heard than listed.
  private var miscounts = 0
  /// Rounds in a row that had a count, but no status that ends an inventory.
  private var endlessRounds = 0

  init(_ settings: LenAdrUHFSettings) {
    isAsked = settings.asksForCount
    miscountsMax = settings.miscountsMax
    endlessRoundsMax = settings.endlessRoundsMax
  }

  /// Lowers a round of which something is missing. The round is otherwise sound.
  mutating func judge(_ round: inout LenAdrUHFRound) {
    guard round.awaitsCount else { return }
    guard let heard = round.heardCount else {
      guard round.hasEnded else { return }
      round.lower(to: .partial)
      if !hasAnswered { isAsked = false }
      return
    }
    hasAnswered = true
    endlessRounds = round.hasEnded ? 0 : endlessRounds + 1
    if (1...max(1, endlessRoundsMax)).contains(endlessRounds) { round.lower(to: .partial) }
    if heard > round.listedCount {
      round.lower(to: .partial)
      miscounts += 1
      if miscounts >= miscountsMax { isAsked = false }
    } else if heard > 0 {
      miscounts = 0
    }
  }
}
