import Primitives
import ReaderWire
import TagReads

/// One look at a slot in progress: from its status to the card's number, if there is a card.
struct CCIDRound: Sendable {
  /// What has been asked last.
  enum Step: Equatable {
    /// How the slot is.
    case status
    /// That the card lose its power, so that it is found anew.
    case powerOff
    /// That the card be powered.
    case powerOn
    /// The card's number, or what is left of it.
    case number(CardCommand)
  }

  let began: Moment
  let damageBefore: Int
  var step = Step.status
  var repeats = 0
  /// Notices that had come when the card was powered.
  var noticeCount = 0

  /// The number as far as it has come in this reading.
  private var collected: [UInt8] = []
  private var exchanges = 0
  /// The number's first reading.
  private var firstReading: [UInt8]?

  /// What a card's response leads to.
  enum Verdict: Equatable {
    /// Ask the card this.
    case more(CardCommand)
    /// The card's number, read twice and found equal.
    case number([UInt8])
    /// The card has no number.
    case refused
    /// It could not be read this time.
    case disturbed
  }

  init(began: Moment, damageBefore: Int) {
    self.began = began
    self.damageBefore = damageBefore
  }

  /// Takes the card's response to the last command.
  ///
  /// Messages of a smart-card reader carry no check, and this number decides who pays: it is read
  /// twice.
  mutating func take(_ bytes: [UInt8], exchangesMax: Int) -> Verdict {
    guard let response = CardResponse(bytes) else { return .disturbed }
    exchanges += 1
    let status = response.status
    if status == .done { return read(collected + response.data) }
    guard exchanges < exchangesMax else { return .disturbed }
    if let waiting = status.waitingCount {
      collected += response.data
      return .more(.getResponse(waiting))
    }
    if let length = status.rightLength, case .number(var command) = step {
      command.expected = length
      return .more(command)
    }
    return status.isRefusal ? .refused : .disturbed
  }

  private mutating func read(_ number: [UInt8]) -> Verdict {
    guard let firstReading else {
      self.firstReading = number
      collected = []
      exchanges = 0
      return .more(.getNumber)
    }
    return firstReading == number ? .number(number) : .disturbed
  }

  /// The round with what it has found.
  func result(
    _ finding: LyingCard.Finding?, quality: InventoryRound.Quality, damage: Int, ended: Moment
  ) -> InventoryRound {
    var tag: TagID?
    var refusal: CardRefusal?
    switch finding {
    case nil: break
    case .tag(let found): tag = found
    case .refused(let reason): refusal = reason
    }
    return InventoryRound(
      tag.map { [TagRead($0)] } ?? [], quality: damage > damageBefore ? .disturbed : quality,
      began: began, ended: ended, refusal: refusal)
  }
}

/// The card that was read and still lies in the slot, powered.
struct LyingCard: Sendable {
  /// What reading it gave.
  enum Finding: Equatable {
    case tag(TagID)
    case refused(CardRefusal)
  }

  let finding: Finding
  /// When it was read.
  let readAt: Moment
  /// Notices that had come when it was powered; one more, and it may be another card.
  let noticeCount: Int
}
