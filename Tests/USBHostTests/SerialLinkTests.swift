import Readers
import Synchronization
import Testing

@testable import USBHost

/// A channel over a serial bridge on the fake bus: claims, requests, and what is given back.
@Suite(.timeLimit(.minutes(1))) struct SerialLinkTests {
  private static let line = SerialLine(baud: 19_200)

  private static func cp210x(
    answers: (@Sendable ([UInt8]) -> [UInt8]?)? = { _ in [] }
  ) -> FakeDevice {
    var device = FakeDevice.reader(vendorID: 0x10C4, productID: 0xEA60)
    device.kernelDrivers = [0]
    device.answersControl = answers
    return device
  }

  private static func cdc() -> FakeDevice {
    var device = FakeDevice.reader(vendorID: 0x1D6B, productID: 0x0104)
    var data = FakeDevice.bulkPair
    data.number = 1
    data.classCode = 0x0A
    device.interfaces = [
      USBInterface(
        number: 0, classCode: 2, subclassCode: 2, endpoints: [],
        classDescriptors: [5, 0x24, 0x06, 0, 1]),
      data,
    ]
    device.kernelDrivers = [0, 1]
    device.answersControl = { _ in [] }
    return device
  }

  /// Runs a channel until it is open, does a step, closes it, and finds nothing held or misused.
  private func onChannel(
    _ fake: FakeLibUSB, sendLimit: Duration = .seconds(5),
    _ step: (USBReaderChannel, inout AsyncStream<ChannelEvent>.Iterator) async -> Void
  ) async {
    let bus = USBBus(calls: fake.calls)
    let (events, sink) = AsyncStream<ChannelEvent>.makeStream()
    var settings = USBReaderChannel.Settings()
    settings.sendLimit = USBTimeLimit(sendLimit)
    let channel = USBReaderChannel(
      bus: bus, match: USBMatch(port: "1-1.2"), link: .serial(Self.line), settings: settings
    ) { sink.yield($0) }
    var said = events.makeAsyncIterator()
    channel.open()
    await step(channel, &said)
    channel.close()
    await channel.waitUntilClosed()
    await bus.shutdown()
    #expect(fake.leaks == [])
    #expect(fake.violations == [])
  }

  /// The calls that change something at the device, in order.
  private func deeds(_ fake: FakeLibUSB) -> [String] {
    let kinds = ["claim", "release", "control", "detach", "attach", "close"]
    return fake.log.filter { deed in kinds.contains { deed.hasPrefix($0 + " ") } }
  }

  @Test func `a bridge is set up after its claim, and at rest before its release`() async {
    let fake = FakeLibUSB([Self.cp210x()])
    await onChannel(fake) { channel, said in
      guard case .opened = await said.next(isolation: nil) else {
        Issue.record("not opened")
        return
      }
      channel.send([0x04, 0x00])
      await fake.until { $0.sent == [[0x04, 0x00]] }
    }
    #expect(
      deeds(fake) == [
        "claim 0",
        "control 41 00 0001 0000",
        "control 41 1E 0000 0000 00 4B 00 00",
        "control 41 03 0800 0000",
        "control 41 13 0000 0000 01 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00",
        "control 41 07 0303 0000",
        "control 41 12 000F 0000",
        "control 41 07 0300 0000",
        "control 41 00 0000 0000",
        "release 0", "close 4",
      ])
  }

  @Test func `control and data of a CDC line are claimed in order and given back in reverse`() async
  {
    let fake = FakeLibUSB([Self.cdc()])
    await onChannel(fake) { _, said in
      guard case .opened = await said.next(isolation: nil) else {
        Issue.record("not opened")
        return
      }
    }
    #expect(
      deeds(fake) == [
        "claim 0", "claim 1",
        "control 21 20 0000 0000 00 4B 00 00 00 00 08",
        "control 21 22 0003 0000",
        "control 21 22 0000 0000",
        "release 1", "release 0", "close 4",
      ])
  }

  @Test func `the kernel's drivers are taken off and put back one by one where libusb cannot`()
    async
  {
    let fake = FakeLibUSB([Self.cdc()])
    fake.change { $0.supportsAutoDetach = false }
    await onChannel(fake) { _, said in _ = await said.next(isolation: nil) }
    #expect(
      deeds(fake).filter { !$0.hasPrefix("control") } == [
        "detach 0", "claim 0", "detach 1", "claim 1",
        "release 1", "attach 1", "release 0", "attach 0", "close 4",
      ])
  }

  @Test func `a request the chip does not have is passed over`() async {
    let fake = FakeLibUSB([Self.cp210x { $0[1] == 0x13 || $0[1] == 0x12 ? nil : [] }])
    await onChannel(fake) { _, said in
      guard case .opened = await said.next(isolation: nil) else {
        Issue.record("not opened")
        return
      }
    }
    #expect(deeds(fake).count { $0.hasPrefix("control") } == 8)
  }

  /// A bridge of each kind and the requests (bRequest) without which it cannot be used.
  private static let bridges: [(device: FakeDevice, needed: [UInt8])] = [
    (cp210x(), [0x00, 0x1E, 0x03]),
    (.reader(vendorID: 0x1A86, productID: 0x7523), [0xA1, 0x9A, 0xA4]),
    (.reader(vendorID: 0x0403, productID: 0x6001), [0x00, 0x03, 0x04, 0x02, 0x01]),
    (cdc(), [0x20, 0x22]),
  ]

  @Test func `a bridge that refuses what its line needs is not used, and says what it refused`()
    async
  {
    for bridge in Self.bridges {
      for refused in bridge.needed {
        var device = bridge.device
        device.answersControl = { $0[1] == refused ? nil : [] }
        let fake = FakeLibUSB([device])
        await onChannel(fake) { _, said in
          guard case .failed(let fault) = await said.next(isolation: nil) else {
            Issue.record("opened without \(refused)")
            return
          }
          #expect(fault.code == .wrongDevice && fault.isFatal)
          #expect(fault.message.contains("it refused to "), "\(fault.message)")
          #expect(fault.message.contains("Check 'baud' and 'family'"), "\(fault.message)")
        }
      }
    }
  }

  @Test(arguments: [
    (UInt8(0x1E), "it refused to take 19200 baud"), (0x03, "it refused to take the format 8N1"),
  ])
  func `the message names the rate and the format that were refused`(
    request: UInt8, words: String
  ) async {
    await onChannel(FakeLibUSB([Self.cp210x { $0[1] == request ? nil : [] }])) { _, said in
      guard case .failed(let fault) = await said.next(isolation: nil) else {
        Issue.record("opened")
        return
      }
      #expect(fault.message.contains(words), "\(fault.message)")
    }
  }

  @Test func `a chip that does not answer is not used, and is left to itself`() async {
    let fake = FakeLibUSB([Self.cp210x(answers: nil)])
    await onChannel(fake) { _, said in
      await fake.untilWaiting(1, on: 0)
      fake.end(0, as: .timedOut)
      await fake.untilWaiting(1, on: 0)
      fake.end(0, as: .timedOut)
      guard case .failed(let fault) = await said.next(isolation: nil) else {
        Issue.record("no fault")
        return
      }
      #expect(fault.message.contains("while the line was set"), "\(fault.message)")
    }
    #expect(deeds(fake) == ["claim 0", "release 0", "close 4"])
  }

  @Test func `a chip that is unplugged meanwhile has nothing to be left`() async {
    let fake = FakeLibUSB([Self.cp210x()])
    await onChannel(fake) { _, said in
      _ = await said.next(isolation: nil)
      await fake.untilWaiting(2, on: 0x81)
      fake.unplug(address: 4)
      guard case .failed = await said.next(isolation: nil) else {
        Issue.record("no fault")
        return
      }
    }
    #expect(!deeds(fake).contains("control 41 07 0300 0000"))
  }

  @Test func `what an FTDI chip says without bytes of the line is nothing`() async {
    var device = FakeDevice.reader(vendorID: 0x0403, productID: 0x6001)
    device.answersControl = { _ in [] }
    let fake = FakeLibUSB([device])
    await onChannel(fake) { _, said in
      _ = await said.next(isolation: nil)
      fake.push([0x01, 0x60])
      fake.push([0x01, 0x60, 0xAA, 0xBB])
      fake.push([0x01, 0x60])
      fake.push([0x01, 0x60, 0xCC])
      #expect(await said.next(isolation: nil) == .received([0xAA, 0xBB]))
      #expect(await said.next(isolation: nil) == .received([0xCC]))
    }
  }

  /// Nothing but the event thread may be busy with them: no transfer ends, and none is begun.
  @Test func `a thousand empty packets of an FTDI chip wake nobody, and bytes keep their order`()
    async
  {
    var device = FakeDevice.reader(vendorID: 0x0403, productID: 0x6001)
    device.answersControl = { _ in [] }
    let fake = FakeLibUSB([device])
    await onChannel(fake) { _, said in
      _ = await said.next(isolation: nil)
      await fake.untilWaiting(2, on: 0x81)
      let begun = fake.state.withLock { $0.calls["allocate"] }
      for _ in 0..<1000 { fake.push([0x01, 0x60]) }
      await fake.until { $0.outbox[0x81]?.isEmpty ?? true }
      await fake.untilWaiting(2, on: 0x81)
      #expect(fake.state.withLock { $0.calls["allocate"] } == begun)
      for byte in 0..<20 {
        if byte % 3 == 0 { fake.push([0x01, 0x60]) }
        fake.push([0x01, 0x60, UInt8(byte)])
      }
      for byte in 0..<20 { #expect(await said.next(isolation: nil) == .received([UInt8(byte)])) }
    }
  }

  @Test func `a device that is no bridge is refused with what is known`() async {
    let fake = FakeLibUSB([.reader()])
    await onChannel(fake) { _, said in
      guard case .failed(let fault) = await said.next(isolation: nil) else {
        Issue.record("no fault")
        return
      }
      #expect(fault.code == .wrongDevice)
      #expect(fault.message.contains("CP210x, CH34x, FTDI, CDC-ACM"))
    }
  }
}
