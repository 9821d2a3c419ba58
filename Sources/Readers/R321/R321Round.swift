import Primitives
import ReaderWire
import TagReads

/// An inventory round in progress, spread over as many answers as the reader needs.
struct R321Round: Sendable {
  /// What has been asked last.
  enum Step: Equatable {
    /// The field off and on, so that what was found before is forgotten and silenced tags wake.
    case wakingTags
    /// The next tags.
    case asking
    /// The answer that came damaged, once more.
    case askingAgain
  }

  let began: Moment
  let damageBefore: Int
  var step = Step.wakingTags
  private var tags: Set<TagID> = []
  private var pages = 0
  /// Tags that the answer before said were still to come.
  private var owedCount = 0
  private var quality = InventoryRound.Quality.complete

  init(began: Moment, damageBefore: Int) {
    self.began = began
    self.damageBefore = damageBefore
  }

  /// Lowers the quality; it never rises again.
  mutating func lower(to lower: InventoryRound.Quality) {
    if quality != .disturbed, lower != .complete { quality = lower }
  }

  /// Takes an answer to a query; true if another is to be made.
  ///
  /// The reader may still be at its inventory when it says that nothing remains. So the round goes
  /// on until an answer has brought nothing new.
  mutating func take(_ page: R321TagPage, pagesMax: Int) -> Bool {
    let countBefore = tags.count
    tags.formUnion(page.tags)
    pages += 1
    // What was found and not told yet does not become less by being found: a reader that has
    // dropped some has broken its inventory off. It may well have found more meanwhile.
    if page.tags.count + page.remaining < owedCount { lower(to: .partial) }
    owedCount = page.remaining
    guard page.isWhole else {
      lower(to: .disturbed)
      return false
    }
    guard page.remaining > 0 || tags.count > countBefore else { return false }
    guard pages < pagesMax else {
      lower(to: .partial)
      return false
    }
    return true
  }

  /// The round as it stands.
  func result(damage: Int, ended: Moment) -> InventoryRound {
    InventoryRound(
      tags.sorted().map { TagRead($0) }, quality: damage > damageBefore ? .disturbed : quality,
      began: began, ended: ended)
  }
}
