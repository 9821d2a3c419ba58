import Synchronization
import Testing

@testable import USBHost

@Suite(.timeLimit(.minutes(1))) struct FindingDevicesTests {
  let reader = USBMatch(ids: USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2))

  func reader(serial: String) -> USBMatch {
    USBMatch(ids: USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2), serial: serial)
  }

  /// Runs a step against a bus of its own, shuts it down, and finds nothing held or misused.
  func onBus(
    _ fake: FakeLibUSB, sourceLocation: SourceLocation = #_sourceLocation,
    _ step: (USBBus) async throws -> Void
  ) async rethrows {
    let bus = USBBus(calls: fake.calls)
    do {
      try await step(bus)
    } catch {
      await bus.shutdown()
      throw error
    }
    await bus.shutdown()
    #expect(fake.leaks == [], sourceLocation: sourceLocation)
    #expect(fake.violations == [], sourceLocation: sourceLocation)
  }

  @Test func `devices are listed by port, and none is opened for it`() async throws {
    let fake = FakeLibUSB([
      .keyboard(ports: [10], address: 2), .reader(ports: [2, 1], address: 3),
      .reader(ports: [2], address: 9),
    ])
    try await onBus(fake) { bus in
      let ports = try await bus.devices().map(\.port)
      #expect(ports == ["1-2", "1-2.1", "1-10"])
      #expect(fake.log.allSatisfy { !$0.hasPrefix("open") })
    }
  }

  @Test func `only devices that fit are opened to read their names`() async throws {
    let fake = FakeLibUSB([.keyboard(ports: [1], address: 2), .reader(ports: [2], address: 3)])
    try await onBus(fake) { bus in
      let found = try await bus.devices(matching: reader)
      #expect(found.map(\.serial) == ["12345678"])
      #expect(found.map(\.product) == ["OBID RFID-Reader"])
      #expect(fake.openings(address: 2) == 0)
      #expect(fake.openings(address: 3) == 1)
    }
  }

  @Test func `one that may not be opened is listed with the reason`() async throws {
    var closed = FakeDevice.reader()
    closed.openFault = .access
    try await onBus(FakeLibUSB([closed])) { bus in
      let found = try await bus.devices(matching: reader)
      #expect(found.map(\.namesFault?.code) == [.access])
    }
  }

  @Test func `an open device is not disturbed to list it`() async throws {
    let fake = FakeLibUSB()
    try await onBus(fake) { bus in
      let device = try await bus.open(reader)
      let listed = try await bus.devices(matching: reader)
      #expect(listed == [device.summary])
      #expect(fake.openings(address: 4) == 1)
    }
  }

  @Test func `a failed enumeration is an error, not an empty bus`() async {
    let fake = FakeLibUSB()
    fake.fail("list", with: .noMemory)
    await onBus(fake) { bus in
      await #expect(throws: USBError(.noMemory, call: "libusb_get_device_list")) {
        try await bus.devices()
      }
    }
  }

  @Test func `an empty bus is an empty list`() async throws {
    try await onBus(FakeLibUSB([])) { bus in
      let devices = try await bus.devices()
      #expect(devices == [])
    }
  }

  @Test func `a system without a USB bus is said so, and is asked again`() async throws {
    let fake = FakeLibUSB()
    fake.change { $0.hasBusFolder = false }
    try await onBus(fake) { bus in
      await #expect {
        try await bus.open(reader)
      } throws: { error in
        (error as? USBError)?.code == .noBus && "\(error)".contains("/dev/bus/usb is missing")
      }
      fake.change { $0.hasBusFolder = true }
      _ = try await bus.open(reader)
    }
  }

  @Test func `an unknown code from libusb_init survives`() async {
    let fake = FakeLibUSB()
    fake.fail("init", with: USBErrorCode(rawValue: -98))
    await onBus(fake) { bus in
      await #expect(throws: USBError(USBErrorCode(rawValue: -98), call: "libusb_init")) {
        try await bus.start()
      }
    }
  }

  @Test func `only the device meant is opened`() async throws {
    let fake = FakeLibUSB([
      .keyboard(ports: [1], address: 2), .reader(ports: [2], address: 3),
      .reader(ports: [3], address: 4),
    ])
    try await onBus(fake) { bus in
      let device = try await bus.open(USBMatch(port: "1-3"))
      #expect(device.summary.address == 4)
      #expect(fake.log.filter { $0.hasPrefix("open") } == ["open 4"])
    }
  }

  /// A smart-card reader of any maker.
  func smartCardReader(_ device: FakeDevice) -> FakeDevice {
    var device = device
    device.interfaces = [
      USBInterface(number: 0, classCode: 3, endpoints: []),
      USBInterface(number: 1, classCode: 0x0B, endpoints: [FakeDevice.bulkOut, FakeDevice.bulkIn]),
    ]
    return device
  }

  @Test func `a class is looked for without opening anything else`() async throws {
    let fake = FakeLibUSB([
      .keyboard(ports: [1], address: 2),
      smartCardReader(.reader(ports: [2], address: 3, vendorID: 0x08E6, productID: 0x4433)),
      .reader(ports: [3], address: 4),
    ])
    try await onBus(fake) { bus in
      let match = USBMatch(interfaceClass: 0x0B)
      let found = try await bus.devices(matching: match)
      #expect(found.map(\.port) == ["1-2"])
      let device = try await bus.open(match)
      #expect(device.summary.address == 3)
      #expect(fake.openings(address: 2) + fake.openings(address: 4) == 0)
    }
  }

  @Test func `two of a class are told apart by serial number or port`() async throws {
    let fake = FakeLibUSB([
      smartCardReader(.reader(ports: [2], address: 3, serial: "A")),
      smartCardReader(.reader(ports: [3], address: 4, serial: "B")),
    ])
    try await onBus(fake) { bus in
      await #expect {
        try await bus.open(USBMatch(interfaceClass: 0x0B))
      } throws: { ($0 as? USBError)?.code == .ambiguous }
      let second = try await bus.open(USBMatch(interfaceClass: 0x0B, serial: "B"))
      #expect(second.summary.address == 4)
      let first = try await bus.open(USBMatch(interfaceClass: 0x0B, port: "1-2"))
      #expect(first.summary.address == 3)
    }
  }

  @Test func `a device whose interfaces cannot be told is of no class`() async {
    let fake = FakeLibUSB([smartCardReader(.reader())])
    fake.fail("config", with: .notFound)
    await onBus(fake) { bus in
      await #expect {
        try await bus.open(USBMatch(interfaceClass: 0x0B))
      } throws: { ($0 as? USBError)?.code == .notFound }
    }
  }

  @Test func `two that fit are not guessed between`() async {
    let fake = FakeLibUSB([.reader(ports: [2], address: 3), .reader(ports: [3], address: 4)])
    await onBus(fake) { bus in
      await #expect {
        try await bus.open(reader)
      } throws: { error in
        (error as? USBError)?.code == .ambiguous && "\(error)".contains("at ports 1-2, 1-3")
      }
      #expect(fake.log.allSatisfy { !$0.hasPrefix("open") })
    }
  }

  @Test func `the serial number tells two apart`() async throws {
    let fake = FakeLibUSB([
      .reader(ports: [2], address: 3, serial: "A"), .reader(ports: [3], address: 4, serial: "B"),
    ])
    try await onBus(fake) { bus in
      let second = try await bus.open(reader(serial: "B"))
      let first = try await bus.open(reader(serial: "A"))
      #expect([second, first].map(\.summary.address) == [4, 3])
      #expect(fake.openings(address: 4) == 1, "open already, so left alone the second time")
    }
  }

  @Test func `a reader with another serial number is not kept open, and is named`() async {
    let fake = FakeLibUSB([
      .reader(ports: [2], address: 3, serial: "A"), .reader(ports: [3], address: 4, serial: nil),
    ])
    await onBus(fake) { bus in
      await #expect {
        try await bus.open(reader(serial: "X"))
      } throws: { error in
        (error as? USBError)?.code == .wrongSerial
          && "\(error)".contains("seen: A at port 1-2, none at port 1-3")
      }
      #expect(fake.state.withLock { $0.handles.isEmpty })
    }
  }

  @Test func `permission comes before a wrong serial number`() async {
    var closed = FakeDevice.reader(ports: [2], address: 3)
    closed.openFault = .access
    let fake = FakeLibUSB([closed, .reader(ports: [3], address: 4, serial: "B")])
    await onBus(fake) { bus in
      await #expect {
        try await bus.open(reader(serial: "A"))
      } throws: { error in
        (error as? USBError)?.code == .access && "\(error)".contains("70-traytally.rules")
      }
    }
  }

  @Test func `a serial number that cannot be read is a fault of its own`() async {
    let fake = FakeLibUSB()
    fake.fail("string", at: 3, with: .pipe)
    await onBus(fake) { bus in
      await #expect {
        try await bus.open(reader(serial: "12345678"))
      } throws: { error in (error as? USBError)?.code == .pipe }
    }
  }

  @Test func `nothing there is not found, and what is open here is busy`() async throws {
    let fake = FakeLibUSB()
    try await onBus(fake) { bus in
      await #expect {
        try await bus.open(USBMatch(port: "2-1"))
      } throws: { ($0 as? USBError)?.code == .notFound }
      _ = try await bus.open(reader)
      for match in [reader, reader(serial: "12345678")] {
        await #expect {
          try await bus.open(match)
        } throws: { ($0 as? USBError)?.code == .busy }
      }
    }
  }

  @Test func `without a udev daemon each device is found in a look of its own`() async throws {
    let fake = FakeLibUSB([])
    fake.change { state in
      state.hearsHotplug = false
      state.keepsOldList = true
    }
    try await onBus(fake) { bus in
      let hears = try await bus.hearsHotplug
      #expect(!hears)
      fake.plug(.reader())
      let devices = try await bus.devices()
      #expect(devices.count == 1)
      let device = try await bus.open(reader)
      #expect(device.summary.serial == "12345678")
      let contexts = fake.state.withLock { $0.contexts.count }
      #expect(contexts >= 2)
      await device.close()
      #expect(fake.state.withLock { $0.handles.isEmpty })
    }
  }

  @Test func `a look of its own that finds nothing is over at once`() async {
    let fake = FakeLibUSB([])
    fake.change { $0.hearsHotplug = false }
    await onBus(fake) { bus in
      for _ in 0..<3 {
        await #expect { try await bus.open(reader) } throws: {
          ($0 as? USBError)?.code == .notFound
        }
      }
      await fake.until { $0.contexts.count == 1 }
      #expect(fake.count(of: "exit") == 3)
    }
  }

  @Test func `after the end nothing opens`() async {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    await bus.shutdown()
    await bus.shutdown()
    await #expect(throws: USBError(.closed, call: "open")) { try await bus.open(reader) }
    #expect(fake.log == [])
  }

  // MARK: Among bridges

  private static func bridge(
    _ vendorID: UInt16, _ productID: UInt16, port: UInt8, serial: String?
  ) -> FakeDevice {
    .reader(
      ports: [port], address: port + 10, serial: serial, vendorID: vendorID, productID: productID)
  }

  @Test(arguments: [
    (UInt16(0x10C4), UInt16(0xEA60)), (0x1A86, 0x7523), (0x0403, 0x6001), (0x0403, 0x6015),
  ])
  func `a serial number alone finds its bridge among all kinds`(
    vendor: UInt16, product: UInt16
  ) async throws {
    let fake = FakeLibUSB([
      Self.bridge(0x10C4, 0xEA60, port: 1, serial: "other"), .keyboard(ports: [2], address: 2),
      Self.bridge(0x0403, 0x6001, port: 3, serial: nil),
      Self.bridge(vendor, product, port: 4, serial: "R1"),
      .reader(ports: [5], address: 15, serial: "R1"),
    ])
    try await onBus(fake) { bus in
      let device = try await bus.open(USBMatch(bridgeWithSerial: "R1"))
      #expect(device.summary.port == "1-4")
      #expect(fake.openings(address: 2) == 0 && fake.openings(address: 15) == 0)
    }
  }

  @Test func `two bridges of different kinds with one serial number are an error with both ports`()
    async throws
  {
    let fake = FakeLibUSB([
      Self.bridge(0x10C4, 0xEA60, port: 1, serial: "0001"),
      Self.bridge(0x0403, 0x6001, port: 3, serial: "0001"),
    ])
    await onBus(fake) { bus in
      await #expect {
        try await bus.open(USBMatch(bridgeWithSerial: "0001"))
      } throws: { error in
        let text = "\(error)"
        return (error as? USBError)?.code == .ambiguous && text.contains("at ports 1-1, 1-3")
          && text.contains("Add 'serial' or 'port'")
      }
    }
  }
}
