import Primitives
import ReaderWire
import TagReads
import Testing

@Suite struct `FEIG answers` {
  private func bytes(_ hex: String) -> [UInt8] { Hex.bytes(hex) ?? [] }

  @Test func `an inventory lists each tag with its own number`() {
    let inventory = FeigInventory(
      bytes("02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4"))
    #expect(inventory.tags == [FeigVectors.tagA, FeigVectors.tagB])
    #expect(inventory.isWhole)
  }

  @Test func `cards of type A have seven or ten bytes`() {
    let inventory = FeigInventory(
      bytes(
        "03 04 00 FF 77 66 55 44 33 22 11 04 24 FF AA 99 88 77 66 55 44 33 22 11"
          + " 03 00 E0 04 01 50 A0 5F 02 B7"))
    #expect(
      inventory.tags.map(\.description) == [
        "77665544332211", "AA998877665544332211", "E0040150A05F02B7",
      ])
    #expect(inventory.isWhole)
  }

  @Test func `a card's number of four bytes is padded on the wire only`() {
    let inventory = FeigInventory(
      bytes("02 04 00 00 00 00 00 04 A1 B2 C3 04 00 00 04 00 00 00 01 02 03"))
    #expect(inventory.tags.map(\.description) == ["04A1B2C3", "04000000010203"])
    #expect(inventory.isWhole)
  }

  @Test func `an answer without data, or with no data sets, is whole and empty`() {
    #expect(FeigInventory([]).tags.isEmpty && FeigInventory([]).isWhole)
    #expect(FeigInventory([0]).tags.isEmpty && FeigInventory([0]).isWhole)
  }

  @Test func `every truncation of an inventory is found out`() {
    let whole = bytes("02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4")
    for length in 1..<whole.count {
      let inventory = FeigInventory(Array(whole.prefix(length)))
      #expect(!inventory.isWhole, "length \(length)")
      #expect(inventory.tags.count == (length - 1) / 10, "length \(length)")
    }
  }

  @Test func `a data set of an unknown kind ends the reading`() {
    let inventory = FeigInventory(
      bytes("02 03 00 E0 04 01 50 00 A1 B2 C3 84 00 0C 01 02 03"))
    #expect(inventory.tags == [FeigVectors.tagA])
    #expect(!inventory.isWhole)
  }

  @Test func `bytes after the last data set are suspicious`() {
    #expect(!FeigInventory(bytes("01 03 00 E0 04 01 50 00 A1 B2 C3 00")).isWhole)
  }

  @Test func `a number that does not begin with E0 is no ISO 15693 tag`() {
    let inventory = FeigInventory(bytes("01 03 00 D0 04 01 50 00 A1 B2 C3"))
    #expect(inventory.tags.isEmpty)
    #expect(!inventory.isWhole)
  }

  @Test func `blocks are turned into the tag's byte order`() {
    let blocks = FeigBlocks(bytes("02 04 00 44 43 42 41 00 48 47 46 45"))
    #expect(blocks?.blocks == [FeigVectors.ascii("ABCD"), FeigVectors.ascii("EFGH")])
  }

  @Test func `the lock status before each block is not data`() {
    #expect(FeigBlocks(bytes("01 02 FF 01 02"))?.blocks == [[2, 1]])
  }

  @Test func `blocks of a wrong length are refused`() {
    let whole = bytes("02 04 00 44 43 42 41 00 48 47 46 45")
    for length in 0..<whole.count {
      #expect(FeigBlocks(Array(whole.prefix(length))) == nil, "length \(length)")
    }
    #expect(FeigBlocks(whole + [0]) == nil)
    #expect(FeigBlocks([1, 0, 0]) == nil)
    #expect(FeigBlocks([0, 4])?.blocks == [])
  }

  @Test func `the software version names firmware and type`() {
    let version = FeigSoftwareVersion(bytes("03 03 00 44 53 0D 30"))
    #expect(version?.firmware == "3.3")
    #expect(version?.model == "FEIG type 53")
    #expect(version?.hardwareType == 0x44)
    #expect(version?.transponderTypes == 0x0D30)
    #expect(FeigSoftwareVersion(bytes("01 0C 02 00 21 00 08"))?.firmware == "1.12.2")
    #expect(FeigSoftwareVersion(bytes("01 0C 02 00 21 00 08"))?.model == "FEIG ID ISC.M02.M8")
    #expect(FeigSoftwareVersion(bytes("03 03 00 44 53 0D")) == nil)
  }

  @Test func `a tag's refusal names its error and block`() {
    let locked = FeigTagRefusal(FeigReply(command: 0xB0, status: .tagError, data: [0x12, 0x05]))
    #expect(locked?.error == .locked)
    #expect(locked?.block == 5)
    let reading = FeigTagRefusal(FeigReply(command: 0xB0, status: .tagError, data: [0x10]))
    #expect(reading?.error == .blockNotAvailable)
    #expect(reading?.block == nil)
    let writing = FeigTagRefusal(FeigReply(command: 0xB0, status: .writeError, data: [0x07]))
    #expect(writing?.error == nil)
    #expect(writing?.block == 7)
    #expect(FeigTagRefusal(FeigReply(command: 0xB0, status: .tagError))?.error == .unknown)
    #expect(FeigTagRefusal(FeigReply(command: 0xB0, status: .ok)) == nil)
  }

  @Test func `every status has a sentence with its code`() {
    for code in UInt8.min...UInt8.max {
      let sentence = FeigStatus(rawValue: code).description
      #expect(sentence.hasSuffix("(status \(Hex.text([code])))"))
      #expect(sentence.count > 20 || code == 0, "status \(code)")
    }
  }

  @Test func `every tag error has a sentence with its code`() {
    for code in UInt8.min...UInt8.max {
      let sentence = ISO15693Error(rawValue: code).description
      #expect(sentence.hasSuffix("(tag error \(Hex.text([code])))"))
    }
  }

  @Test func `data comes with the statuses the manual names`() {
    let carrying = (UInt8.min...UInt8.max).filter { FeigStatus(rawValue: $0).mayCarryData }
    #expect(carrying == [0x00, 0x83, 0x84, 0x93, 0x94, 0x95])
  }
}
