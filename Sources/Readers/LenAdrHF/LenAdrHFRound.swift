import Primitives
import ReaderWire
import TagReads

/// An inventory round of an HF reader in progress: plates, then the card if cards are wanted.
struct LenAdrHFRound: Sendable {
  /// What is asked, or is to be asked.
  enum Step: Equatable {
    case plates, card, cardNumber
  }

  /// What to do after an answer.
  enum Verdict: Equatable {
    /// This interface is done.
    case done
    /// Ask the card for its number.
    case cardThere
    /// The answer fits no round: the reader refuses.
    case refused
  }

  let began: Moment
  let damageBefore: Int
  var step: Step
  private var tags: [TagID] = []
  private var quality = InventoryRound.Quality.complete

  init(began: Moment, damageBefore: Int, step: Step) {
    self.began = began
    self.damageBefore = damageBefore
    self.step = step
  }

  /// Lowers the quality; it never rises again.
  mutating func lower(to lower: InventoryRound.Quality) {
    if quality != .disturbed, lower != .complete { quality = lower }
  }

  /// Takes an answer about plates.
  mutating func take(_ status: LenAdrHFStatus, _ found: LenAdrHFInventory) -> Verdict {
    tags += found.tags
    if !found.isWhole { lower(to: .disturbed) }
    switch status {
    case .ok:
      // No source says what an answer without tags means here, and a full one has room for no more.
      if found.tags.isEmpty { lower(to: .disturbed) }
      if found.tags.count >= LenAdrHFInventory.tagCountMax { lower(to: .partial) }
    case .noTag: break
    case .notAllInTime: lower(to: .partial)
    // Time ran out with a tag half heard: somebody is there.
    case .noUIDInTime, .strangeAnswer, .tagError: lower(to: .disturbed)
    default: return .refused
    }
    return .done
  }

  /// Takes an answer about a card.
  mutating func takeCard(_ reply: LenAdrHFReply) -> Verdict {
    switch reply.status {
    case .ok where step == .card:
      return .cardThere
    case .ok:
      takeNumber(reply.data)
    case .noTag: break
    case .cardErrorA:
      let noCard = reply.data.first == LenAdrCardError.noCard.rawValue
      if !noCard || step == .cardNumber { lower(to: .disturbed) }
    default:
      return .refused
    }
    return .done
  }

  /// A number that begins with the cascade tag, 88, goes on where the reader does not (ISO/IEC
  /// 14443-3, 6.5.4).
  private mutating func takeNumber(_ number: [UInt8]) {
    let cascadeTag: UInt8 = 0x88
    if number.first != cascadeTag, let card = TagID(.iso14443, number) {
      tags.append(card)
    } else {
      lower(to: .partial)
    }
  }

  /// The round as it stands.
  func result(damage: Int, ended: Moment) -> InventoryRound {
    InventoryRound(
      tags.map { TagRead($0) }, quality: damage > damageBefore ? .disturbed : quality,
      began: began, ended: ended)
  }
}
