import Synchronization
import Testing

@testable import USBHost

@Suite(.timeLimit(.minutes(1))) struct OpenDeviceTests {
  let reader = USBMatch(port: "1-1.2")

  @Test func `release, close, unref and exit come in this order`() async throws {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    try await device.claim(FakeDevice.bulkPair)
    try device.submit(
      .receive(from: FakeDevice.bulkIn, length: 64), within: USBTimeLimit(.seconds(5)))
    await bus.shutdown()
    let ending = fake.log.drop { $0 != "cancel" }
    #expect(
      Array(ending) == [
        "cancel", "release 0", "close 4", "unref 4", "deregister hotplug", "exit",
      ])
    #expect(fake.violations == [])
    #expect(fake.leaks == [])
  }

  @Test func `closing gives the device back and leaves the bus up`() async throws {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    for _ in 0..<3 {
      let device = try await bus.open(reader)
      try await device.claim(FakeDevice.bulkPair)
      await device.close()
      await device.close()
    }
    #expect(fake.count(of: "init") == 1)
    #expect(fake.count(of: "exit") == 0)
    await bus.shutdown()
    #expect(fake.leaks == [])
    #expect(fake.violations == [])
  }

  @Test func `a device that was closed leaves no memory behind`() async throws {
    weak var device: USBDevice?
    weak var transfer: USBTransfer?
    let bus = USBBus(calls: FakeLibUSB().calls)
    try await {
      let opened = try await bus.open(reader)
      try await opened.claim(FakeDevice.bulkPair)
      transfer = try opened.submit(
        .receive(from: FakeDevice.bulkIn, length: 64), within: USBTimeLimit(.seconds(5)))
      await opened.close()
      device = opened
    }()
    // The last C call was made on the device's queue, whose thread lets go of it a moment later.
    while device != nil || transfer != nil {
      await Task.yield()
    }
    await bus.shutdown()
  }

  @Test func `libusb detaches the kernel's driver by itself where it can`() async throws {
    var held = FakeDevice.reader()
    held.kernelDrivers = [0]
    let fake = FakeLibUSB([held])
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    try await device.claim(FakeDevice.bulkPair)
    await bus.shutdown()
    #expect(fake.log.contains("auto-detach"))
    #expect(!fake.log.contains("detach 0"))
    #expect(fake.leaks == [])
  }

  @Test func `else it is taken off by hand and put back after the release`() async throws {
    var held = FakeDevice.reader()
    held.kernelDrivers = [0]
    let fake = FakeLibUSB([held])
    fake.change { $0.supportsAutoDetach = false }
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    try await device.claim(FakeDevice.bulkPair)
    try await device.claim(FakeDevice.bulkPair)
    await device.close()
    let relevant = fake.log.filter {
      ["detach 0", "claim 0", "release 0", "attach 0"].contains($0)
    }
    #expect(relevant == ["detach 0", "claim 0", "release 0", "attach 0"])
    #expect(fake.state.withLock { $0.devices.values.first?.kernelDrivers } == [0])
    await bus.shutdown()
    #expect(fake.violations == [])
  }

  @Test func `a claim that fails puts the kernel's driver back at once`() async throws {
    var held = FakeDevice.reader()
    held.kernelDrivers = [0]
    held.heldElsewhere = [0]
    let fake = FakeLibUSB([held])
    fake.change { $0.supportsAutoDetach = false }
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    await #expect {
      try await device.claim(FakeDevice.bulkPair)
    } throws: { error in
      (error as? USBError)?.code == .busy && "\(error)".contains("another driver or program")
    }
    #expect(fake.state.withLock { $0.devices.values.first?.kernelDrivers } == [0])
    await bus.shutdown()
    #expect(fake.violations == [])
    #expect(fake.leaks == [])
  }

  @Test func `an interface that is not there is not claimed`() async throws {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    await #expect {
      try await device.claim(USBInterface(number: 7, classCode: 0xFF, endpoints: []))
    } throws: { ($0 as? USBError)?.code == .noEndpoint }
    await bus.shutdown()
    #expect(!fake.log.contains("claim 7"))
  }

  @Test func `a closed device does nothing more`() async throws {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    await device.close()
    await #expect { try await device.claim(FakeDevice.bulkPair) } throws: {
      ($0 as? USBError)?.code == .closed
    }
    await #expect { try await device.reset() } throws: { ($0 as? USBError)?.code == .closed }
    await #expect { try await device.clearHalt(FakeDevice.bulkIn) } throws: {
      ($0 as? USBError)?.code == .closed
    }
    await bus.shutdown()
    #expect(fake.violations == [])
  }

  @Test func `a reset that turns the device into another says so`() async throws {
    let fake = FakeLibUSB()
    fake.fail("reset", with: .notFound)
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(reader)
    await #expect { try await device.reset() } throws: { ($0 as? USBError)?.isDeviceGone == true }
    await bus.shutdown()
    #expect(fake.leaks == [])
  }

  @Test func `a context that has ended is used no more`() async throws {
    let fake = FakeLibUSB()
    let context = try USBContext(calls: fake.calls, events: BusEventQueue { _ in })
    await withCheckedContinuation { continuation in
      context.shutdown { continuation.resume() }
    }
    #expect { try context.devices() } throws: { ($0 as? USBError)?.code == .closed }
    #expect(throws: USBError(.closed, call: "open")) {
      try context.open(reader, on: BlockingQueue("test"))
    }
    #expect(fake.log.last == "exit")
  }

  @Test func `plugging and unplugging is told, off the event thread`() async throws {
    let fake = FakeLibUSB([])
    let (events, sink) = AsyncStream<USBBusEvent>.makeStream()
    let bus = USBBus(calls: fake.calls) { sink.yield($0) }
    try await bus.start()
    #expect(try await bus.hearsHotplug)
    var heard = events.makeAsyncIterator()
    fake.plug(.reader(address: 4))
    let summary = USBDeviceSummary(FakeDevice.reader(address: 4).facts)
    #expect(await heard.next() == .arrived(summary))
    // What libusb forbids inside its callback is allowed here.
    let device = try await bus.open(reader)
    fake.unplug(address: 4)
    #expect(await heard.next() == .departed(summary))
    await device.close()
    await bus.shutdown()
    #expect(fake.leaks == [])
    #expect(fake.violations == [])
  }

  @Test func `without hotplug the bus works and stays silent`() async throws {
    let fake = FakeLibUSB()
    fake.fail("register hotplug", with: .notSupported)
    fake.change { $0.keepsOldList = false }
    let bus = USBBus(calls: fake.calls)
    #expect(try await bus.hearsHotplug == false)
    _ = try await bus.open(reader)
    await bus.shutdown()
    #expect(fake.leaks == [])
    #expect(fake.violations == [])
  }

  @Test func `event handling that fails is said once and goes on`() async throws {
    let fake = FakeLibUSB()
    for number in 1...3 {
      fake.fail("handle events", at: number, with: .inputOutput)
    }
    fake.fail("handle events", at: 4, with: .interrupted)
    let (events, sink) = AsyncStream<USBBusEvent>.makeStream()
    let bus = USBBus(calls: fake.calls) { sink.yield($0) }
    let device = try await bus.open(reader)
    try await device.claim(FakeDevice.bulkPair)
    let completion = try await device.transfer(
      .send([1, 2, 3], to: FakeDevice.bulkOut), within: USBTimeLimit(.seconds(1)))
    #expect(completion.status == .completed)
    await bus.shutdown()
    sink.finish()
    var heard: [USBBusEvent] = []
    for await event in events {
      heard.append(event)
    }
    #expect(
      heard == [.eventHandlingFailed(USBError(.inputOutput, call: "libusb_handle_events"))])
  }
}
