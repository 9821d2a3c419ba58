import Primitives
import ReaderWire
import TagReads
import Testing

@Suite struct `Length-address-command answers` {
  private func bytes(_ hex: String) -> [UInt8] { Hex.bytes(hex) ?? [] }

  private let twoTags = "00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0"

  @Test(arguments: LenAdrUIDOrder.allCases)
  func `an HF inventory proves from which end its numbers come`(_ expected: LenAdrUIDOrder) {
    let onAir = LenAdrHFInventory(bytes(twoTags), expecting: expected)
    #expect(onAir.tags.map(\.description) == ["E004015000A1B2C3", "E004015000A1B2C4"])
    #expect(onAir.isWhole)
    #expect(onAir.provenOrder == .leastSignificantFirst)
    let turned = LenAdrHFInventory(bytes("00 E0 04 01 50 00 A1 B2 C3"), expecting: expected)
    #expect(turned.tags.map(\.description) == ["E004015000A1B2C3"])
    #expect(turned.provenOrder == .mostSignificantFirst)
  }

  @Test func `a number with E0 at both ends is taken in the expected order`() {
    let data = bytes("00 E0 04 01 50 00 A1 B2 E0")
    let onAir = LenAdrHFInventory(data, expecting: .leastSignificantFirst)
    #expect(onAir.tags.map(\.description) == ["E0B2A100500104E0"])
    #expect(onAir.provenOrder == nil)
    let turned = LenAdrHFInventory(data, expecting: .mostSignificantFirst)
    #expect(turned.tags.map(\.description) == ["E004015000A1B2E0"])
  }

  @Test func `every truncation of an HF inventory is found out`() {
    let whole = bytes(twoTags)
    for length in 1..<whole.count where length != 9 {
      let inventory = LenAdrHFInventory(
        Array(whole.prefix(length)), expecting: .leastSignificantFirst)
      #expect(!inventory.isWhole, "length \(length)")
      #expect(inventory.tags.count == length / 9)
    }
  }

  @Test func `a number without E0 is no ISO 15693 tag`() {
    let inventory = LenAdrHFInventory(
      bytes("00 C3 B2 A1 00 50 01 04 D0"), expecting: .leastSignificantFirst)
    #expect(inventory.tags.isEmpty && !inventory.isWhole)
  }

  @Test func `27 tags fill an HF answer`() {
    #expect(LenAdrHFInventory.tagCountMax == 27)
    #expect(LenAdrFrame(address: 0, body: .init(repeating: 0, count: 1 + 27 * 9)).bytes != nil)
    #expect(LenAdrFrame(address: 0, body: .init(repeating: 0, count: 1 + 28 * 9)).bytes == nil)
  }

