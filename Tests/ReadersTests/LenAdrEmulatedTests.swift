import Primitives
import ReaderEmulation
import ReaderWire
import Readers
import TagReads
import Testing

/// The drivers against the emulated readers, which were written from the device's side.
@Suite struct `A length-address-command driver at its reader` {
  private func hf(
    _ antenna: AntennaField, _ configure: (inout LenAdrHFEmulatorSettings) -> Void = { _ in },
    settings: LenAdrHFSettings = .init(), mischief: EmulatedBench.Mischief? = nil, at piece: Int = 0
  ) -> EmulatedBench {
    var emulated = LenAdrHFEmulatorSettings()
    configure(&emulated)
    // Later than the driver waits: for its probes half a second, for an inventory 3.7 s.
    return EmulatedBench(
      LenAdrHFDriver(settings: settings),
      LenAdrHFReaderEmulator(antenna: antenna, settings: emulated), mischief: mischief, at: piece,
      lateBy: .milliseconds(piece <= 3 ? 700 : 4200))
  }

  private func uhf(
    _ antenna: AntennaField, _ generation: LenAdrUHFGeneration = .uhfReader288,
    _ configure: (inout LenAdrUHFEmulatorSettings) -> Void = { _ in },
    mischief: EmulatedBench.Mischief? = nil, at piece: Int = 0
  ) -> EmulatedBench {
    var emulated = LenAdrUHFEmulatorSettings(generation)
    configure(&emulated)
    // Later than the driver waits: for its probe half a second, for an inventory 0.8 s.
    return EmulatedBench(
      LenAdrUHFDriver(), LenAdrUHFReaderEmulator(antenna: antenna, settings: emulated),
      mischief: mischief, at: piece, lateBy: .milliseconds(piece <= 1 ? 700 : 1000))
  }

  private func antenna(_ tags: [EmulatedTag]) -> AntennaField {
    let antenna = AntennaField(seed: 4)
    antenna.place(tags)
    return antenna
  }

  private let tenRounds = [ReaderRequest](repeating: .inventory, count: 10)

  @Test func `sees twelve plates in every round, and each that is taken away`() {
    let field = antenna(plates(12))
    var bench = hf(field)
    bench.perform(tenRounds)
    #expect(bench.rounds.count == 10)
    #expect(bench.rounds.allSatisfy { $0.quality == .complete && $0.tags == field.present })
    for tag in field.present {
      field.remove([tag])
      bench.perform([.inventory])
      #expect(bench.rounds.last?.tags == field.present)
      #expect(bench.rounds.last?.quality == .complete)
    }
    #expect(bench.driver.damagedByteCount == 0)
  }

  @Test(arguments: LenAdrUHFGeneration.allCases)
  func `sees twelve UHF tags in every round`(_ generation: LenAdrUHFGeneration) {
    let field = antenna(epcTags(12))
    var bench = uhf(field, generation)
    bench.perform(tenRounds)
    #expect(bench.rounds.count == 10)
    #expect(bench.rounds.allSatisfy { $0.quality == .complete && $0.tags == field.present })
    let strengths = bench.rounds.last?.reads.map(\.signalStrengthDBm)
    let expected: [Int?] = (0..<12).map { generation == .uhfReader18 ? nil : -40 - $0 }
    #expect(strengths == expected)
  }

  @Test func `misses what does not answer, and never invents`() {
    let field = antenna(plates(12, readRate: 0.8) + epcTags(12, readRate: 0.8))
    for var bench in [hf(field), uhf(field)] {
      bench.perform(tenRounds)
      #expect(bench.rounds.count == 10)
      let union = bench.rounds.reduce(into: Set<TagID>()) { $0.formUnion($1.tags) }
      #expect(union.count == 12)
      #expect(union.isSubset(of: field.present))
      #expect(bench.rounds.contains { $0.tags.count < 12 })
    }
  }

  @Test func `never calls a disturbed round complete`() {
    let kinds = DisturbanceKind.allCases
    let field = antenna(plates(12) + epcTags(12))
    for var bench in [hf(field), uhf(field), uhf(field, .uhfReader18)] {
      for kind in kinds {
        field.disturb(next: 1, as: kind)
        bench.perform([.inventory])
        #expect(bench.rounds.last?.quality != .complete, "\(kind)")
        bench.perform([.inventory])
        #expect(bench.rounds.last?.quality == .complete, "after \(kind)")
        #expect(bench.rounds.last?.tags.count == 12, "after \(kind)")
      }
      #expect(bench.faults.isEmpty)
    }
  }

  @Test func `knows that a scan cut short may lack some`() {
    let field = antenna(plates(24) + epcTags(40))
    var vicinity = hf(field, { $0.information[7] = 1 })
    vicinity.perform([.inventory])
    #expect(vicinity.rounds.last?.quality == .partial)
    var ultra = uhf(field, .uhfReader288, { $0.roundsPerInventory = 50 })
    ultra.perform([.inventory])
    #expect(ultra.rounds.last?.quality == .partial)
    #expect(ultra.rounds.last?.tags.isEmpty == false)
    var full = uhf(field, .uhfReader288, { $0.memoryTagsMax = 10 })
    full.perform([.inventory])
    #expect(full.rounds.last?.quality == .partial)
  }

