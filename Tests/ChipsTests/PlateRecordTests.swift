import Money
import Primitives
import TagReads
import Testing

@testable import Chips

/// A plate's record in its chip.
@Suite struct PlateRecordTests {
  @Test func `the check is CRC-32 with its published value`() {
    #expect(ChipCheck.value(of: "123456789".utf8) == 0xCBF4_3926)
  }

  @Test func `the layout is the drawn one`() throws {
    let memory = try Sample.record.memory(for: Sample.plate)
    #expect(Hex.text(memory.prefix(4)) == "54500118")
    #expect(
      Hex.text(memory.dropFirst(8))
        == "69254D78" + "000004E2" + "434E59" + "03443137" + "03726564" + "0445617374")
  }

  @Test func `what is written is read, with nothing else on the chip and with rubbish after it`()
    throws
  {
    let memory = try Sample.record.memory(for: Sample.plate)
    for tail in [[], [UInt8](repeating: 0xFF, count: 40)] {
      #expect(
        PlateRecord.content(of: memory + tail, in: Sample.plate)
          == .record(Sample.record, paid: nil))
    }
  }

  @Test func `a memory copied onto another chip is broken`() throws {
    let memory = try Sample.record.memory(for: Sample.plate)
    #expect(PlateRecord.content(of: memory, in: Sample.otherPlate) == .broken)
  }

  @Test func `no bit can flip unnoticed, and no byte can be missing`() throws {
    let memory = try Sample.record.memory(for: Sample.plate)
    for bit in 0..<memory.count * 8 {
      var damaged = memory
      damaged[bit / 8] ^= 1 << (bit % 8)
      if case .record = PlateRecord.content(of: damaged, in: Sample.plate) {
        Issue.record("bit \(bit) flipped and nobody noticed")
      }
    }
    for count in 0..<memory.count {
      let content = PlateRecord.content(of: Array(memory.prefix(count)), in: Sample.plate)
      #expect(content == (count < 8 ? .none : .broken))
    }
  }

  @Test func `blank and foreign chips have no record`() {
    let blank = [UInt8](repeating: 0, count: 112)
    #expect(PlateRecord.content(of: blank, in: Sample.plate) == .none)
    #expect(PlateRecord.content(of: Array("library book".utf8), in: Sample.plate) == .none)
  }

  @Test func `a version to come is told apart from damage`() throws {
    var memory = try Sample.record.memory(for: Sample.plate)
    memory[2] = 2
    #expect(PlateRecord.content(of: memory, in: Sample.plate) == .unknownVersion(2))
  }

  @Test func `a chip that is being written is broken, with anything behind its first block`() throws
  {
    let memory = try Sample.record.memory(for: Sample.plate)
    for rest in [Array(memory.dropFirst(4)), [0, 0, 0, 0]] {
      #expect(
        PlateRecord.content(of: [0x54, 0x50, 0x00, 0x00] + rest, in: Sample.plate) == .broken)
    }
  }

  @Test func `codes in any script fit up to the limit and not beyond`() throws {
    var record = Sample.record
    record.dish = "红烧肉"
    record.plateClass = String(repeating: "盘", count: 20)
    let memory = try record.memory(for: Sample.plate)
    #expect(PlateRecord.content(of: memory, in: Sample.plate) == .record(record, paid: nil))
    record.dish = String(repeating: "肉", count: 10)
    #expect(throws: PlateRecordFault.tooLong(byteCount: 116)) {
      try record.memory(for: Sample.plate)
    }
    record = Sample.record
    record.price = Amount(minorUnits: -1)
    #expect(throws: PlateRecordFault.outOfRange) { try record.memory(for: Sample.plate) }
  }

  @Test func `a paid mark holds for its record alone`() throws {
    let memory = try Sample.record.memory(for: Sample.plate)
    let mark = PaidMark(paidAt: WallTime(milliseconds: 1_764_000_500_000))
    let (offset, bytes) = try #require(mark.memory(after: memory, in: Sample.plate))
    let padding = [UInt8](repeating: 0, count: offset - memory.count)
    #expect(
      PlateRecord.content(of: memory + padding + bytes, in: Sample.plate)
        == .record(Sample.record, paid: mark))
    var next = Sample.record
    next.writtenAt = next.writtenAt + .seconds(60)
    let renewed = try next.memory(for: Sample.plate) + padding + bytes
    #expect(PlateRecord.content(of: renewed, in: Sample.plate) == .record(next, paid: nil))
  }
}

/// Plates and a record for the tests.
enum Sample {
  static let plate = tag("E0040150A05F02B7")
  static let otherPlate = tag("E0040150A05F02B8")
  static let record = PlateRecord(
    dish: "D17", plateClass: "red", price: Amount(minorUnits: 1250), currency: .cny,
    writtenAt: WallTime(milliseconds: 1_764_052_344_000), station: "East")

  static func tag(_ text: String) -> TagID {
    guard let tag = TagID(text) else { preconditionFailure("not a tag: \(text)") }
    return tag
  }
}
