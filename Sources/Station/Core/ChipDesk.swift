internal import Chips
internal import Menus
internal import Primitives
internal import Readers
internal import TagReads

/// Reads the chips of the plates on one lane's antenna, each once a visit, between the rounds.
///
/// A plate whose chip has not been read yet says nothing: it is kept from the lane, and the round
/// counts as partial meanwhile, so that no bill is made without it. A chip that cannot be read in a
/// few tries is handed on without a record. What is known of a chip is forgotten once it has not
/// been seen for a while, since it may have been to a serving window in between.
struct ChipDesk: Sendable {
  /// Tries for one chip.
  static let triesMax = 3
  /// Chips known at a time; more tags than any antenna holds.
  static let chipsMax = 128
  /// How long a chip may be out of sight before it is read anew.
  static let absenceMax: Duration = .seconds(3)
  static let blockByteCount = 4

  private enum Stage: Sendable {
    case unread(tries: Int, isAsked: Bool)
    case known(ChipContent, memory: [UInt8])
  }

  private struct Chip: Sendable {
    var stage = Stage.unread(tries: 0, isAsked: false)
    var lastSeen: Moment
  }

  private var chips: [TagID: Chip] = [:]

  /// What the chips that have a record offer.
  private(set) var offers: [TagID: ChipOffer] = [:]

  /// What the chip of a plate says; nothing while it has not been read.
  func content(of tag: TagID) -> ChipContent? {
    guard case .known(let content, _) = chips[tag]?.stage else { return nil }
    return content
  }

  /// Takes a round in, and gives back what the lane may know of it and what to ask the reader.
  mutating func observe(_ round: InventoryRound) -> (round: InventoryRound, asks: [ReaderRequest]) {
    forgetAbsent(at: round.ended)
    let tags = round.tags.filter { $0.technology == .iso15693 }
    for tag in tags {
      if chips[tag] == nil, chips.count < Self.chipsMax { chips[tag] = Chip(lastSeen: round.ended) }
      chips[tag]?.lastSeen = round.ended
    }
    let unread = tags.filter(isUnread)
    guard !unread.isEmpty else { return (round, []) }
    let asks = unread.first(where: isFree).map { [ask($0, blockCount: 2)] } ?? []
    let quality = round.quality == .disturbed ? round.quality : .partial
    let reads = round.reads.filter { !unread.contains($0.tag) }
    return (
      InventoryRound(reads, quality: quality, began: round.began, ended: round.ended), asks
    )
  }

  /// Takes the reader's answer in, and gives back what to ask next.
  mutating func take(_ answer: BlockAnswer, catalogue: Catalogue) -> [ReaderRequest] {
    guard answer.first == 0, case .unread(let tries, true) = chips[answer.tag]?.stage else {
      return []
    }
    switch answer.outcome {
    case .read(let blocks):
      let memory = blocks.flatMap { $0 }
      if let wanted = PlateRecord.byteCount(from: memory), wanted > memory.count,
        blocks.count == 2
      {
        let size = max(1, blocks[0].count)
        return [ask(answer.tag, blockCount: (wanted + size - 1) / size)]
      }
      settle(answer.tag, PlateRecord.content(of: memory, in: answer.tag), memory)
      offers[answer.tag] = content(of: answer.tag).flatMap { offer(of: $0, in: catalogue) }
    case .tagRefused:
      settle(answer.tag, .none, [])
    case .tagGone, .failed, .notVerified, .written:
      if tries >= Self.triesMax {
        settle(answer.tag, .none, [])
      } else {
        chips[answer.tag]?.stage = .unread(tries: tries, isAsked: false)
      }
    }
    guard let next = chips.keys.sorted().first(where: { isUnread($0) && isFree($0) }) else {
      return []
    }
    return [ask(next, blockCount: 2)]
  }

  /// What marks a plate's record as paid; nothing if its chip has none.
  mutating func paidMark(on tag: TagID, at wall: WallTime) -> ReaderRequest? {
    guard case .known(.record(let record, _), let memory) = chips[tag]?.stage,
      let (offset, bytes) = PaidMark(paidAt: wall).memory(after: memory, in: tag)
    else { return nil }
    chips[tag]?.stage = .known(.record(record, paid: PaidMark(paidAt: wall)), memory: memory)
    let blocks = stride(from: 0, to: bytes.count, by: Self.blockByteCount).map {
      Array(bytes[$0..<$0 + Self.blockByteCount])
    }
    return .writeBlocks(tag: tag, first: offset / Self.blockByteCount, blocks: blocks)
  }

  private func offer(of content: ChipContent, in catalogue: Catalogue) -> ChipOffer? {
    guard case .record(let record, _) = content, record.currency == catalogue.currency else {
      return nil
    }
    return ChipOffer(
      dish: DishCode(record.dish), plateClass: PlateClassCode(record.plateClass),
      price: record.price, in: catalogue)
  }

  private mutating func forgetAbsent(at now: Moment) {
    let absent = chips.filter { now >= $0.value.lastSeen + Self.absenceMax }.keys
    for tag in absent {
      chips[tag] = nil
      offers[tag] = nil
    }
  }

  private func isUnread(_ tag: TagID) -> Bool {
    if case .unread = chips[tag]?.stage { true } else { false }
  }

  private func isFree(_ tag: TagID) -> Bool {
    if case .unread(_, false) = chips[tag]?.stage { !isBusy } else { false }
  }

  private var isBusy: Bool {
    chips.values.contains { chip in
      if case .unread(_, true) = chip.stage { true } else { false }
    }
  }

  private mutating func ask(_ tag: TagID, blockCount: Int) -> ReaderRequest {
    if case .unread(let tries, let isAsked) = chips[tag]?.stage {
      chips[tag]?.stage = .unread(tries: isAsked ? tries : tries + 1, isAsked: true)
    }
    return .readBlocks(tag: tag, first: 0, count: blockCount)
  }

  private mutating func settle(_ tag: TagID, _ content: ChipContent, _ memory: [UInt8]) {
    chips[tag]?.stage = .known(content, memory: memory)
  }
}