  @Test func `a UHF inventory lists each tag with its strength`() {
    let inventory = LenAdrUHFInventory(
      bytes("01 02 0C 000000000000000000000313 6B 0C 000000000000000000000314 6C"),
      .withStrength)
    #expect(inventory.isWhole)
    #expect(
      inventory.sightings.map(\.tag.description) == [
        "epc:000000000000000000000313", "epc:000000000000000000000314",
      ])
    #expect(inventory.sightings.map(\.strength) == [0x6B, 0x6C])
  }

  @Test func `a plain UHF inventory lists tags without strength`() {
    let inventory = LenAdrUHFInventory(
      bytes("02 0C 000000000000000000000313 04 30396063"), .plain)
    #expect(inventory.isWhole)
    #expect(inventory.sightings.map(\.tag.description).last == "epc:30396063")
    #expect(inventory.sightings.allSatisfy { $0.strength == nil })
  }

  @Test func `an empty list is whole, with or without its head`() {
    #expect(LenAdrUHFInventory([], .plain).isWhole)
    #expect(LenAdrUHFInventory([], .withStrength).isWhole)
    #expect(LenAdrUHFInventory([0], .plain).isWhole)
    #expect(LenAdrUHFInventory([1, 0], .withStrength).isWhole)
    #expect(!LenAdrUHFInventory([1], .withStrength).isWhole)
  }

  @Test func `every truncation of a UHF inventory is found out`() {
    let whole = bytes("01 02 0C 000000000000000000000313 6B 0C 000000000000000000000314 6C")
    for length in 1..<whole.count {
      let inventory = LenAdrUHFInventory(Array(whole.prefix(length)), .withStrength)
      #expect(!inventory.isWhole, "length \(length)")
      #expect(inventory.sightings.count == (length < 16 ? 0 : 1), "length \(length)")
    }
    #expect(!LenAdrUHFInventory(whole + [0], .withStrength).isWhole)
  }

  @Test func `a TID after the EPC is left away`() {
    let inventory = LenAdrUHFInventory(
      bytes("01 01 90 30396063 E2801105200074BF0A8E0A6F 6B"), .withStrength)
    #expect(inventory.isWhole)
    #expect(inventory.sightings.map(\.tag.description) == ["epc:30396063"])
  }

  @Test func `an empty EPC is nobody, one too long is not understood`() {
    let empty = LenAdrUHFInventory(bytes("01 01 00 6B"), .withStrength)
    #expect(empty.sightings.isEmpty && empty.isWhole)
    let long = LenAdrUHFInventory([1, 22] + [UInt8](repeating: 7, count: 22), .plain)
    #expect(long.sightings.isEmpty && !long.isWhole)
  }

  @Test func `a UHF reader's count is four bytes after antenna and rate`() {
    #expect(LenAdrUHFStatistics(bytes("01 00 C8 00 01 02 03"))?.total == 0x010203)
    #expect(LenAdrUHFStatistics(bytes("01 00 C8 00 01 02")) == nil)
    #expect(LenAdrUHFStatistics(bytes("01 00 C8 00 01 02 03 04")) == nil)
    var scan = LenAdrUHFScan()
    scan.wantsCount = true
    #expect(LenAdrUHFCommand.inventory(scan).data == bytes("84 00 01 00 00 00 00 80 03"))
  }

  @Test func `a UHF inventory says how many tags it lists, whoever they are`() {
    #expect(LenAdrUHFInventory(bytes("01 02 02 AB CD 6B 00 6B"), .withStrength).announcedCount == 2)
    #expect(LenAdrUHFInventory(bytes("01 00"), .withStrength).announcedCount == 0)
    #expect(LenAdrUHFInventory([], .withStrength).announcedCount == 0)
  }

  @Test func `an HF reader's information has one length only`() {
    let data = bytes("03 50 00 00 36 00 0B 1E")
    let information = LenAdrHFInformation(data)
    #expect(information?.firmware == "3.80")
    #expect(information?.model == "RR HF reader type 36")
    #expect(information?.scanTimeTenths == 30)
    #expect(information?.tagTypes == 0x000B)
    #expect(LenAdrHFInformation(data + [0]) == nil)
    #expect(LenAdrHFInformation(Array(data.dropLast())) == nil)
  }

  @Test func `a UHF reader's information names its type, whatever that is`() {
    let known = LenAdrUHFInformation(bytes("00 16 0C 03 4E 00 1E 0A 01 00 00 00"))
    #expect(known?.firmware == "0.22")
    #expect(known?.model == "UHFReader288M type 0C")
    #expect(known?.powerDBm == 30 && known?.scanTimeTenths == 10)
    #expect(known?.listing == .withStrength)
    #expect(LenAdrUHFInformation(bytes("03 3F 09 03 4E 00 1E 0A"))?.listing == .plain)
    for type in UInt8.min...UInt8.max {
      let information = LenAdrUHFInformation([1, 2, type, 3, 0, 0, 30, 10])
      #expect(information?.model.hasSuffix("type \(Hex.text([type]))") == true)
    }
    #expect(LenAdrUHFInformation([1, 2, 9, 3, 0, 0, 30]) == nil)
  }

  @Test func `every status has a sentence with its code`() {
    for code in UInt8.min...UInt8.max {
      let suffix = "(status \(Hex.text([code])))"
      #expect(LenAdrHFStatus(rawValue: code).description.hasSuffix(suffix))
      #expect(LenAdrUHFStatus(rawValue: code).description.hasSuffix(suffix))
    }
  }
}
