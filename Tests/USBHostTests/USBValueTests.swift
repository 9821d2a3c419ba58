import Testing

@testable import USBHost

@Suite struct USBValueTests {
  @Test(
    arguments: [
      (Duration.zero, 1), (.milliseconds(-5), 1), (.microseconds(1), 1), (.milliseconds(1), 1),
      (.microseconds(1001), 2), (.seconds(5), 5000), (.seconds(3600), 3_600_000),
      (.seconds(1_000_000), 3_600_000), (.seconds(Int64.max), 3_600_000),
    ] as [(Duration, Int)])
  func `a time limit is never nothing and never for ever`(duration: Duration, milliseconds: Int) {
    #expect(USBTimeLimit(duration).milliseconds == UInt32(milliseconds))
  }

  @Test(arguments: [(0, 64), (1, 64), (64, 64), (65, 128), (512, 512), (513, 576)])
  func `a request holds whole packets`(length: Int, rounded: Int) {
    #expect(FakeDevice.bulkIn.wholePackets(holding: length) == rounded)
  }

  @Test func `an endpoint without a packet size still moves a byte at a time`() {
    let endpoint = USBEndpoint(address: 0x81, kind: .bulk, packetSizeMax: 0)
    #expect(endpoint.wholePackets(holding: 3) == 3)
  }

  @Test func `a setup packet is in the order of the wire`() {
    let setup = USBControlSetup(
      .vendor, to: .interface, request: 0x1E, value: 0x0102, index: 0x0304)
    #expect(setup.packet(.out, length: 4) == [0x41, 0x1E, 0x02, 0x01, 0x04, 0x03, 0x04, 0x00])
    #expect(setup.packet(.in, length: 256) == [0xC1, 0x1E, 0x02, 0x01, 0x04, 0x03, 0x00, 0x01])
  }

  @Test func `a request that makes no sense has no order`() {
    let handle = HandleRef(bits: 1)
    let limit = USBTimeLimit(.seconds(1))
    let wrong: [USBTransferRequest] = [
      .receive(from: FakeDevice.bulkOut, length: 64), .send([1], to: FakeDevice.bulkIn),
      .receive(from: FakeDevice.bulkIn, length: 0),
      .receive(from: FakeDevice.bulkIn, length: USBTransferRequest.lengthMax + 1),
      .receive(
        from: USBEndpoint(address: 0x81, kind: .isochronous, packetSizeMax: 64), length: 64),
      .controlIn(USBControlSetup(.vendor, to: .device, request: 1), length: -1),
    ]
    for request in wrong {
      #expect(request.order(handle: handle, limit: limit) == nil)
    }
  }

  @Test func `an unknown code and an unknown status survive`() {
    let code = USBErrorCode(rawValue: -98)
    #expect(code.rawValue == -98)
    #expect(code.name == "code -98")
    let error = USBError(code, call: "libusb_open", subject: "USB device 0ab1:0002 at port 1-1")
    #expect(error.description.contains("-98"))
    #expect(USBTransferStatus(rawValue: 77).description == "status 77")
    #expect(USBTransferStatus(rawValue: 77).errorCode == .other)
  }

  @Test func `every code has its own sentence, and each says what to do`() {
    let codes = (Array(-12 ... -1) + [-99] + Array(-1007 ... -1001)).map {
      USBErrorCode(rawValue: Int32($0))
    }
    let unknown = USBError(USBErrorCode(rawValue: -50), call: "c").description
    for code in codes {
      let text = USBError(code, call: "c").description
      #expect(text.dropLast(30).prefix(40) != unknown.dropLast(30).prefix(40), "\(code)")
      #expect(text.contains(code.name))
    }
    #expect(Set(codes.map { USBError($0, call: "c").description }).count == codes.count)
  }

  @Test func `permission denied names the rule and the group`() {
    let text = USBError(.access, call: "libusb_open", subject: "USB device 0ab1:0002").description
    #expect(text.contains("70-traytally.rules"))
    #expect(text.contains("traytally'"))
    #expect(text.contains("udevadm control --reload"))
  }

  @Test func `a summary says ids, place and node`() {
    let summary = USBDeviceSummary(FakeDevice.reader(ports: [1, 2], address: 4).facts)
    #expect(summary.usb == "0ab1:0002")
    #expect(summary.port == "1-1.2")
    #expect(summary.node == "/dev/bus/usb/001/004")
    #expect(USBDeviceSummary(FakeDevice.reader(ports: []).facts).port == "usb1")
  }
}
