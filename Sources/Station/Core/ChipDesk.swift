internal import Chips
internal import Menus
internal import Primitives
internal import Readers
internal import TagReads

/// Reads the chips of the plates on one lane's antenna, each once a visit, and marks those that
/// have been paid.
///
/// Where chips are believed, a plate whose chip has not been read yet says nothing: it is kept from
/// the lane, and the round counts as partial meanwhile, so that no bill is made without it. What a
/// chip says is forgotten once no round has had it for a while, and when nothing was heard of the
/// reader for as long, since it may have been to a serving window in between.
///
/// A few requests are with the reader at a time, so that it goes from one to the next without a
/// round in between, until there has been none for `roundlessMax`. What failed is tried again once
/// a round has had the chip, three times in all. A wanted mark is either written and read back, or
/// the staff is told.
struct ChipDesk: Sendable {
  /// What comes of a round, an answer or a payment.
  struct Turn: Sendable, Equatable {
    var asks: [ReaderRequest] = []
    var troubles: [ChipTrouble: [TagID]] = [:]
  }

  /// Chips known at a time; more tags than any antenna holds.
  static let chipsMax = 128
  /// How long a chip may be out of sight before it is read anew.
  static let absenceMax: Duration = .seconds(3)
  /// Requests that are with the reader at a time; its queue has room for twice as many.
  static let outstandingMax = 4
  /// How long the reader is kept from its rounds; the lane wants to see the tray now and then.
  static let roundlessMax: Duration = .seconds(1)

  /// True if what chips say is believed: plates are held back until it is known.
  let believesChips: Bool
  private var chips: [TagID: LyingChip] = [:]
  private var lastHeard: Moment?
  private var lastRound = Moment.origin
  /// The reader has gone, or does not answer: it is asked nothing before it has made a round.
  private var awaitsRound = false

  /// What the chips say that say something.
  private(set) var words: [TagID: ChipWord] = [:]

  init(believesChips: Bool) {
    self.believesChips = believesChips
  }

  /// What the chip of a plate says; nothing while it has not been read.
  func content(of tag: TagID) -> ChipContent? { chips[tag]?.content }

  /// Takes a round in, and gives back what the lane may know of it.
  mutating func observe(_ round: InventoryRound) -> (round: InventoryRound, turn: Turn) {
    lastRound = round.ended
    awaitsRound = false
    if let lastHeard, round.ended >= lastHeard + Self.absenceMax { forgetAll() }
    lastHeard = round.ended
    let tags = Set(round.tags.filter { $0.technology == .iso15693 })
    for tag in tags.sorted() where chips[tag] == nil && chips.count < Self.chipsMax {
      chips[tag] = LyingChip()
    }
    for tag in chips.keys { chips[tag]?.noteRound(sees: tags.contains(tag), at: round.ended) }
    var turn = Turn()
    forgetAbsent(at: round.ended, &turn)
    turn.asks += nextAsks(at: round.ended)
    return (believesChips ? withoutUnread(round) : round, turn)
  }

  /// Takes the reader's answer in.
  mutating func take(_ answer: BlockAnswer, at now: Moment, catalogue: Catalogue) -> Turn {
    var turn = Turn()
    let tag = answer.tag
    guard let step = chips[tag]?.take(answer) else { return turn }
    if answer.tellsOfReaderAway { awaitsRound = true } else { lastHeard = now }
    switch step {
    case .ask(let request): turn.asks.append(request)
    case .settled:
      settled(tag, catalogue, &turn)
      dropImpossibleMark(of: tag, &turn)
    case .notMarked: turn.troubles[.notMarked, default: []].append(tag)
    case .marked, .waiting: break
    }
    turn.asks += nextAsks(at: now)
    return turn
  }

  /// Plates have been paid: their chips are to say so, those that carry a record.
  mutating func markPaid(_ plates: [TagID], paidAt: WallTime, at now: Moment) -> Turn {
    var turn = Turn()
    for tag in plates where tag.technology == .iso15693 {
      guard chips[tag] != nil else {
        turn.troubles[.leftUnmarked, default: []].append(tag)
        continue
      }
      chips[tag]?.wantMark(paidAt)
      dropImpossibleMark(of: tag, &turn)
    }
    turn.asks += nextAsks(at: now)
    return turn
  }

