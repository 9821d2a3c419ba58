import Readers
import Testing

@testable import USBHost

/// Sixteen channels over one bus: what one device does is no matter of the others.
@Suite(.timeLimit(.minutes(1))) struct SixteenReadersTests {
  /// What is wrong with the one device.
  enum Trouble: CaseIterable {
    case takesNothing, fails, stalls, unplugged
  }

  private typealias News = (reader: Int, event: ChannelEvent)

  /// Sixteen readers at ports of one hub, and a channel to each.
  private struct Bench {
    static let bad = 7

    let fake = FakeLibUSB([])
    let bus: USBBus
    var devices: [Int: DeviceRef] = [:]
    var channels: [Int: USBReaderChannel] = [:]
    private var said: AsyncStream<News>.Iterator
    private let sink: AsyncStream<News>.Continuation

    init() {
      bus = USBBus(calls: fake.calls)
      let (stream, sink) = AsyncStream<News>.makeStream()
      said = stream.makeAsyncIterator()
      self.sink = sink
      var settings = USBReaderChannel.Settings()
      settings.sendLimit = USBTimeLimit(.seconds(30))
      for number in 1...16 {
        devices[number] = fake.plug(Self.device(number), quietly: true)
        let match = USBMatch(ids: .init(vendorID: 0x0AB1, productID: 2), serial: "R\(number)")
        channels[number] = USBReaderChannel(bus: bus, match: match, settings: settings) {
          sink.yield((number, $0))
        }
      }
    }

    static func device(_ number: Int, at port: Int? = nil) -> FakeDevice {
      .reader(
        ports: [1, UInt8(port ?? number)], address: UInt8(port ?? number), serial: "R\(number)")
    }

    var good: [Int] { (1...16).filter { $0 != Self.bad } }

    /// The next so many events, by reader.
    mutating func next(_ count: Int) async -> [Int: [ChannelEvent]] {
      var events: [Int: [ChannelEvent]] = [:]
      for _ in 0..<count {
        guard let news = await said.next(isolation: nil) else { break }
        events[news.reader, default: []].append(news.event)
      }
      return events
    }

    /// Has a device end the transfer that waits for its bytes.
    func end(_ number: Int, as status: USBTransferStatus, bytes: [UInt8] = []) async {
      guard let device = devices[number] else { return }
      await fake.until { !$0.waitingTransfers(on: 0x81, of: device).isEmpty }
      fake.change { state in
        let waiting = state.waitingTransfers(on: 0x81, of: device)
        if let first = waiting.first { state.complete(first, status, bytes: bytes) }
      }
    }

    func begin(_ trouble: Trouble) async {
      switch trouble {
      case .takesNothing:
        change { $0.takesOutput = false }
        channels[Self.bad]?.send([0xBA, 0xD0])
      case .fails: await end(Self.bad, as: .failed)
      case .stalls:
        await end(Self.bad, as: .stalled)
        await fake.until { $0.log.contains("clear halt 129") }
        await end(Self.bad, as: .stalled)
      case .unplugged: fake.unplug(address: UInt8(Self.bad))
      }
    }

    /// The device is whole again; one that was unplugged is put back at another port.
    mutating func end(_ trouble: Trouble) {
      change { $0.takesOutput = true }
      if trouble == .unplugged { devices[Self.bad] = fake.plug(Self.device(Self.bad, at: 20)) }
    }

    private func change(_ body: @Sendable (inout FakeDevice) -> Void) {
      guard let reference = devices[Self.bad] else { return }
      fake.change { state in
        guard var device = state.devices[reference] else { return }
        body(&device)
        state.devices[reference] = device
      }
    }

    /// Bytes go both ways at these readers, a number of times.
    mutating func exchange(_ readers: [Int], _ rounds: ClosedRange<UInt8>) async {
      for round in rounds {
        for number in readers {
          channels[number]?.send([UInt8(number), round])
          await end(number, as: .completed, bytes: [round, UInt8(number)])
        }
      }
      let wanted = readers.count * rounds.count
      let events = await next(wanted)
      for number in readers {
        #expect(events[number] == rounds.map { .received([$0, UInt8(number)]) }, "\(number)")
      }
      let numbers = Set(readers.map { UInt8($0) })
      await fake.until { state in
        state.sent.count { numbers.contains($0[0]) && rounds.contains($0[1]) } == wanted
      }
    }

    func close() async {
      for channel in channels.values { channel.close() }
      for channel in channels.values { await channel.waitUntilClosed() }
      await bus.shutdown()
      #expect(fake.leaks == [])
      #expect(fake.violations == [])
    }
  }

  @Test(arguments: Trouble.allCases)
  func `one bad device disturbs none of the others, and is told of once`(
    _ trouble: Trouble
  ) async {
    var bench = Bench()
    for number in 1...16 { bench.channels[number]?.open() }
    let openings = await bench.next(16)
    #expect(openings.count == 16)
    let logged = bench.fake.log.count
    await bench.begin(trouble)
    if trouble == .takesNothing {
      await bench.fake.untilWaiting(1, on: 0x02)
      await bench.exchange(bench.good, 0...9)
      bench.fake.end(0x02, as: .timedOut)
    }
    let told = await bench.next(1)
    guard case .failed(let fault)? = told[Bench.bad]?.first else {
      Issue.record("\(told)")
      return
    }
    #expect(fault.code == .channelLost)
    await bench.exchange(bench.good, 10...19)
    bench.end(trouble)
    bench.channels[Bench.bad]?.open()
    let back = await bench.next(1)
    guard case .opened? = back[Bench.bad]?.first else {
      Issue.record("\(back)")
      return
    }
    await bench.exchange([Int](1...16), 20...24)
    let since = bench.fake.log.dropFirst(logged)
    for number in bench.good {
      #expect(!since.contains("open \(number)") && !since.contains("close \(number)"))
    }
    #expect(since.count { $0.hasPrefix("claim") } == 1 && !since.contains("reset"))
    await bench.close()
  }
}
