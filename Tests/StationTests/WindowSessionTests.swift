import Chips
import Money
import Primitives
import ReaderEmulation
import Synchronization
import TagReads
import Testing

@testable import Station

/// A serving window at work on an emulated reader: plates that stay, that cannot be written, and
/// that are taken away in mid-write.
@Suite(.serialized, .timeLimit(.minutes(2))) struct WindowSessionTests {
  private let plate = tag("E004015000C00001")
  private let other = tag("E004015000C00002")
  private let antenna = AntennaField(seed: 1)

  private static func tag(_ text: String) -> TagID {
    guard let tag = TagID(text) else { preconditionFailure("not a tag: \(text)") }
    return tag
  }

  private let record = PlateRecord(
    dish: "STEW", plateClass: "white", price: Amount(minorUnits: 750), currency: .cny,
    writtenAt: WallTime(milliseconds: 1_764_052_344_000), station: "East")

  private func content(of tag: TagID) -> ChipContent {
    PlateRecord.content(of: (antenna.memory(of: tag) ?? []).flatMap { $0 }, in: tag)
  }

  /// What a window tells until it says the last of these.
  private func told(
    by box: EmulatedReaderBox, until last: WindowSession.News,
    bind: @escaping WindowSession.Binder = { _ in }
  ) async throws -> [WindowSession.News] {
    let solo = try SoloReader(ReaderConfiguration(family: .emulated), emulated: box)
    let record = record
    var session = WindowSession(solo, record: { _ in record }, bind: bind)
    var told: [WindowSession.News] = []
    await session.run { news in
      if case .reader = news { return true }
      told.append(news)
      return news != last
    }
    await solo.close()
    return told
  }

  private var plainReader: EmulatedReaderBox {
    EmulatedReaderBox(FeigReaderEmulator(antenna: antenna))
  }

  @Test func `every plate on a window's reader is written, proven and bound`() async throws {
    antenna.place([EmulatedTag(id: plate), EmulatedTag(id: other)])
    let bound = Mutex<[TagID]>([])
    let told = try await told(by: plainReader, until: .light(.done)) { tag in
      bound.withLock { $0.append(tag) }
    }
    #expect(
      told == [
        .light(.busy), .written(plate, count: 1), .written(other, count: 2), .light(.done),
      ])
    #expect(bound.withLock { $0 } == [plate, other])
    #expect(content(of: plate) == .record(record, paid: nil))
    #expect(content(of: other) == .record(record, paid: nil))
  }

  @Test func `a chip that cannot be written is told, and carries a broken record`() async throws {
    antenna.place([EmulatedTag(id: plate, lockedBlocks: [3])])
    let told = try await told(by: plainReader, until: .light(.failed))
    #expect(told.count == 3 && told.first == .light(.busy))
    guard case .failed(plate, .refused) = told[1] else {
      Issue.record("the chip refused, but told was \(told)")
      return
    }
    #expect(content(of: plate) == .broken)
  }

  @Test func `a plate that the books do not take is not done, and does not count`() async throws {
    antenna.place([EmulatedTag(id: plate)])
    let fault = ChipWriteFault.notBound("the books have stopped")
    let told = try await told(by: plainReader, until: .light(.failed)) {
      _ throws(ChipWriteFault) in throw fault
    }
    #expect(told == [.light(.busy), .failed(plate, fault), .light(.failed)])
    #expect(content(of: plate) == .record(record, paid: nil))
  }

  @Test func `a plate that the books take at the second try is done`() async throws {
    antenna.place([EmulatedTag(id: plate)])
    let calls = Mutex(0)
    let told = try await told(by: plainReader, until: .light(.done)) {
      _ throws(ChipWriteFault) in
      let call = calls.withLock { calls in
        calls += 1
        return calls
      }
      if call == 1 { throw .notBound("the books are locked") }
    }
    #expect(told == [.light(.busy), .written(plate, count: 1), .light(.done)])
  }

  /// The plate is taken away at these writes, one of each try; it comes back after all but the
  /// last. The first write of a try says that the chip is being written, the second fills it.
  @Test(arguments: [[2], [2, 2], [2, 1], [3, 1], [2, 2, 2]])
  func `a plate taken away in mid-write is told as that, whichever try it was`(
    writes: [Int]
  ) async throws {
    antenna.place([EmulatedTag(id: plate)])
    let hand = Hand(antenna, plate, takesAt: writes)
    let box = EmulatedReaderBox(
      SnatchedReader(reader: FeigReaderEmulator(antenna: antenna), hand: hand))
    let told = try await told(by: box, until: .light(.failed))
    #expect(told == [.light(.busy), .failed(plate, .tagGone), .light(.failed)])
    #expect(hand.takenCount == writes.count)
    hand.giveBack()
    #expect(content(of: plate) == .broken)
  }

  @Test func `a plate taken away in mid-write and brought back later is written`() async throws {
    antenna.place([EmulatedTag(id: plate)])
    let hand = Hand(antenna, plate, takesAt: [2], roundsAwayLast: 8)
    let box = EmulatedReaderBox(
      SnatchedReader(reader: FeigReaderEmulator(antenna: antenna), hand: hand))
    let told = try await told(by: box, until: .light(.done))
    #expect(
      told == [
        .light(.busy), .failed(plate, .tagGone), .light(.failed), .light(.busy),
        .written(plate, count: 1), .light(.done),
      ])
    #expect(content(of: plate) == .record(record, paid: nil))
  }
}

