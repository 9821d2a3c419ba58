import Chips
import Lanes
import Menus
import Money
import Primitives
import ReaderEmulation
import TagReads
import Testing

@testable import Station

/// Plates whose chips say what is on them, believed and marked by a lane.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ChipTests {
  private let plate = tag("E004015000C00001")

  private static func tag(_ text: String) -> TagID {
    guard let tag = TagID(text) else { preconditionFailure("not a tag: \(text)") }
    return tag
  }

  private let record = PlateRecord(
    dish: "STEW", plateClass: "white", price: Amount(minorUnits: 750), currency: .cny,
    writtenAt: WallTime(milliseconds: 1_764_052_344_000), station: "East")

  private func chip(_ tag: TagID) throws -> EmulatedTag {
    var memory = try record.memory(for: tag)
    memory += [UInt8](repeating: 0, count: 112 - memory.count)
    let blocks = stride(from: 0, to: 112, by: 4).map { Array(memory[$0..<$0 + 4]) }
    return EmulatedTag(id: tag, blocks: blocks)
  }

  private func content(of tag: TagID, on antenna: AntennaField) -> ChipContent {
    let blocks = antenna.memory(of: tag) ?? []
    return PlateRecord.content(of: blocks.flatMap { $0 }, in: tag)
  }

  @Test func `a lane that believes chips bills a plate no book knows, and marks it paid`()
    async throws
  {
    let canteen = try ServedCanteen(chipFirst: true)
    try await canteen.served {
      canteen.tray.place([try chip(plate)])
      try await eventually { canteen.view?.state == .bill }
      #expect(canteen.view?.total == Amount(minorUnits: 750))
      #expect(canteen.view?.lines.first?.names.en == "STEW")
      try canteen.tap()
      try await eventually { canteen.paid == [750] }
      try await eventually {
        if case .record(_, paid: .some) = content(of: plate, on: canteen.tray) {
          true
        } else {
          false
        }
      }
    }
    let marked = canteen.tray.remove([plate])
    let elsewhere = try ServedCanteen(chipFirst: true)
    try await elsewhere.served {
      elsewhere.tray.place(marked)
      try await eventually { elsewhere.view?.problem?.code == .alreadyPaid }
    }
  }

  @Test func `a torn record is not believed`() async throws {
    let canteen = try ServedCanteen(chipFirst: true)
    try await canteen.served {
      var torn = try chip(plate)
      torn.blocks[5] = [0, 0, 0, 0]
      canteen.tray.place([torn])
      try await eventually { canteen.view?.problem?.code == .plateWithoutDish }
    }
  }

  @Test func `without being told to, a lane believes the books alone`() async throws {
    let canteen = try ServedCanteen()
    try await canteen.served {
      canteen.tray.place([try chip(plate)])
      try await eventually { canteen.view?.problem?.code == .unknownTag }
    }
  }
}
