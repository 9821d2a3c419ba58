import Primitives
import ReaderWire
import TagReads

/// An inventory round in progress, spread over as many answers as the reader needs.
struct FeigRound: Sendable {
  /// What has been asked last.
  enum Step: Equatable {
    /// Switch the field off and on, so that tags told to be quiet answer again.
    case wakingTags
    /// The tags in the field.
    case asking
    /// The tags that did not fit the answer before.
    case askingMore
    /// Whether there is more, after a warning that took the place of saying so.
    case askingMoreAfterWarning
  }

  /// What to do after an answer.
  enum Verdict: Equatable {
    /// Ask for the rest.
    case more(Step)
    /// The round has ended.
    case ended
    /// The answer fits no round: the reader refuses.
    case refused
  }

  let began: Moment
  let damageBefore: Int
  var step = Step.wakingTags
  var repeats = 0
  private var tags: [TagID] = []
  private var pages = 0
  private(set) var quality = InventoryRound.Quality.complete

  init(began: Moment, damageBefore: Int) {
    self.began = began
    self.damageBefore = damageBefore
  }

  /// Lowers the quality; it never rises again.
  mutating func lower(to lower: InventoryRound.Quality) {
    if quality != .disturbed, lower != .complete { quality = lower }
  }

  /// Takes an answer to one of the questions about tags.
  mutating func take(_ reply: FeigReply, pagesMax: Int) -> Verdict {
    let found = reply.status.mayCarryData ? take(FeigInventory(reply.data)) : 0
    pages += 1
    switch reply.status {
    case .ok, .noTransponder, .noValidData:
      return .ended
    case .moreData:
      return more(.askingMore, pagesMax: pagesMax)
    case .warning:
      return judgeWarning(found: found, pagesMax: pagesMax)
    case .bufferOverflow:
      lower(to: .partial)
      return .ended
    case .communicationError, .dataFalse, .collision, .generalError, .tagError:
      lower(to: .disturbed)
      return .ended
    default:
      // A reader without more to say may refuse to be asked for it.
      return step == .askingMoreAfterWarning ? .ended : .refused
    }
  }

  /// The round as it stands.
  func result(damage: Int, ended: Moment) -> InventoryRound {
    InventoryRound(
      tags.map { TagRead($0) }, quality: damage > damageBefore ? .disturbed : quality,
      began: began, ended: ended)
  }

  private mutating func take(_ inventory: FeigInventory) -> Int {
    tags += inventory.tags
    if !inventory.isWhole { lower(to: .disturbed) }
    return inventory.tags.count
  }

  /// A warning may come with every answer. With tags it takes the place of 00 or 94, so the rest is
  /// asked for; without tags, and none before, it says that silence proves nothing.
  private mutating func judgeWarning(found: Int, pagesMax: Int) -> Verdict {
    if found > 0 { return more(.askingMoreAfterWarning, pagesMax: pagesMax) }
    if tags.isEmpty { lower(to: .disturbed) }
    return .ended
  }

  private mutating func more(_ step: Step, pagesMax: Int) -> Verdict {
    guard pages < pagesMax else {
      lower(to: .partial)
      return .ended
    }
    return .more(step)
  }
}