  /// Nothing is written any more; gives back the paid plates that have no mark yet.
  mutating func giveUpMarks() -> Turn {
    let unmarked = chips.keys.filter { chips[$0]?.paidAt != nil }.sorted()
    chips = [:]
    words = [:]
    return Turn(troubles: unmarked.isEmpty ? [:] : [.notMarked: unmarked])
  }
}

extension ChipDesk {
  /// The round with the plates whose chips have been read.
  private func withoutUnread(_ round: InventoryRound) -> InventoryRound {
    let known = round.reads.filter { chips[$0.tag]?.isUnread != true }
    guard known.count < round.reads.count else { return round }
    let quality = round.quality == .disturbed ? round.quality : .partial
    return InventoryRound(known, quality: quality, began: round.began, ended: round.ended)
  }

  private mutating func forgetAll() {
    words = [:]
    for tag in chips.keys { chips[tag]?.forget() }
  }

  private mutating func forgetAbsent(at now: Moment, _ turn: inout Turn) {
    let absent = chips.keys.filter { tag in
      chips[tag]?.missingSince.map { now >= $0 + Self.absenceMax } ?? false
    }
    for tag in absent.sorted() {
      if chips[tag]?.paidAt != nil { turn.troubles[.leftUnmarked, default: []].append(tag) }
      chips[tag] = nil
      words[tag] = nil
    }
  }

  /// What to ask the reader, as much as it takes now: chips are read before others are marked.
  private mutating func nextAsks(at now: Moment) -> [ReaderRequest] {
    guard !awaitsRound, now < lastRound + Self.roundlessMax else { return [] }
    let tags = chips.keys.sorted()
    let unread = tags.filter { chips[$0]?.isUnread == true }
    let unmarked = tags.filter { chips[$0]?.isUnread == false && chips[$0]?.paidAt != nil }
    var room = Self.outstandingMax - chips.values.count { $0.errand != nil }
    var asks: [ReaderRequest] = []
    for tag in unread + unmarked where room > 0 {
      guard let request = chips[tag]?.nextRequest(for: tag) else { continue }
      room -= 1
      asks.append(request)
    }
    return asks
  }

  /// Says what a chip's word is, and tells the staff if it is none that can be believed.
  private mutating func settled(_ tag: TagID, _ catalogue: Catalogue, _ turn: inout Turn) {
    guard believesChips, let stage = chips[tag]?.stage else { return }
    switch stage {
    case .unread, .read(.none, _): words[tag] = nil
    case .read(.record(let record, _), _) where record.currency == catalogue.currency:
      words[tag] = .dish(
        ChipOffer(
          dish: DishCode(record.dish), plateClass: PlateClassCode(record.plateClass),
          price: record.price, in: catalogue))
    case .read(.record, _), .read(.unknownVersion, _):
      words[tag] = .unsound
      turn.troubles[.foreign, default: []].append(tag)
    case .read(.broken, _):
      words[tag] = .unsound
      turn.troubles[.torn, default: []].append(tag)
    case .unreadable:
      words[tag] = .unreadable
      // A card may be as hard to read, and is none of the serving window's business.
      if catalogue.isPlate(tag) { turn.troubles[.unreadable, default: []].append(tag) }
    }
  }

  private mutating func dropImpossibleMark(of tag: TagID, _ turn: inout Turn) {
    guard chips[tag]?.dropImpossibleMark() == true else { return }
    turn.troubles[.notMarked, default: []].append(tag)
  }
}

extension BlockAnswer {
  /// True if it is no answer of the reader's.
  fileprivate var tellsOfReaderAway: Bool {
    guard case .failed(let fault) = outcome else { return false }
    return [.channelLost, .noAnswer, .stopped].contains(fault.code)
  }
}
