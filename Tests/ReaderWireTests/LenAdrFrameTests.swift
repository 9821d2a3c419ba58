import Primitives
import ReaderWire
import TagReads
import Testing

@Suite struct `Length-address-command frames` {
  @Test(arguments: LenAdrVectors.fromHost)
  func `a host's frame is the bytes of its vector`(_ vector: LenAdrVectors.HostVector) {
    #expect(!vector.bytes.isEmpty)
    #expect(vector.frame.bytes == vector.bytes)
  }

  @Test(arguments: LenAdrVectors.fromHFReader)
  func `an HF reader's bytes are the reply of their vector`(_ vector: LenAdrVectors.HFVector) {
    var decoder = LenAdrHFDecoder()
    #expect(decoder.receive(vector.bytes) == [vector.reply])
    #expect(decoder.damagedByteCount == 0)
    let body = [vector.reply.status.rawValue] + vector.reply.data
    #expect(LenAdrFrame(address: 0, body: body).bytes == vector.bytes)
  }

  @Test(arguments: LenAdrVectors.fromUHFReader)
  func `a UHF reader's bytes are the reply of their vector`(_ vector: LenAdrVectors.UHFVector) {
    var decoder = LenAdrUHFDecoder()
    #expect(decoder.receive(vector.bytes) == [vector.reply])
    #expect(decoder.damagedByteCount == 0)
    let body = [vector.reply.command, vector.reply.status.rawValue] + vector.reply.data
    #expect(LenAdrFrame(address: 0, body: body).bytes == vector.bytes)
  }

  @Test func `a wrong check is damage`() {
    var decoder = LenAdrUHFDecoder()
    #expect(decoder.receive(LenAdrVectors.damaged).isEmpty)
    #expect(decoder.discardIncomplete().isEmpty)
    #expect(decoder.damagedByteCount == LenAdrVectors.damaged.count)
  }

  @Test func `the answer's address is the reader's`() {
    var decoder = LenAdrHFDecoder()
    let bytes = LenAdrFrame(address: 0x2A, body: [0x0E]).bytes ?? []
    #expect(decoder.receive(bytes).map(\.address) == [0x2A])
  }

  @Test func `a body too long for the length byte has no bytes`() {
    #expect(LenAdrFrame(address: 0, body: .init(repeating: 0, count: 252)).bytes?.count == 256)
    #expect(LenAdrFrame(address: 0, body: .init(repeating: 0, count: 253)).bytes == nil)
  }

  @Test func `blocks are asked for with the number as the reader lists it`() throws {
    let tag = try #require(TagID("E004015000A1B2C3"))
    let body = { (command: LenAdrHFCommand) in Hex.text(command.body, separator: " ") }
    #expect(
      body(.readBlock(tag: tag, block: 4, order: .leastSignificantFirst))
        == "20 00 C3 B2 A1 00 50 01 04 E0 04")
    #expect(
      body(.readBlock(tag: tag, block: 4, order: .mostSignificantFirst))
        == "20 00 E0 04 01 50 00 A1 B2 C3 04")
    #expect(
      body(
        .writeBlock(
          tag: tag, block: 1, data: [1, 2, 3, 4], order: .leastSignificantFirst, option: true))
        == "21 08 C3 B2 A1 00 50 01 04 E0 01 01 02 03 04")
    #expect(body(.callCards) == "41 10 01")
    #expect(body(.cardNumber) == "42 10 00")
  }

  @Test func `words are asked for with the EPC and no password`() throws {
    let tag = try #require(TagID("epc:30396063"))
    let data = { (command: LenAdrUHFCommand) in Hex.text(command.data, separator: " ") }
    #expect(
      data(.readWords(tag: tag, bank: .user, first: 2, count: 3))
        == "02 30 39 60 63 03 02 03 00 00 00 00")
    #expect(
      data(.writeWords(tag: tag, bank: .user, first: 2, words: [[1, 2], [3, 4]]))
        == "02 02 30 39 60 63 03 02 01 02 03 04 00 00 00 00")
  }
}
