import Chips
import Lanes
import Money
import Primitives
import ReaderEmulation
import Readers
import TagReads
import Testing

@testable import Station

/// What a lane makes of its plates' chips: in virtual time, with the reader at byte level.
@Suite struct ChipLaneTests {
  private static func hasBill(_ lane: ChipLane) -> Bool { lane.view?.state == .bill }

  private func chips(_ plates: [TagID]) throws -> [EmulatedTag] {
    try plates.map { try ChipLane.chip($0) }
  }

  /// How long a tray takes from being put down to its bill, and how long of it chips are read.
  private func timeToBill(believes: Bool, marks: Bool) throws -> (bill: Duration, reads: Duration) {
    let plates = ChipLane.plates(12)
    var lane = try ChipLane(believes: believes, marks: marks, plates: plates)
    let begin = lane.now
    lane.place(try chips(plates))
    let isBilled = lane.run(for: .seconds(10), until: Self.hasBill)
    #expect(isBilled && lane.view?.lines.count == 12)
    return (lane.now.since(begin), lane.readTime)
  }

  @Test(arguments: [true, false])
  func `twelve chips cost a bill little more than the time it takes to read them`(
    believes: Bool
  ) throws {
    let without = try timeToBill(believes: false, marks: false)
    let with = try timeToBill(believes: believes, marks: true)
    #expect(without.reads == .zero && with.reads > .milliseconds(300))
    #expect(
      with.bill - without.bill - with.reads < .milliseconds(250),
      "a round of twelve plates takes 90 ms, the pause before each of twelve reads 7 ms")
  }

  @Test func `a lane that only marks bills a plate whose chip cannot be read`() throws {
    var lane = try ChipLane(believes: false, plates: ChipLane.plates(1))
    lane.unreadable = ChipLane.plates(1)
    lane.place(try chips(ChipLane.plates(1)))
    let isBilled = lane.run(for: .seconds(5), until: Self.hasBill)
    #expect(isBilled && lane.view?.total == Amount(minorUnits: 300))
    #expect(lane.troubles.isEmpty, "the books are believed, whatever the chip says")
  }

  @Test func `a blank chip leaves the plate to the books`() throws {
    let plates = ChipLane.plates(2)
    var lane = try ChipLane(plates: plates)
    lane.place([EmulatedTag(id: plates[0]), EmulatedTag(id: plates[1], blocks: [])])
    let isBilled = lane.run(for: .seconds(5), until: Self.hasBill)
    #expect(isBilled && lane.view?.total == Amount(minorUnits: 600))
    let isPaid = lane.pay()
    #expect(isPaid && lane.troubles.isEmpty, "there is nothing to be marked")
  }

  @Test(arguments: [true, false])
  func `a torn chip hides what the books knew, and the staff is told`(isKnown: Bool) throws {
    let plates = ChipLane.plates(2)
    var lane = try ChipLane(plates: isKnown ? plates : [])
    var torn = try ChipLane.chip(plates[0])
    torn.blocks[0] = [0x54, 0x50, 0x00, 0x00]
    lane.place([torn, try ChipLane.chip(plates[1])])
    let isTold = lane.run(for: .seconds(5)) { $0.view?.problem?.code == .plateWithoutDish }
    #expect(isTold && lane.view?.problem?.tags == [plates[0]])
    #expect(lane.troubles == [.torn: [plates[0]]])
    lane.run(for: .seconds(3)) { _ in false }
    #expect(lane.bills == [750], "what the sound chip says, and never the books' 3.00 beside it")
    let isPaid = lane.pay()
    #expect(!isPaid)
  }

  @Test func `a chip that cannot be read hides what the books knew, and the staff is told`() throws
  {
    let plates = ChipLane.plates(1)
    var lane = try ChipLane(plates: plates)
    lane.unreadable = plates
    lane.place(try chips(plates))
    let isTold = lane.run(for: .seconds(5)) { $0.view?.problem?.code == .plateWithoutDish }
    #expect(isTold && lane.troubles == [.unreadable: plates])
    let isPaid = lane.pay()
    #expect(!isPaid)
  }

  @Test(arguments: [(-60, true), (60, false)])
  func `a paid mark holds unless the plate has been bound since`(
    boundLater: Int, isPaid: Bool
  ) throws {
    let plate = ChipLane.plates(1)[0]
    let paidAt = ChipLane.noon + .seconds(-300)
    var lane = try ChipLane(
      believes: false, plates: [plate], boundAt: paidAt + .seconds(boundLater))
    lane.place([try ChipLane.chip(plate, paidAt: paidAt)])
    lane.run(for: .seconds(5)) { _ in false }
    #expect(lane.view?.problem?.code == (isPaid ? .alreadyPaid : nil))
    #expect(Self.hasBill(lane) != isPaid)
  }
}

