import Chips
import Menus
import Money
import Primitives
import Readers
import Synchronization
import TagReads
import Testing

@testable import Station

/// What a chip desk asks of its reader, and what it makes of the answers.
@Suite struct ChipDeskTests {
  private var desk = ChipDesk(believesChips: true)
  private var now = Moment.origin
  private let plates = ChipLane.plates(12)
  private let books = Catalogue.empty(currency: .cny)

  private mutating func see(_ tags: [TagID], after pause: Duration = .milliseconds(100))
    -> (round: InventoryRound, turn: ChipDesk.Turn)
  {
    now = now + pause
    return desk.observe(
      InventoryRound(tags.map { TagRead($0) }, quality: .complete, began: now, ended: now))
  }

  private mutating func answer(
    _ tag: TagID, _ outcome: BlockAnswer.Outcome, first: Int = 0, after pause: Duration = .zero
  ) -> ChipDesk.Turn {
    now = now + pause
    return desk.take(
      BlockAnswer(tag: tag, first: first, outcome: outcome), at: now, catalogue: books)
  }

  private func blocks(_ tag: TagID, _ record: PlateRecord = ChipLane.record) throws -> [[UInt8]] {
    var memory = try record.memory(for: tag)
    memory += [UInt8](repeating: 0, count: 112 - memory.count)
    return stride(from: 0, to: 112, by: 4).map { Array(memory[$0..<$0 + 4]) }
  }

  private func head(_ tag: TagID, _ record: PlateRecord = ChipLane.record) throws
    -> BlockAnswer.Outcome
  {
    .read(Array(try blocks(tag, record).prefix(14)))
  }

  private func read(_ tag: TagID) -> ReaderRequest { .readBlocks(tag: tag, first: 0, count: 14) }

  @Test mutating func `the reader goes from chip to chip, and lets a round in every second`() throws
  {
    let seen = see(plates)
    #expect(seen.turn.asks == plates.prefix(4).map(read))
    #expect(seen.round.tags == [] && seen.round.quality == .partial)
    #expect(answer(plates[0], try head(plates[0])).asks == [read(plates[4])])
    #expect(see(plates).turn.asks == [], "four are with the reader")
    #expect(see(plates).round.tags == [plates[0]])
    #expect(answer(plates[1], try head(plates[1]), after: .seconds(1)).asks == [])
    #expect(see(plates).turn.asks == [read(plates[5])])
  }

  @Test mutating func `a desk that only marks holds no plate back`() throws {
    desk = ChipDesk(believesChips: false)
    let seen = see(plates)
    #expect(seen.round.tags == plates && seen.round.quality == .complete)
    #expect(seen.turn.asks.count == 4)
    _ = answer(plates[0], try head(plates[0]))
    #expect(desk.words.isEmpty)
  }

  @Test mutating func `a chip is tried again once a round has had it, three times in all`() {
    let plate = plates[0]
    #expect(see([plate]).turn.asks == [read(plate)])
    for _ in 0..<2 {
      #expect(answer(plate, .tagGone(afterBlocks: 0)) == .init())
      #expect(see([]).turn == .init())
      #expect(see([plate]).turn.asks == [read(plate)])
    }
    #expect(answer(plate, .tagGone(afterBlocks: 0)) == .init(), "it may be a card: nobody is told")
    #expect(desk.words == [plate: .unreadable])
    #expect(see([plate]).turn == .init() && see([plate]).round.tags == [plate])
  }

  @Test mutating func `a reader that has gone is asked nothing before its next round`() {
    _ = see(plates)
    let gone = ReaderFault(.channelLost, message: "unplugged", isFatal: true)
    for _ in 0..<5 {
      for plate in plates.prefix(4) { #expect(answer(plate, .failed(gone)) == .init()) }
      #expect(see(plates).turn.asks == plates.prefix(4).map(read))
    }
  }

  @Test mutating func `a short chip is asked for what every chip has`() {
    let plate = plates[0]
    _ = see([plate])
    let refused = BlockAnswer.Outcome.tagRefused(error: 0x0F, block: nil)
    #expect(answer(plate, refused).asks == [.readBlocks(tag: plate, first: 0, count: 2)])
    #expect(answer(plate, .read([[0, 0, 0, 0], [0, 0, 0, 0]])) == .init())
    #expect(desk.words.isEmpty && desk.content(of: plate) == ChipContent.none)
  }

  @Test mutating func `a long record is read to its end`() throws {
    let plate = plates[0]
    var long = ChipLane.record
    long.dish = "A-DISH-WITH-A-RATHER-LONG-CODE"
    _ = see([plate])
    #expect(
      answer(plate, try head(plate, long)).asks == [.readBlocks(tag: plate, first: 14, count: 5)])
    let rest = Array(try blocks(plate, long)[14..<19])
    #expect(answer(plate, .read(rest), first: 14) == .init())
    #expect(desk.content(of: plate) == .record(long, paid: nil))
  }

