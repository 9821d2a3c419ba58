import Primitives
import ReaderWire
import Testing

@Suite struct `FEIG frames` {
  @Test(arguments: FeigVectors.fromHost)
  func `a host's frame is the bytes of its vector`(_ vector: FeigVectors.HostVector) {
    #expect(!vector.bytes.isEmpty)
    #expect(vector.frame.bytes == vector.bytes)
  }

  @Test(arguments: FeigVectors.fromHost)
  func `a host's bytes are the frame of their vector`(_ vector: FeigVectors.HostVector) {
    var decoder = FeigFrameDecoder(from: .host)
    #expect(decoder.receive(vector.bytes) == [vector.frame])
    #expect(decoder.damagedByteCount == 0)
    #expect(decoder.pendingByteCount == 0)
  }

  @Test(arguments: FeigVectors.fromReader)
  func `a reader's bytes are the reply of their vector`(_ vector: FeigVectors.ReaderVector) {
    var decoder = FeigFrameDecoder()
    let frames = decoder.receive(vector.bytes)
    #expect(frames.map(\.form) == [vector.form])
    #expect(frames.map(\.address) == [0x00])
    #expect(frames.compactMap { FeigReply($0) } == [vector.reply])
    #expect(decoder.damagedByteCount == 0)
  }

  @Test(arguments: FeigVectors.fromReader)
  func `a reader's frame is the bytes of its vector`(_ vector: FeigVectors.ReaderVector) {
    let frame = FeigFrame(
      form: vector.form, address: 0x00, command: vector.reply.command,
      payload: [vector.reply.status.rawValue] + vector.reply.data)
    #expect(frame.bytes == vector.bytes)
  }

  @Test func `a frame too long for its form has no bytes`() {
    let payload = [UInt8](repeating: 0xAA, count: 251)
    #expect(FeigFrame(form: .standard, command: 0xB0, payload: payload).bytes == nil)
    #expect(
      FeigFrame(form: .standard, command: 0xB0, payload: Array(payload.dropFirst())).bytes?
        .count == 255)
    #expect(FeigFrame(form: .advanced, command: 0xB0, payload: payload).bytes?.count == 258)
    let huge = [UInt8](repeating: 0, count: 65_529)
    #expect(FeigFrame(form: .advanced, command: 0xB0, payload: huge).bytes == nil)
  }

  @Test func `a frame without status is no reply`() {
    #expect(FeigReply(FeigFrame(command: 0x65)) == nil)
  }

  @Test func `set output carries a record for each output`() {
    let command = FeigCommand.setOutput([
      FeigOutput(number: 0x01, state: 0x02, tenthsOfSecond: 0x0103)
    ])
    #expect(command.code == 0x72)
    #expect(Hex.text(command.data, separator: " ") == "01 01 01 02 01 03")
  }

  @Test func `reader info asks about the RF controller`() {
    #expect(FeigCommand.readerInfo.frame().payload == [0x00])
    #expect(FeigCommand.readerInfo.code == 0x66)
  }

  @Test func `reading blocks is addressed by the tag's number`() {
    let command = FeigCommand.readBlocks(tag: FeigVectors.tag1, first: 4, count: 8)
    #expect(Hex.text(command.data, separator: " ") == "23 01 E0 04 01 50 A0 5F 02 B7 04 08")
  }
}
