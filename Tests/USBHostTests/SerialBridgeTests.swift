import Testing

@testable import USBHost

/// The bridges' requests as they go over the wire: type, request, wValue, wIndex, wLength, data.
@Suite struct SerialBridgeTests {
  private static let pair = FakeDevice.bulkPair

  private func bridge(
    _ vendor: UInt16, _ product: UInt16, interfaces: [USBInterface] = [pair]
  ) -> SerialBridge? {
    let device = USBDeviceSummary(
      vendorID: vendor, productID: product, bus: 1, address: 2, port: "1-1")
    return SerialBridge(device, interfaces: interfaces)
  }

  private func text(_ steps: [SerialStep]) -> [String] { text(steps.map(\.request)) }

  /// The requests that the bridge may refuse.
  private func wishes(_ steps: [SerialStep]) -> [String] { text(steps.filter(\.mayBeRefused)) }

  /// Control requests as hexadecimal text, words with the high byte first.
  private func text(_ requests: [USBTransferRequest]) -> [String] {
    requests.map { request in
      switch request {
      case .controlOut(let setup, let data):
        words(setup.packet(.out, length: data.count)) + hex(data)
      case .controlIn(let setup, let length): words(setup.packet(.in, length: length))
      case .send, .receive: "no control request"
      }
    }
  }

  private func words(_ packet: [UInt8]) -> String {
    let bytes = packet.map { hex([$0]).dropFirst() }
    return "\(bytes[0]) \(bytes[1]) \(bytes[3])\(bytes[2]) \(bytes[5])\(bytes[4]) "
      + "\(bytes[7])\(bytes[6])"
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { " " + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  private func line(_ baud: Int, even: Bool = false) -> SerialLine {
    var line = SerialLine(baud: baud)
    line.parity = even ? .even : .none
    return line
  }

  // MARK: Recognising

  @Test(
    arguments: [
      (0x10C4, 0xEA60, .cp210x), (0x10C4, 0xEA70, .cp210x), (0x10C4, 0xEA71, .cp210x),
      (0x1A86, 0x7523, .ch34x), (0x1A86, 0x5523, .ch34x), (0x4348, 0x5523, .ch34x),
      (0x0403, 0x6001, .ftdi), (0x0403, 0x6010, .ftdi), (0x0403, 0x6011, .ftdi),
      (0x0403, 0x6014, .ftdi), (0x0403, 0x6015, .ftdi),
    ] as [(UInt16, UInt16, SerialBridge.Kind)])
  func `a chip is known by its ids, and they are not its own`(
    vendor: UInt16, product: UInt16, kind: SerialBridge.Kind
  ) {
    #expect(bridge(vendor, product)?.kind == kind)
    #expect(bridge(vendor, product)?.data == Self.pair)
    #expect(SerialBridge.isSharedID(vendor: vendor, product: product))
    let mute = USBInterface(number: 0, classCode: 0xFF, endpoints: [FakeDevice.bulkIn])
    #expect(bridge(vendor, product, interfaces: [mute]) == nil)
  }

  @Test func `other ids with a maker's class are no bridge`() {
    #expect(bridge(0x0AB1, 0x0002) == nil)
    #expect(!SerialBridge.isSharedID(vendor: 0x0AB1, product: 0x0002))
    #expect(!SerialBridge.isSharedID(vendor: 0x10C4, product: 0xEA61))
  }

  @Test func `a CDC line is control and data, as the union descriptor pairs them`() {
    let control = USBInterface(
      number: 2, classCode: 2, subclassCode: 2, endpoints: [],
      classDescriptors: [5, 0x24, 0x00, 0x10, 0x01, 4, 0x24, 0x02, 2, 5, 0x24, 0x06, 2, 3])
    let other = USBInterface(
      number: 1, classCode: 0x0A, endpoints: [FakeDevice.bulkIn, FakeDevice.bulkOut])
    var data = other
    data.number = 3
    let found = bridge(0x1D6B, 0x0104, interfaces: [other, control, data])
    #expect(found?.kind == .cdcACM)
    #expect(found?.data == data)
    #expect(found?.control == control)
    #expect(bridge(0x1D6B, 0x0104, interfaces: [control]) == nil)
    var torn = control
    torn.classDescriptors = [5, 0x24, 0x06]
    #expect(bridge(0x1D6B, 0x0104, interfaces: [torn, data])?.data == data)
  }

  @Test func `one CDC interface can be both`() {
    var merged = Self.pair
    merged.classCode = 2
    merged.subclassCode = 2
    let found = bridge(0x1D6B, 0x0104, interfaces: [merged])
    #expect(found?.data == merged)
    #expect(found?.control == merged)
  }

  // MARK: CP210x

  @Test(arguments: [
    (9600, "80 25 00 00"), (19_200, "00 4B 00 00"), (38_400, "00 96 00 00"),
    (57_600, "00 E1 00 00"), (115_200, "00 C2 01 00"),
  ])
  func `a CP210x is told the rate as a number`(baud: Int, rate: String) throws {
    let cp210x = try #require(bridge(0x10C4, 0xEA60))
    #expect(
      text(cp210x.opening(line(baud))) == [
        "41 00 0001 0000 0000",
        "41 1E 0000 0000 0004 \(rate)",
        "41 03 0800 0000 0000",
        "41 13 0000 0000 0010 01 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00",
        "41 07 0303 0000 0000",
        "41 12 000F 0000 0000",
      ])
  }

  @Test func `a CP210x may lack flow control, modem lines and purging, and nothing else`() throws {
    let cp210x = try #require(bridge(0x10C4, 0xEA60))
    #expect(
      wishes(cp210x.opening(line(9600))) == [
        "41 13 0000 0000 0010 01 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00",
        "41 07 0303 0000 0000", "41 12 000F 0000 0000",
      ])
  }

