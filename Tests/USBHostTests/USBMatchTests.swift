import Testing
import USBHost

@Suite struct USBMatchTests {
  @Test(arguments: [
    ("0ab1:0002", USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)),
    ("0AB1:0002", USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)),
    ("ffff:0000", USBMatch.ProductIDs(vendorID: 0xFFFF, productID: 0)),
  ])
  func `the configuration's ids are read`(text: String, ids: USBMatch.ProductIDs) {
    #expect(USBMatch.ProductIDs(text) == ids)
  }

  @Test(arguments: [
    "", ":", "ab1:2", "0ab1:00002", "0ab1-0002", "0ab1:0002:", "+ab1:0002", "0xab:0002",
    "0ab1:000２",
  ])
  func `other texts are not ids`(text: String) {
    #expect(USBMatch.ProductIDs(text) == nil)
    #expect(throws: USBMatchFault.malformedIDs(text)) {
      try USBMatch(usb: text, serial: nil, port: nil)
    }
  }

  @Test(arguments: ["1-1", "1-1.2", "3-4.4.4.1"])
  func `a port path is bus and ports`(port: String) throws {
    #expect(try USBMatch(usb: nil, serial: nil, port: port).port == port)
  }

  @Test(arguments: [
    "", "1", "1-", "-1", "1-1.", "1-0", "1-1.2.x", "1-1-2", "256-1", "01-1", "1-01", "+1-1", "1-+2",
  ])
  func `other texts are not port paths`(port: String) {
    #expect(throws: USBMatchFault.malformedPort(port)) {
      try USBMatch(usb: "0ab1:0002", serial: nil, port: port)
    }
  }

  @Test func `a match without ids and port would have to open everything`() {
    #expect(throws: USBMatchFault.tooWide) {
      try USBMatch(usb: nil, serial: "12345678", port: nil)
    }
    #expect(throws: USBMatchFault.emptySerial) {
      try USBMatch(usb: "0ab1:0002", serial: "", port: nil)
    }
  }

  @Test func `a device fits by every word that is given`() throws {
    var device = USBDeviceSummary(
      vendorID: 0x0AB1, productID: 2, bus: 1, address: 4, port: "1-1.2")
    let match = try USBMatch(usb: "0ab1:0002", serial: "7", port: "1-1.2")
    #expect(match.admits(device), "the serial number is not known yet")
    device.serial = "7"
    #expect(match.admits(device))
    device.serial = "8"
    #expect(!match.admits(device))
    device.serial = nil
    device.port = "1-1.3"
    #expect(!match.admits(device))
    device.port = "1-1.2"
    device.productID = 4
    #expect(!match.admits(device))
  }

  @Test func `a serial number among bridges fits every chip that is known, and nothing else`() {
    let match = USBMatch(bridgeWithSerial: "7")
    let bridges: [(UInt16, UInt16)] = [
      (0x10C4, 0xEA60), (0x1A86, 0x7523), (0x4348, 0x5523), (0x0403, 0x6001), (0x0403, 0x6015),
    ]
    for (vendor, product) in bridges {
      var device = USBDeviceSummary(
        vendorID: vendor, productID: product, bus: 1, address: 4, port: "1-1.2")
      #expect(match.admits(device))
      device.serial = "8"
      #expect(!match.admits(device))
    }
    #expect(
      !match.admits(
        USBDeviceSummary(
          vendorID: 0x0AB1, productID: 2, bus: 1, address: 4, port: "1-1.2", serial: "7")))
    #expect(match.description == "USB serial bridge with serial 7")
  }

  @Test func `a bridge is no reader with ids of its own, but may be one with a chip's`() throws {
    let bridge = USBMatch(bridgeWithSerial: "7")
    let feig = try USBMatch(usb: "0ab1:0002", serial: "7", port: nil)
    let ftdi = try USBMatch(usb: "0403:6001", serial: "7", port: nil)
    #expect(bridge.excludes(feig) && feig.excludes(bridge))
    #expect(bridge.excludes(USBMatch(interfaceClass: 0x0B)))
    #expect(!bridge.excludes(ftdi) && !ftdi.excludes(bridge))
    #expect(!bridge.excludes(USBMatch(port: "1-1")))
    #expect(bridge.excludes(USBMatch(bridgeWithSerial: "8")))
    #expect(feig.excludes(ftdi))
  }

  @Test func `a match says itself in words`() throws {
    let match = try USBMatch(usb: "0ab1:0002", serial: "7", port: "1-1.2")
    #expect(match.description == "USB device 0ab1:0002 with serial 7 at port 1-1.2")
    #expect(
      USBMatch(interfaceClass: 0x0B).description == "USB device with an interface of class 0b")
    #expect(
      USBMatch(interfaceClass: 0x0B, serial: "7", port: "1-2").description
        == "USB device with an interface of class 0b and serial 7 at port 1-2")
  }
}