/// Marking the plates that have been paid.
@Suite struct PaidMarkLaneTests {
  private func paidLane(_ chips: [EmulatedTag]) throws -> ChipLane {
    var lane = try ChipLane()
    lane.place(chips)
    let isBilled = lane.run(for: .seconds(20)) { $0.view?.state == .bill }
    let isPaid = lane.pay()
    #expect(isBilled && isPaid)
    return lane
  }

  @Test(arguments: [1, 12, 30])
  func `every plate of a tray is marked, however full it is`(count: Int) throws {
    let plates = ChipLane.plates(count)
    var lane = try paidLane(try plates.map { try ChipLane.chip($0) })
    let begin = lane.now
    let isMarked = lane.run(for: .seconds(10)) { lane in plates.allSatisfy { lane.isMarked($0) } }
    #expect(isMarked)
    #expect(lane.now.since(begin) < .milliseconds(150 * count + 300))
    lane.run(for: .seconds(5)) { _ in false }
    #expect(lane.troubles.isEmpty)
  }

  @Test func `plates that leave before they are marked are told, and only those`() throws {
    let plates = ChipLane.plates(12)
    var lane = try paidLane(try plates.map { try ChipLane.chip($0) })
    lane.run(for: .seconds(5)) { $0.isMarked(plates[3]) }
    let taken = lane.antenna.remove(plates)
    let marked = taken.filter { lane.isMarked($0.id, memory: $0.blocks) }.map(\.id)
    lane.run(for: .seconds(10)) { _ in false }
    let told = lane.troubles.values.flatMap { $0 }
    #expect((4..<12).contains(marked.count))
    // The answer about the plate that was being marked is lost with the plate.
    #expect(Set(told).isSuperset(of: Set(plates).subtracting(marked)))
    #expect(told.count <= 12 - marked.count + 1 && Set(told).count == told.count)
    #expect(lane.troubles.keys.allSatisfy { $0 == .leftUnmarked })
  }

  @Test func `a chip that does not take its mark is told, and the others are marked`() throws {
    let plates = ChipLane.plates(12)
    let chips = try plates.map { plate in
      try ChipLane.chip(plate, locked: plate == plates[5] ? [9, 10, 11] : [])
    }
    var lane = try paidLane(chips)
    let isTold = lane.run(for: .seconds(10)) { !$0.troubles.isEmpty }
    #expect(isTold && lane.troubles == [.notMarked: [plates[5]]])
    lane.run(for: .seconds(5)) { _ in false }
    #expect(plates.allSatisfy { lane.isMarked($0) != ($0 == plates[5]) })
    #expect(lane.troubles == [.notMarked: [plates[5]]], "once")
  }

  @Test(arguments: [1, 6])
  func `a reader that is away for a while uses no tries up`(secondsAway: Int) throws {
    let plates = ChipLane.plates(12)
    var lane = try paidLane(try plates.map { try ChipLane.chip($0) })
    lane.run(for: .seconds(5)) { $0.isMarked(plates[2]) }
    for _ in 0..<3 {
      lane.interruptReader(for: .seconds(secondsAway))
      lane.run(for: .seconds(secondsAway) + .milliseconds(300)) { _ in false }
    }
    let isMarked = lane.run(for: .seconds(10)) { lane in plates.allSatisfy { lane.isMarked($0) } }
    #expect(isMarked && lane.troubles.isEmpty)
  }

  @Test func `a station that ends says which plates it has not marked`() throws {
    let plates = ChipLane.plates(12)
    var lane = try paidLane(try plates.map { try ChipLane.chip($0) })
    lane.run(for: .seconds(5)) { $0.isMarked(plates[3]) }
    lane.stop()
    lane.run(for: .seconds(2)) { _ in false }
    let told = lane.troubles[.notMarked] ?? []
    #expect(Set(told).isSuperset(of: plates.filter { !lane.isMarked($0) }))
    #expect((7...9).contains(told.count))
  }
}