  @Test mutating func `a record whose end is not to be had is torn`() throws {
    let plate = plates[0]
    var long = ChipLane.record
    long.dish = "A-DISH-WITH-A-RATHER-LONG-CODE"
    _ = see([plate])
    let end = BlockAnswer.Outcome.tagRefused(error: 0x0F, block: nil)
    for isLast in [false, false, true] {
      _ = answer(plate, try head(plate, long))
      let turn = answer(plate, end, first: 14)
      #expect(turn.troubles == (isLast ? [.torn: [plate]] : [:]))
      _ = see([plate])
    }
    #expect(desk.words == [plate: .unsound])
  }

  @Test mutating func `a record of another currency or version is no word, and is told`() throws {
    var foreign = ChipLane.record
    foreign.currency = .eur
    _ = see(Array(plates.prefix(2)))
    #expect(answer(plates[0], try head(plates[0], foreign)).troubles == [.foreign: [plates[0]]])
    var later = Array(try blocks(plates[1]).prefix(14))
    later[0][2] = 9
    #expect(answer(plates[1], .read(later)).troubles == [.foreign: [plates[1]]])
    #expect(desk.words == [plates[0]: .unsound, plates[1]: .unsound])
  }

  @Test mutating func `a chip counts as marked once the mark has been read back`() throws {
    let plate = plates[0]
    _ = see([plate])
    _ = answer(plate, try head(plate))
    let asks = desk.markPaid([plate], paidAt: ChipLane.noon, at: now).asks
    guard case .writeBlocks(plate, first: let first, let mark) = asks.first else {
      Issue.record("a mark was to be written, but asked was \(asks)")
      return
    }
    #expect(desk.content(of: plate)?.paidMark == nil)
    #expect(answer(plate, .notVerified(block: first), first: first) == .init())
    #expect(desk.content(of: plate)?.paidMark == nil)
    #expect(see([plate]).turn.asks == asks)
    #expect(answer(plate, .written(mark), first: first) == .init())
    #expect(desk.content(of: plate)?.paidMark == PaidMark(paidAt: ChipLane.noon))
    #expect(see([plate]).turn == .init())
  }

  @Test mutating func `a plate is marked that was paid before its chip was read`() throws {
    desk = ChipDesk(believesChips: false)
    let plate = plates[0]
    _ = see([plate])
    #expect(desk.markPaid([plate], paidAt: ChipLane.noon, at: now) == .init())
    guard case .writeBlocks(plate, _, _) = answer(plate, try head(plate)).asks.first else {
      Issue.record("the mark was to be written once the chip had been read")
      return
    }
  }

  @Test mutating func `a paid plate whose chip is torn is told, and one whose chip is blank not`() {
    _ = see(Array(plates.prefix(2)))
    let blank = [[UInt8]](repeating: [0, 0, 0, 0], count: 14)
    _ = answer(plates[0], .read([[0x54, 0x50, 0, 0]] + blank.dropFirst()))
    _ = answer(plates[1], .read(blank))
    let turn = desk.markPaid(Array(plates.prefix(2)), paidAt: ChipLane.noon, at: now)
    #expect(turn == .init(troubles: [.notMarked: [plates[0]]]))
  }

  @Test mutating func `a plate that has been written anew while out of sight is not marked`() throws
  {
    let plate = plates[0]
    _ = see([plate])
    _ = answer(plate, try head(plate))
    _ = desk.markPaid([plate], paidAt: ChipLane.noon, at: now)
    #expect(see([plate], after: .seconds(4)).turn.asks == [read(plate)], "silent for 4 s")
    var anew = ChipLane.record
    anew.writtenAt = ChipLane.noon + .seconds(2)
    #expect(answer(plate, try head(plate, anew)) == .init())
    #expect(see([plate]).turn == .init())
  }

  @Test mutating func `paid plates that have gone are told once`() throws {
    let plate = plates[0]
    _ = see([plate])
    _ = answer(plate, try head(plate))
    _ = desk.markPaid([plate], paidAt: ChipLane.noon, at: now)
    _ = answer(plate, .tagGone(afterBlocks: 0), first: 9)
    var told: [ChipDesk.Turn] = []
    for _ in 0..<40 { told.append(see([]).turn) }
    #expect(told.filter { $0 != .init() } == [.init(troubles: [.leftUnmarked: [plate]])])
    #expect(desk.markPaid([plate], paidAt: ChipLane.noon, at: now).troubles.count == 1)
  }

  @Test mutating func `the desk knows a bounded number of chips`() {
    let many = ChipLane.plates(ChipDesk.chipsMax + 10)
    #expect(see(many).round.tags == Array(many.suffix(10)))
  }

  @Test func `what the staff is told is a line`() async {
    let lines = Mutex<[String]>([])
    let log = EventLog(currency: .cny) { line in lines.withLock { $0.append(line) } }
    let time = StationTime(moment: .origin, wall: ChipLane.noon, utcOffsetSeconds: 0)
    log.take(.chips(lane: 2, .leftUnmarked, Array(plates.prefix(2))), at: time)
    await log.flush(within: .seconds(10))
    let line = lines.withLock { $0.joined() }
    #expect(line.contains(#""code":"left-unmarked","event":"chips","lane":2,"message":"#))
    #expect(line.contains("E004015000C00001"))
  }
}
