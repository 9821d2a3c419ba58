import Primitives
import ReaderEmulation
import Readers
import TagReads
import Testing

/// Supervisor and driver against the emulated reader, in time that jumps to what is next.
@Suite struct `A supervised R321 reader` {
  private struct Bench {
    let antenna: AntennaField
    var reader: R321ReaderEmulator
    var supervisor: ReaderSupervisor
    var isPluggedIn = true
    var now = Moment(milliseconds: 1000)
    var due: Moment?
    var rounds: [InventoryRound] = []
    var answers: [BlockAnswer] = []
    var standings: [ReaderStanding] = []

    init(
      seed: UInt64 = 5, driver settings: R321DriverSettings = .init(),
      _ configure: (inout R321EmulatorSettings) -> Void = { _ in }
    ) {
      var emulated = R321EmulatorSettings()
      configure(&emulated)
      antenna = AntennaField(seed: seed)
      reader = R321ReaderEmulator(antenna: antenna, settings: emulated)
      supervisor = ReaderSupervisor(driver: { R321Driver(settings: settings) })
      _ = supervisor.setPace(.busy, at: now)
      act(supervisor.start(at: now))
    }

    mutating func run(for time: Duration) {
      let end = now + time
      while let next = [due, isPluggedIn ? reader.nextOutput : nil].compactMap(\.self).min(),
        next <= end
      {
        now = max(now, next)
        let bytes = isPluggedIn ? reader.output(upTo: now) : []
        if !bytes.isEmpty {
          act(supervisor.received(bytes, at: now))
        } else if let wake = due, wake <= now {
          due = nil
          act(supervisor.wake(at: now))
        }
      }
      now = end
    }

    mutating func act(_ actions: [SupervisorAction]) {
      for action in actions {
        switch action {
        case .open where !isPluggedIn:
          let fault = ReaderFault(.deviceNotFound, message: "not there", isFatal: true)
          act(supervisor.channelFailed(fault, at: now))
        case .open: act(supervisor.channelOpened(at: now))
        case .close, .reset: break
        case .send(let bytes): if isPluggedIn { reader.hostSent(bytes, at: now) }
        case .wake(let moment): due = moment
        case .round(let round): rounds.append(round)
        case .standing(let standing): standings.append(standing)
        case .blocks(let answer): answers.append(answer)
        }
      }
    }

    mutating func ask(_ request: ReaderRequest) {
      act(supervisor.request(request, at: now))
      run(for: .seconds(5))
    }
  }

  private static func plates(_ count: Int, rate: Double = 1, seed: UInt64 = 3) -> [EmulatedTag] {
    var generator = SeededGenerator(seed: seed)
    var ids: Set<TagID> = []
    while ids.count < count {
      let number = generator.next() & 0xFFFF_FFFF
      if let id = TagID(iso15693: 0xE004_0150_0000_0000 | number) { ids.insert(id) }
    }
    return ids.sorted().map { EmulatedTag(id: $0, readRate: rate) }
  }

  private func code(_ standing: ReaderStanding?) -> ReaderFault.Code? {
    switch standing {
    case .lost(let fault), .attention(let fault): fault.code
    case .ready, .starting, nil: nil
    }
  }

  private static let inventories: [R321EmulatorSettings.Inventory] = [.continuous, .onQuery]

  /// Whatever the reader's own search is like, silencing or not, no round that calls itself
  /// complete lacks a tag that is always read.
  @Test(arguments: inventories, [0, 1, 2, 7, 16, 25, 26, 30])
  func `sees the whole tray in every complete round`(
    _ inventory: R321EmulatorSettings.Inventory, _ count: Int
  ) {
    for (control, seed) in [(0x3B, 1), (0x2B, 2), (0x3B, 3), (0x2B, 4)] as [(UInt8, UInt64)] {
      var bench = Bench(seed: seed) { settings in
        settings.inventory = inventory
        settings.configuration.control = control
        settings.leavesStalePadding = seed > 2
      }
      let plates = Self.plates(count, seed: seed)
      bench.antenna.place(plates)
      bench.run(for: .seconds(20))
      #expect(bench.rounds.count >= 8, "seed \(seed)")
      for round in bench.rounds {
        #expect(round.quality == .complete, "seed \(seed)")
        #expect(round.tags == plates.map(\.id), "seed \(seed)")
      }
      #expect(bench.reader.configurationWrites == 0)
      #expect(bench.supervisor.counters.damagedBytes == 0)
    }
  }

  @Test(arguments: inventories)
  func `misses what is badly read now and then, and invents nothing`(
    _ inventory: R321EmulatorSettings.Inventory
  ) {
    var bench = Bench { $0.inventory = inventory }
    let plates = Self.plates(30, rate: 0.7)
    bench.antenna.place(plates)
    bench.run(for: .seconds(60))
    let known = Set(plates.map(\.id))
    var seen: Set<TagID> = []
    for round in bench.rounds {
      #expect(Set(round.tags).isSubset(of: known))
      seen.formUnion(round.tags)
    }
    #expect(seen == known)
  }

  @Test func `forgets a tray that was taken away within one round`() {
    var bench = Bench()
    bench.antenna.place(Self.plates(12))
    bench.run(for: .seconds(3))
    bench.antenna.clear()
    let cleared = bench.now
    bench.run(for: .seconds(3))
    let later = bench.rounds.filter { $0.began >= cleared }
    #expect(!later.isEmpty)
    #expect(later.allSatisfy { $0.tags.isEmpty && $0.quality == .complete })
  }