/// Takes a plate off an antenna at chosen writes, and puts it back some rounds later.
private final class Hand: Sendable {
  private struct State {
    var takesAt: [Int]
    var writesInStay = 0
    var held: [EmulatedTag] = []
    var roundsAway = 0
    var takenCount = 0
  }

  private let antenna: AntennaField
  private let plate: TagID
  private let roundsAwayLast: Int?
  private let state: Mutex<State>

  /// Makes a hand that after the last taking keeps the plate, or brings it back so late.
  init(_ antenna: AntennaField, _ plate: TagID, takesAt: [Int], roundsAwayLast: Int? = nil) {
    self.antenna = antenna
    self.plate = plate
    self.roundsAwayLast = roundsAwayLast
    state = Mutex(State(takesAt: takesAt))
  }

  var takenCount: Int { state.withLock(\.takenCount) }

  func giveBack() {
    state.withLock { antenna.place($0.held) }
  }

  /// A write is on its way to the plate.
  func sawWrite() {
    state.withLock { state in
      guard state.held.isEmpty, let next = state.takesAt.first else { return }
      state.writesInStay += 1
      guard state.writesInStay == next else { return }
      state.takesAt.removeFirst()
      state.held = antenna.remove([plate])
      state.roundsAway = 0
      state.takenCount += 1
    }
  }

  /// A round is about to begin.
  func sawInventory() {
    state.withLock { state in
      guard !state.held.isEmpty else { return }
      state.roundsAway += 1
      let isLast = state.takesAt.isEmpty
      guard let limit = isLast ? roundsAwayLast : 1, state.roundsAway >= limit else { return }
      antenna.place(state.held)
      state.held = []
      state.writesInStay = 0
    }
  }
}

/// A reader whose plate is in somebody's hand.
private struct SnatchedReader: EmulatedReader {
  var reader: FeigReaderEmulator
  let hand: Hand

  var nextOutput: Moment? { reader.nextOutput }

  mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    // B0 24 writes blocks, B0 01 is an inventory: ID ISC.PR101 manual, pages 60 and 64.
    if bytes.contains([0xB0, 0x24]) { hand.sawWrite() }
    if bytes.contains([0xB0, 0x01]) { hand.sawInventory() }
    reader.hostSent(bytes, at: now)
  }

  mutating func output(upTo now: Moment) -> [UInt8] { reader.output(upTo: now) }

  mutating func powerCycle(at now: Moment) { reader.powerCycle(at: now) }
}