  @Test func `a CP210x with even parity, and its end`() throws {
    var second = Self.pair
    second.number = 1
    let cp210x = try #require(bridge(0x10C4, 0xEA70, interfaces: [second]))
    #expect(text(cp210x.opening(line(38_400, even: true)))[2] == "41 03 0820 0001 0000")
    #expect(text(cp210x.closing) == ["41 07 0300 0001 0000", "41 00 0000 0001 0000"])
  }

  // MARK: CH34x

  @Test(arguments: [
    (9600, "B282", "000C"), (19_200, "D982", "0006"), (38_400, "6483", "0018"),
    (57_600, "9883", "0010"), (115_200, "CC83", "0008"), (921_600, "F387", "0000"),
  ])
  func `a CH34x is told the rate in registers`(baud: Int, scale: String, rest: String) throws {
    let ch34x = try #require(bridge(0x1A86, 0x7523))
    #expect(
      text(ch34x.opening(line(baud))) == [
        "C0 5F 0000 0000 0002",
        "40 A1 0000 0000 0000",
        "40 9A 1312 \(scale) 0000",
        "40 9A 0F2C \(rest) 0000",
        "C0 95 2518 0000 0002",
        "40 9A 2518 00C3 0000",
        "C0 95 0706 0000 0002",
        "40 A1 501F D90A 0000",
        "40 9A 1312 \(scale) 0000",
        "40 9A 0F2C \(rest) 0000",
        "40 9A 2518 00C3 0000",
        "40 A4 FF9F 0000 0000",
        "C0 95 0706 0000 0002",
      ])
  }

  @Test func `a CH34x may not let itself be read, but takes all that is written`() throws {
    let ch34x = try #require(bridge(0x1A86, 0x7523))
    #expect(
      wishes(ch34x.opening(line(9600))) == [
        "C0 5F 0000 0000 0002", "C0 95 2518 0000 0002", "C0 95 0706 0000 0002",
        "C0 95 0706 0000 0002",
      ])
  }

  @Test func `a CH34x with even parity, and its end`() throws {
    let ch34x = try #require(bridge(0x1A86, 0x7523))
    #expect(text(ch34x.opening(line(38_400, even: true)))[10] == "40 9A 2518 00DB 0000")
    #expect(text(ch34x.closing) == ["40 A4 FFFF 0000 0000"])
    for baud in [0, 1, 50, 4_000_000] {
      #expect(ch34x.opening(line(baud)).count == 13)
    }
  }

  // MARK: FTDI

  @Test(arguments: [
    (9600, "4138"), (19_200, "809C"), (38_400, "C04E"), (57_600, "C034"), (115_200, "001A"),
    (3_000_000, "0000"), (2_000_000, "0001"),
  ])
  func `an FTDI chip is told the rate as a divisor`(baud: Int, divisor: String) throws {
    let ftdi = try #require(bridge(0x0403, 0x6001))
    #expect(
      text(ftdi.opening(line(baud))) == [
        "40 00 0000 0001 0000",
        "40 09 0008 0001 0000",
        "40 03 \(divisor) 0000 0000",
        "40 04 0008 0001 0000",
        "40 02 0000 0001 0000",
        "40 01 0303 0001 0000",
        "40 00 0001 0001 0000",
        "40 00 0002 0001 0000",
      ])
  }

  @Test func `an FTDI chip may lack its latency timer, and nothing else`() throws {
    let ftdi = try #require(bridge(0x0403, 0x6001))
    #expect(wishes(ftdi.opening(line(9600))) == ["40 09 0008 0001 0000"])
  }

  @Test func `an FTDI chip with even parity, its third bit of eighths, and its end`() throws {
    let single = try #require(bridge(0x0403, 0x6015))
    var second = Self.pair
    second.number = 1
    let double = try #require(bridge(0x0403, 0x6010, interfaces: [second]))
    #expect(text(single.opening(line(38_400, even: true)))[3] == "40 04 0208 0001 0000")
    // 24 MHz / 307 692 is 78 eighths of a divisor: 9 and 6 eighths, whose code is 110.
    #expect(text(single.opening(line(307_692)))[2] == "40 03 8009 0001 0000")
    #expect(text(double.opening(line(307_692)))[2] == "40 03 8009 0102 0000")
    #expect(text(double.opening(line(9600)))[2] == "40 03 4138 0002 0000")
    #expect(text(double.closing) == ["40 01 0300 0002 0000"])
    for baud in [0, 1, 183, 1_700_000, 12_000_000] {
      #expect(single.opening(line(baud)).count == 8)
    }
  }

  @Test func `each FTDI packet loses its two bytes of state`() throws {
    let ftdi = try #require(bridge(0x0403, 0x6001))
    let state: [UInt8] = [0x01, 0x60]
    let full = state + (0..<6).map { UInt8($0) }
    #expect(ftdi.payload(of: [], packetSize: 8) == [])
    #expect(ftdi.payload(of: state, packetSize: 8) == [])
    #expect(ftdi.payload(of: [0x01], packetSize: 8) == [])
    #expect(ftdi.payload(of: full, packetSize: 8) == [0, 1, 2, 3, 4, 5])
    #expect(ftdi.payload(of: full + state + [9], packetSize: 8) == [0, 1, 2, 3, 4, 5, 9])
    #expect(
      ftdi.payload(of: full + full + state, packetSize: 8) == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
    #expect(ftdi.payload(of: full + [0x01], packetSize: 8) == [0, 1, 2, 3, 4, 5])
    #expect(ftdi.payload(of: full, packetSize: 1) == [])
    #expect(bridge(0x10C4, 0xEA60)?.payload(of: full, packetSize: 8) == full)
  }

  // MARK: CDC-ACM

  @Test func `a CDC line is told rate and format in one`() throws {
    var merged = Self.pair
    merged.classCode = 2
    merged.subclassCode = 2
    let cdc = try #require(bridge(0x1D6B, 0x0104, interfaces: [merged]))
    #expect(
      text(cdc.opening(line(57_600, even: true))) == [
        "21 20 0000 0000 0007 00 E1 00 00 00 02 08",
        "21 22 0003 0000 0000",
      ])
    #expect(text(cdc.closing) == ["21 22 0000 0000 0000"])
  }

  @Test func `a CDC line is needed unless the device says that it has none`() throws {
    func opening(_ descriptors: [UInt8]) throws -> [SerialStep] {
      var merged = Self.pair
      (merged.classCode, merged.subclassCode) = (2, 2)
      merged.classDescriptors = descriptors
      return try #require(bridge(0x1D6B, 0x0104, interfaces: [merged])).opening(line(57_600))
    }
    #expect(try wishes(opening([])) == [])
    #expect(try wishes(opening([5, 0x24, 0x00, 0x10, 0x01, 4, 0x24, 0x02, 0x02])) == [])
    #expect(try wishes(opening([4, 0x24, 0x02])) == [], "cut short")
    #expect(try wishes(opening([4, 0x24, 0x02, 0x04])).count == 2)
  }
}
