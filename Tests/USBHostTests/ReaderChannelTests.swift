import Readers
import Synchronization
import Testing

@testable import USBHost

/// The live channel over the fake bus.
@Suite(.timeLimit(.minutes(1))) struct ReaderChannelTests {
  let summary = {
    var summary = USBDeviceSummary(FakeDevice.reader().facts)
    summary.manufacturer = "FEIG ELECTRONIC GmbH"
    summary.product = "OBID RFID-Reader"
    summary.serial = "12345678"
    return summary
  }()

  /// A channel to the fake's reader, what it says, and the end of everything.
  struct Bench {
    let fake: FakeLibUSB
    let bus: USBBus
    let channel: USBReaderChannel
    var events: AsyncStream<ChannelEvent>.Iterator
    let sink: AsyncStream<ChannelEvent>.Continuation

    init(
      _ fake: FakeLibUSB = FakeLibUSB(), match: USBMatch = USBMatch(port: "1-1.2"),
      settings: USBReaderChannel.Settings = .init()
    ) {
      self.fake = fake
      bus = USBBus(calls: fake.calls)
      let (events, sink) = AsyncStream<ChannelEvent>.makeStream()
      channel = USBReaderChannel(bus: bus, match: match, settings: settings) { sink.yield($0) }
      self.events = events.makeAsyncIterator()
      self.sink = sink
    }

    mutating func next() async -> ChannelEvent? {
      await events.next(isolation: nil)
    }

    mutating func nextFault() async -> ReaderFault.Code? {
      guard case .failed(let fault) = await next() else { return nil }
      return fault.isFatal ? fault.code : nil
    }

    /// Ends the bench; whatever was still said is returned.
    mutating func end(sourceLocation: SourceLocation = #_sourceLocation) async -> [ChannelEvent] {
      channel.close()
      await channel.waitUntilClosed()
      await bus.shutdown()
      #expect(fake.leaks == [], sourceLocation: sourceLocation)
      #expect(fake.violations == [], sourceLocation: sourceLocation)
      sink.finish()
      var rest: [ChannelEvent] = []
      while let event = await next() {
        rest.append(event)
      }
      return rest
    }
  }

  @Test func `opened, sent, received, closed`() async {
    var bench = Bench()
    bench.channel.open()
    #expect(await bench.next() == .opened(summary))
    bench.channel.send([0x02, 0x00, 0x07])
    bench.channel.send([0xFF])
    await bench.fake.until { $0.sent.count == 2 }
    #expect(bench.fake.state.withLock { $0.sent } == [[0x02, 0x00, 0x07], [0xFF]])
    bench.fake.push([1, 2])
    bench.fake.push([3])
    #expect(await bench.next() == .received([1, 2]))
    #expect(await bench.next() == .received([3]))
    #expect(await bench.end() == [])
  }

  @Test func `a reset that is wanted comes once, before anything is claimed`() async {
    var bench = Bench()
    bench.channel.resetAtNextOpening()
    bench.channel.open()
    #expect(await bench.next() == .opened(summary))
    let log = bench.fake.state.withLock { $0.log }
    let reset = log.firstIndex { $0.hasPrefix("reset") }
    let claim = log.firstIndex { $0.hasPrefix("claim") }
    #expect(reset != nil && claim != nil)
    if let reset, let claim { #expect(reset < claim) }
    bench.channel.close()
    await bench.channel.waitUntilClosed()
    bench.channel.open()
    #expect(await bench.next() == .opened(summary))
    #expect(bench.fake.state.withLock { $0.log.count { $0.hasPrefix("reset") } } == 1)
    _ = await bench.end()
  }

  @Test func `two IN transfers of whole packets always wait`() async {
    var bench = Bench()
    bench.channel.open()
    for byte in 0..<20 {
      await bench.fake.untilWaiting(2, on: 0x81)
      bench.fake.push([UInt8(byte)])
    }
    await bench.fake.untilWaiting(2, on: 0x81)
    let lengths = bench.fake.state.withLock { state in
      state.transfers.values.compactMap(\.order?.length)
    }
    #expect(lengths == [512, 512])
    let said = await bench.end()
    #expect(said.dropFirst() == (0..<20).map { .received([UInt8($0)]) }[...])
  }

  @Test func `a transfer whose time is up is replaced, and its bytes count`() async {
    var bench = Bench()
    bench.channel.open()
    _ = await bench.next()
    for byte in 0..<5 {
      await bench.fake.untilWaiting(2, on: 0x81)
      bench.fake.end(as: .timedOut, bytes: byte % 2 == 0 ? [UInt8(byte)] : [])
    }
    for byte in [0, 2, 4] as [UInt8] {
      #expect(await bench.next() == .received([byte]))
    }
    #expect(await bench.end() == [])
  }

  @Test func `what is sent before the device is open goes out when it is`() async {
    var bench = Bench()
    bench.channel.open()
    bench.channel.send([1])
    bench.channel.send([2])
    await bench.fake.until { $0.sent == [[1], [2]] }
    #expect(await bench.end() == [.opened(summary)])
  }

  @Test func `a stall is cleared once, and a second one is a fault`() async {
    var bench = Bench()
    bench.channel.open()
    _ = await bench.next()
    await bench.fake.untilWaiting(2, on: 0x81)
    bench.fake.end(as: .stalled, bytes: [7])
    #expect(await bench.next() == .received([7]))
    await bench.fake.until { $0.log.contains("clear halt 129") }
    bench.fake.push([8])
    #expect(await bench.next() == .received([8]))
    await bench.fake.untilWaiting(2, on: 0x81)
    bench.fake.end(as: .stalled)
    await bench.fake.until { $0.log.count { $0 == "clear halt 129" } == 2 }
    await bench.fake.untilWaiting(2, on: 0x81)
    bench.fake.end(as: .stalled)
    #expect(await bench.nextFault() == .channelLost)
    #expect(bench.fake.count(of: "clear halt 129") == 2)
    #expect(await bench.end() == [])
  }

  @Test func `a stalled OUT is cleared and what was not taken is sent again`() async {
    var device = FakeDevice.reader()
    device.takesOutput = false
    var bench = Bench(FakeLibUSB([device]))
    bench.channel.open()
    bench.channel.send([1, 2, 3])
    await bench.fake.untilWaiting(1, on: 0x02)
    bench.fake.end(0x02, as: .stalled, bytes: [1])
    await bench.fake.until { $0.log.contains("clear halt 2") }
    await bench.fake.untilWaiting(1, on: 0x02)
    let rest = bench.fake.state.withLock { state in
      state.transfers.values.compactMap(\.order).filter { $0.endpoint == 2 }.map(\.outgoing)
    }
    #expect(rest == [[2, 3]])
    #expect(await bench.end() == [.opened(summary)])
  }

  @Test func `a reader that does not take what is sent is lost`() async {
    var device = FakeDevice.reader()
    device.takesOutput = false
    var bench = Bench(FakeLibUSB([device]))
    bench.channel.open()
    _ = await bench.next()
    bench.channel.send([1, 2, 3])
    await bench.fake.untilWaiting(1, on: 0x02)
    bench.fake.end(0x02, as: .timedOut)
    #expect(await bench.nextFault() == .channelLost)
    #expect(await bench.end() == [])
  }

  @Test func `more than may wait to be sent is a fault, not memory without end`() async {
    var device = FakeDevice.reader()
    device.takesOutput = false
    var bench = Bench(FakeLibUSB([device]))
    bench.channel.open()
    _ = await bench.next()
    for number in 0..<70 {
      bench.channel.send([UInt8(number)])
    }
    for _ in 0..<66 {
      bench.fake.change { state in
        for transfer in state.waitingTransfers(on: 2) {
          state.complete(transfer, .completed, bytes: [])
        }
        for (reference, var device) in state.devices {
          device.takesOutput = true
          state.devices[reference] = device
        }
      }
    }
    #expect(await bench.nextFault() == .channelLost)
    #expect(await bench.end() == [])
  }

  @Test func `unplugged is lost, and the handle is never used again`() async {
    var bench = Bench()
    bench.channel.open()
    _ = await bench.next()
    bench.fake.unplug(address: 4)
    #expect(await bench.nextFault() == .channelLost)
    await bench.channel.waitUntilClosed()
    bench.channel.send([1])
    bench.channel.open()
    #expect(await bench.nextFault() == .deviceNotFound)
    bench.fake.plug(.reader())
    bench.channel.open()
    #expect(await bench.next() == .opened(summary))
    #expect(await bench.end() == [])
    #expect(bench.fake.state.withLock { $0.sent } == [])
  }

  @Test func `what cannot be opened says why`() async {
    var closed = FakeDevice.reader()
    closed.openFault = .access
    var held = FakeDevice.reader()
    held.heldElsewhere = [0]
    var mute = FakeDevice.reader()
    mute.interfaces = [USBInterface(number: 0, classCode: 3, endpoints: [FakeDevice.bulkIn])]
    let ids = USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)
    let cases: [([FakeDevice], USBMatch, ReaderFault.Code, String)] = [
      ([], USBMatch(ids: ids), .deviceNotFound, "USB device 0ab1:0002: not found"),
      ([closed], USBMatch(ids: ids), .permissionDenied, "70-traytally.rules"),
      ([held], USBMatch(ids: ids), .deviceBusy, "another driver or program"),
      ([.reader()], USBMatch(ids: ids, serial: "9"), .otherSerial, "seen: 12345678 at port 1-1.2"),
      ([mute], USBMatch(ids: ids), .wrongDevice, "no interface has bulk IN and bulk OUT"),
      (
        [.reader(), .reader(ports: [3], address: 5)], USBMatch(ids: ids), .deviceAmbiguous,
        "at ports 1-1.2, 1-3"
      ),
    ]
    for (devices, match, code, words) in cases {
      var bench = Bench(FakeLibUSB(devices), match: match)
      bench.channel.open()
      guard case .failed(let fault) = await bench.next() else {
        Issue.record("\(code) expected")
        continue
      }
      #expect(fault.code == code)
      #expect(fault.isFatal)
      #expect(fault.message.contains(words), "\(fault.message)")
      #expect(await bench.end() == [])
    }
  }

  @Test func `a wrong serial number is not left open`() async {
    let ids = USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)
    var bench = Bench(match: USBMatch(ids: ids, serial: "9"))
    bench.channel.open()
    _ = await bench.next()
    await bench.channel.waitUntilClosed()
    #expect(bench.fake.state.withLock { $0.handles.isEmpty })
    #expect(!bench.fake.log.contains("claim 0"))
    #expect(await bench.end() == [])
  }

  @Test func `what was sent before the close still goes out, and nothing is said of it`() async {
    var device = FakeDevice.reader()
    device.takesOutput = false
    var patient = USBReaderChannel.Settings()
    patient.partingLimit = .seconds(50)
    var bench = Bench(FakeLibUSB([device]), settings: patient)
    bench.channel.open()
    _ = await bench.next()
    bench.channel.send([1])
    bench.channel.send([2])
    await bench.fake.untilWaiting(1, on: 0x02)
    bench.channel.close()
    bench.channel.send([3])
    bench.fake.end(0x02, as: .completed, bytes: [1])
    await bench.fake.untilWaiting(1, on: 0x02)
    let parting = bench.fake.state.withLock { state in
      state.transfers.values.compactMap(\.order).filter { $0.endpoint == 2 }.map(\.outgoing)
    }
    #expect(parting == [[2]])
    bench.fake.end(0x02, as: .completed, bytes: [2])
    #expect(await bench.end() == [])
  }

  @Test func `a reader that takes nothing holds the close up for a moment only`() async {
    var device = FakeDevice.reader()
    device.takesOutput = false
    var bench = Bench(FakeLibUSB([device]))
    bench.channel.open()
    _ = await bench.next()
    bench.channel.send([1])
    await bench.fake.untilWaiting(1, on: 0x02)
    bench.channel.close()
    await bench.channel.waitUntilClosed()
    #expect(bench.fake.state.withLock { $0.handles.isEmpty && $0.sent.isEmpty })
    #expect(await bench.end() == [])
  }

  @Test func `closed at once, it says nothing`() async {
    var bench = Bench()
    bench.channel.open()
    bench.channel.close()
    bench.channel.close()
    bench.channel.send([1])
    #expect(await bench.end() == [])
    #expect(bench.fake.state.withLock { $0.sent } == [])
  }

  @Test func `closed while the device is being opened, it says nothing and gives it back`() async {
    var bench = Bench()
    let channel = bench.channel
    bench.fake.change { $0.duringOpen = { channel.close() } }
    channel.open()
    await bench.fake.until { $0.log.contains("open 4") }
    await channel.waitUntilClosed()
    #expect(bench.fake.log.last == "unref 4")
    bench.fake.change { $0.duringOpen = nil }
    #expect(await bench.end() == [])
  }

  @Test func `a session waits for the device of the one before`() async {
    var bench = Bench()
    bench.fake.holdCancellations()
    bench.channel.open()
    _ = await bench.next()
    await bench.fake.untilWaiting(2, on: 0x81)
    bench.channel.close()
    bench.channel.open()
    await bench.fake.until { $0.log.contains("cancel") }
    #expect(bench.fake.openings(address: 4) == 1)
    bench.fake.releaseCancellations()
    #expect(await bench.next() == .opened(summary))
    #expect(bench.fake.openings(address: 4) == 2)
    #expect(await bench.end() == [])
  }

  @Test func `a bus that shuts down ends the channel`() async {
    var bench = Bench()
    bench.channel.open()
    _ = await bench.next()
    await bench.bus.shutdown()
    #expect(await bench.nextFault() != nil)
    bench.channel.open()
    #expect(await bench.nextFault() == .stopped)
    #expect(await bench.end() == [])
  }

  @Test(arguments: 1...40)
  func `open, send and close in any order leave nothing behind`(seed: Int) async {
    var bench = Bench()
    let channel = bench.channel
    let fake = bench.fake
    await withTaskGroup { group in
      for worker in 0..<4 {
        group.addTask {
          for step in 0..<30 {
            switch (worker * 7 + step * 3 + seed) % 5 {
            case 0, 1: channel.open()
            case 2: channel.send([UInt8(step)])
            case 3: fake.push([UInt8(step)])
            default: channel.close()
            }
            await Task.yield()
          }
        }
      }
    }
    let said = await bench.end()
    // Nothing is received before an opening, and a fault ends what an opening began.
    var isOpen = false
    for event in said {
      switch event {
      case .opened: isOpen = true
      case .received: #expect(isOpen)
      case .failed: isOpen = false
      }
    }
  }
}