  @Test func `finds the order of the numbers, a field that is off and the wrong mode`() {
    let field = antenna(plates(5))
    var bench = hf(
      field,
      {
        $0.sendsUIDLastByteFirst = false
        $0.startsWithField = false
        $0.startsWithCards = true
      })
    bench.perform([.inventory])
    #expect(bench.rounds.last?.tags == field.present)
    bench.reader.powerCycle(at: bench.now)
    bench.perform([.inventory])
    #expect(bench.rounds.last?.tags == field.present)
    #expect(bench.rounds.last?.quality == .complete)
    bench.perform([.readBlocks(tag: field.present[0], first: 0, count: 2)])
    #expect(bench.blocks == [.read([[0, 0, 0, 0], [0, 0, 0, 0]])])
  }

  @Test func `sees plates and a card`() throws {
    let card = try #require(TagID("04A1B2C3"))
    let field = antenna(plates(3) + [EmulatedTag(id: card)])
    var settings = LenAdrHFSettings()
    settings.airInterfaces = [.iso15693, .iso14443]
    var bench = hf(field, settings: settings)
    bench.perform([.inventory, .inventory])
    #expect(bench.rounds.allSatisfy { $0.quality == .complete && $0.tags == field.present })
    field.remove([card])
    bench.perform([.inventory, .readBlocks(tag: field.present[0], first: 0, count: 1)])
    #expect(bench.rounds.last?.tags == field.present)
    #expect(bench.blocks == [.read([[0, 0, 0, 0]])])
  }

  @Test func `sees tags that report once, if it resets the field`() {
    let field = antenna(plates(4))
    var settings = LenAdrHFSettings()
    settings.resetsField = true
    var bench = hf(field, { $0.reportsTagsOnce = true }, settings: settings)
    bench.perform(tenRounds)
    #expect(bench.rounds.allSatisfy { $0.tags == field.present && $0.quality == .complete })
  }

  @Test func `writes and reads memory`() throws {
    let field = antenna(plates(2) + epcTags(2))
    let plate = try #require(field.present.first { $0.technology == .iso15693 })
    let epc = try #require(field.present.first { $0.technology == .epc })
    let blocks: [[UInt8]] = [[1, 2, 3, 4], [5, 6, 7, 8]]
    var vicinity = hf(field)
    vicinity.perform([.writeBlocks(tag: plate, first: 3, blocks: blocks)])
    #expect(vicinity.blocks == [.written(blocks)])
    #expect(field.memory(of: plate)?[3...4] == blocks[...])
    let words = (1...20).map { [UInt8($0), 0xAA] }
    var ultra = uhf(field)
    ultra.perform([
      .writeBlocks(tag: epc, first: 1, blocks: words), .readBlocks(tag: epc, first: 2, count: 2),
    ])
    #expect(ultra.blocks == [.written(words), .read(Array(words[1...2]))])
  }

  @Test(arguments: [UInt8](stride(from: 0, through: 255, by: 5)))
  func `accepts any type of UHF reader`(_ type: UInt8) {
    let field = antenna(epcTags(3))
    let known = LenAdrUHFInformation([0, 0, type, 0, 0, 0, 0, 0])?.listing
    for generation in LenAdrUHFGeneration.allCases {
      let listing: LenAdrUHFListing = generation == .uhfReader18 ? .plain : .withStrength
      guard known == nil || known == listing else { continue }
      var bench = uhf(field, generation, { $0.information[2] = type })
      bench.perform([.inventory, .inventory])
      #expect(bench.rounds.count == 2, "type \(type)")
      #expect(bench.rounds.allSatisfy { $0.quality == .complete && $0.tags == field.present })
    }
  }

  @Test func `says so when a UHF reader reads by itself, or has no antenna`() {
    let field = antenna(epcTags(3))
    var alone = uhf(field, .uhfReader288, { $0.readsByItself = true })
    alone.perform([.inventory])
    #expect(alone.faults.first?.code == .scanMode)
    var unwired = uhf(field, .uhfReader288, { $0.hasAntenna = false })
    unwired.perform([.inventory])
    #expect(unwired.faults.map(\.code) == [.refused(status: 0xF8)])
  }

  @Test func `never changes what a UHF reader keeps`() {
    let field = antenna(epcTags(3))
    var bench = uhf(field)
    bench.perform(tenRounds + [.readBlocks(tag: field.present[0], first: 0, count: 1)])
    let reader = bench.reader as? LenAdrUHFReaderEmulator
    #expect(reader?.settingCommandCount == 0)
  }

  @Test(arguments: EmulatedBench.Mischief.allCases, 1...12)
  func `is not fooled by one piece that goes wrong`(
    _ mischief: EmulatedBench.Mischief, _ piece: Int
  ) {
    let field = antenna(plates(4) + epcTags(4))
    for isHF in [true, false] {
      var bench =
        isHF
        ? hf(field, mischief: mischief, at: piece) : uhf(field, mischief: mischief, at: piece)
      bench.perform(tenRounds)
      let present = field.present.filter { ($0.technology == .iso15693) == isHF }
      let name = "\(isHF ? "HF" : "UHF")"
      #expect(bench.rounds.count == 10, "\(name)")
      #expect(bench.faults.isEmpty, "\(name)")
      #expect(bench.rounds.allSatisfy { Set($0.tags).isSubset(of: present) }, "\(name)")
      let spoiled = bench.rounds.filter { $0.quality != .complete }.count
      // What is late may also make the fence of the round after it late.
      #expect(spoiled <= (mischief == .late ? 2 : 1), "\(name): \(spoiled)")
      guard mischief != .doubled else { continue }
      for round in bench.rounds where round.quality == .complete {
        #expect(round.tags == present, "\(name)")
      }
      let openingPieces = isHF ? 3 : 1
      #expect((spoiled >= 1) == (piece > openingPieces), "\(name)")
    }
  }
}