  @Test(arguments: DisturbanceKind.allCases, 1...2)
  func `is believed only as far as it can be`(_ kind: DisturbanceKind, _ count: Int) {
    var bench = Bench()
    let plates = Self.plates(9)
    bench.antenna.place(plates)
    bench.run(for: .seconds(2))
    bench.antenna.disturb(next: count, as: kind)
    bench.run(for: .seconds(10))
    for round in bench.rounds {
      #expect(Set(round.tags).isSubset(of: plates.map(\.id)))
      // An inventory broken off on the air is not told by the reader.
      if round.quality == .complete, kind != .aborted {
        #expect(round.tags == plates.map(\.id))
      }
    }
    #expect(bench.rounds.last?.tags == plates.map(\.id))
    #expect(bench.rounds.last?.quality == .complete)
    let spoiled = bench.rounds.filter { $0.quality != .complete }
    #expect(spoiled.isEmpty == (kind == .aborted || kind == .noiseWarning))
    #expect(bench.standings.count == 1, "ready throughout")
  }

  @Test func `reads and writes blocks over several reports`() throws {
    var bench = Bench()
    let plate = EmulatedTag(
      id: try #require(TagID("E0040150CABD51B9")),
      blocks: [[UInt8]](repeating: [0, 0, 0, 0], count: 64))
    bench.antenna.place([plate])
    bench.run(for: .seconds(1))
    let blocks = (0..<40).map { [UInt8($0), 0x55, 0x7E, 0xAA] }
    bench.ask(.writeBlocks(tag: plate.id, first: 3, blocks: blocks))
    bench.ask(.readBlocks(tag: plate.id, first: 3, count: 40))
    #expect(bench.answers.map(\.outcome) == [.written(blocks), .read(blocks)])
    #expect(bench.antenna.memory(of: plate.id)?[3..<43].elementsEqual(blocks) == true)
    bench.ask(.readBlocks(tag: plate.id, first: 60, count: 10))
    #expect(bench.answers.last?.outcome == .tagRefused(error: 0x0F, block: nil))
    bench.antenna.clear()
    bench.ask(.readBlocks(tag: plate.id, first: 0, count: 1))
    #expect(bench.answers.last?.outcome == .tagGone(afterBlocks: 0))
    #expect(bench.reader.configurationWrites == 0)
  }

  @Test func `set up wrongly is told to the operator and not written to`() {
    var bench = Bench { $0.configuration.control = 0x9B }
    bench.antenna.place(Self.plates(2))
    bench.run(for: .seconds(30))
    #expect(code(bench.supervisor.standing) == .scanMode)
    guard case .attention(let fault) = bench.supervisor.standing else { return }
    #expect(fault.message.contains("passive UID transfer"))
    #expect(fault.message.contains("automatic inventory"))
    #expect(bench.reader.configurationWrites == 0)
    #expect(bench.rounds.isEmpty)
  }

  @Test(arguments: [false, true])
  func `set up wrongly is set up anew, once, if that is allowed`(_ isBuzzerFirst: Bool) {
    var allowing = R321DriverSettings()
    allowing.writesConfiguration = true
    var bench = Bench(driver: allowing) { settings in
      settings.configuration.control = 0x1B
      settings.sendsBuzzerFirst = isBuzzerFirst
    }
    bench.antenna.place(Self.plates(2))
    bench.run(for: .seconds(30))
    #expect(code(bench.supervisor.standing) == nil)
    #expect(bench.rounds.last?.tags.count == 2)
    #expect(bench.reader.configurationWrites == 1)
    #expect(bench.reader.configuration.control == 0x3B)
  }

  @Test func `switched to sending by itself needs attention, and serves again afterwards`() {
    var bench = Bench()
    bench.antenna.place(Self.plates(3))
    bench.run(for: .seconds(3))
    bench.reader.setScanMode(true)
    bench.run(for: .seconds(20))
    #expect(code(bench.supervisor.standing) == .scanMode)
    bench.reader.setScanMode(false)
    bench.run(for: .seconds(20))
    #expect(code(bench.supervisor.standing) == nil)
    #expect(bench.rounds.last?.tags.count == 3)
    #expect(bench.reader.configurationWrites == 0)
  }

  @Test func `comes back by itself after it was unplugged in mid-inventory`() {
    var bench = Bench()
    bench.antenna.place(Self.plates(3))
    bench.run(for: .milliseconds(1234))
    bench.isPluggedIn = false
    bench.reader.powerCycle(at: bench.now)
    let lost = ReaderFault(.channelLost, message: "unplugged", isFatal: true)
    bench.act(bench.supervisor.channelFailed(lost, at: bench.now))
    bench.run(for: .seconds(30))
    bench.isPluggedIn = true
    bench.act(bench.supervisor.deviceArrived(at: bench.now))
    bench.run(for: .seconds(5))
    #expect(bench.standings.count == 3, "ready, lost, ready")
    #expect(bench.rounds.last?.tags.count == 3)
    #expect(bench.rounds.last?.quality == .complete)
  }

  @Test func `keeps the pause between requests that the reader needs`() {
    var bench = Bench { $0.requestIntervalMin = .milliseconds(50) }
    bench.antenna.place(Self.plates(3))
    bench.run(for: .seconds(60))
    #expect(bench.supervisor.counters.disturbedRounds == 0)
    #expect(bench.supervisor.counters.rounds > 150)
  }
}
