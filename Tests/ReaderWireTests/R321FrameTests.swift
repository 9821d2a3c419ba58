import Primitives
import ReaderWire
import Testing

@Suite struct `R321 frames` {
  private func frames(_ bytes: [UInt8]) -> [R321Frame] {
    var decoder = R321FrameDecoder()
    return decoder.receive(R321Reports.carrying(bytes))
  }

  @Test(arguments: R321Vectors.fromHost)
  func `a host's frame is the bytes of its vector`(_ vector: R321Vectors.HostVector) {
    #expect(!vector.bytes.isEmpty)
    #expect(vector.command.frame(to: vector.target).bytes == vector.bytes)
  }

  @Test func `every host's vector is there`() {
    #expect(R321Vectors.fromHost.count == 7)
  }

  @Test(arguments: R321Vectors.fromHost)
  func `a host's bytes are the frame of their vector`(_ vector: R321Vectors.HostVector) {
    #expect(frames(vector.bytes) == [vector.command.frame(to: vector.target)])
  }

  @Test(arguments: R321Vectors.fromReader)
  func `a reader's bytes are a response of reader 1`(_ vector: R321Vectors.ReaderVector) {
    let found = frames(vector.bytes)
    #expect(found.map(\.bytes) == [vector.bytes])
    #expect(found.map(\.command) == [vector.command])
    #expect(found.map(\.source) == [0x0001])
    #expect(found.map(\.target) == [R321Frame.hostAddress])
    #expect(found.map(\.isResponse) == [true])
  }

  @Test func `the published reports are the published frames`() {
    var decoder = R321FrameDecoder()
    let found = decoder.receive(R321Vectors.capturedReports)
    #expect(found.map(\.bytes) == [R321Vectors.version.bytes, R321Vectors.oneTag.bytes])
    #expect(decoder.damagedByteCount == 0)
  }

  @Test(arguments: [true, false], [0, 1, 240, 700])
  func `the long form is understood`(_ isResponse: Bool, _ count: Int) {
    let frame = R321Frame(
      form: .long, source: 1, target: 0, isResponse: isResponse, command: 0x30,
      parameters: [UInt8](repeating: 0x7E, count: count))
    #expect(frames(frame.bytes ?? []) == [frame])
  }

  @Test func `the long form is drawn as in the manual`() {
    let frame = R321Frame(
      form: .long, source: 1, target: 0, isResponse: true, command: 0x22, parameters: [0xAB])
    let text = Hex.text((frame.bytes ?? []).dropLast(2), separator: " ")
    #expect(text == "7E 55 00 01 00 00 00 1F 22 00 01 00 AB")
  }

  @Test func `a frame too long for its form has no bytes`() {
    var frame = R321Frame(
      source: 0, target: 1, isResponse: false, command: 0x23,
      parameters: [UInt8](repeating: 0, count: 247))
    #expect(frame.bytes?.count == 258)
    frame.parameters.append(0)
    #expect(frame.bytes == nil)
    frame.form = .long
    #expect(frame.bytes != nil)
    frame.parameters = [UInt8](repeating: 0, count: 65_536)
    #expect(frame.bytes == nil)
  }

  @Test func `reports hold 63 bytes each`() {
    let bytes = (0..<130).map { UInt8($0) }
    let reports = R321Reports.carrying(bytes)
    #expect(reports.count == 3 * R321Reports.byteCount)
    #expect([reports[0], reports[64], reports[128]] == [63, 63, 4])
    #expect(Array(reports[65..<68]) == [63, 64, 65])
    #expect(R321Reports.carrying([]).isEmpty)
    #expect(R321Reports.content([64] + bytes) == nil)
  }
}
