import Primitives
import ReaderEmulation
import Readers
import TagReads
import Testing

/// The driver against a smart-card reader that was written from the device's side.
@Suite struct `A supervised smart-card reader` {
  private func place(_ card: TagID, on bench: SlotBench) {
    bench.antenna.place([EmulatedTag(id: card)])
  }

  /// Rounds in which silence would have counted though the card lay there.
  private func blanks(_ rounds: [InventoryRound]) -> [InventoryRound] {
    rounds.filter { $0.quality == .complete && $0.reads.isEmpty }
  }

  private static let levels: [CCIDEmulatorSettings.Level] = [.tpdu, .shortAPDU, .extendedAPDU]
  private static let manners: [CCIDEmulatorSettings.NumberManner] = [
    .atOnce, .onRequest, .rightLengthOnly,
  ]

  @Test(arguments: [Cards.classic, Cards.desfire, Cards.icode], levels)
  func `sees a card come, lie and go`(_ card: TagID, _ level: CCIDEmulatorSettings.Level) {
    var settings = CCIDEmulatorSettings()
    settings.level = level
    var bench = SlotBench(settings)
    let empty = bench.run(500)
    #expect(!empty.isEmpty && empty.allSatisfy { $0.quality == .complete && $0.reads.isEmpty })
    place(card, on: bench)
    #expect(bench.run(300).contains { $0.tags == [card] })
    let lying = bench.run(5000)
    #expect(lying.count > 40)
    #expect(lying.allSatisfy { $0.tags == [card] && $0.quality == .complete })
    bench.antenna.clear()
    let gone = bench.run(1000)
    #expect(gone.dropFirst(5).allSatisfy { $0.reads.isEmpty && $0.quality == .complete })
    #expect(bench.standings.count == 1)
  }

  @Test(arguments: manners) func `reads a number however it is handed out`(
    _ manner: CCIDEmulatorSettings.NumberManner
  ) {
    var settings = CCIDEmulatorSettings()
    settings.level = .tpdu
    settings.numberManner = manner
    var bench = SlotBench(settings)
    place(Cards.desfire, on: bench)
    #expect(bench.run(1000).last?.tags == [Cards.desfire])
  }

  @Test func `reads ISO 15693 numbers in either order`() {
    var settings = CCIDEmulatorSettings()
    settings.sendsVicinityNumbersReversed = true
    var bench = SlotBench(settings)
    place(Cards.icode, on: bench)
    #expect(bench.run(1000).last?.tags == [Cards.icode])
  }

  @Test func `is asked little while a card lies there`() {
    var bench = SlotBench()
    place(Cards.classic, on: bench)
    _ = bench.run(1000)
    let before = bench.sentCount
    let rounds = bench.run(10_000)
    // A question a round, and four more each time the card is read anew.
    #expect(bench.sentCount - before <= rounds.count + 10 * 4 + 4)
  }

  @Test(arguments: [true, false], [true, false])
  func `sees that another card has taken the first one's place`(_ notifies: Bool, _ keeps: Bool) {
    var settings = CCIDEmulatorSettings()
    settings.notifies = notifies
    settings.keepsSlotActive = keeps
    var bench = SlotBench(settings)
    place(Cards.classic, on: bench)
    _ = bench.run(1250)
    bench.antenna.clear()
    place(Cards.desfire, on: bench)
    // A reader that neither tells nor shows it is found out by reading the card anew.
    let isUnseen = !notifies && keeps
    let first = bench.run(isUnseen ? 1300 : 250)
    #expect(first.last?.tags == [Cards.desfire])
    #expect(bench.run(3000).allSatisfy { $0.tags == [Cards.desfire] })
  }

  @Test func `says of a phone that it cannot be used, and names no card`() {
    var bench = SlotBench()
    place(Cards.phone, on: bench)
    let rounds = bench.run(5000)
    #expect(rounds.allSatisfy { $0.reads.isEmpty })
    #expect(rounds.last?.refusal == .changingNumber)
    bench.antenna.clear()
    _ = bench.run(1000)
    #expect(bench.rounds.last?.refusal == nil)
    place(Cards.classic, on: bench)
    #expect(bench.run(1000).last?.tags == [Cards.classic])
  }

  @Test func `says of a card without a number that it cannot be used`() {
    var settings = CCIDEmulatorSettings()
    settings.numberManner = .never
    var bench = SlotBench(settings)
    place(Cards.classic, on: bench)
    let rounds = bench.run(2000)
    #expect(rounds.last?.refusal == .noNumber)
    #expect(rounds.allSatisfy { $0.reads.isEmpty })
  }

  @Test func `does not take a mute card for no card`() {
    var settings = CCIDEmulatorSettings()
    settings.cardKinds = [Cards.classic: .mute]
    var bench = SlotBench(settings)
    _ = bench.run(500)
    place(Cards.classic, on: bench)
    _ = bench.run(100)
    let rounds = bench.run(2000)
    #expect(!rounds.isEmpty && rounds.allSatisfy { $0.quality == .disturbed })
    #expect(bench.standings.count == 1, "the reader itself is well")
  }

  @Test func `may lose sight of the card when its power is taken away`() {
    var settings = CCIDEmulatorSettings()
    settings.blindTime = .milliseconds(200)
    var bench = SlotBench(settings)
    place(Cards.classic, on: bench)
    _ = bench.run(1000)
    let rounds = bench.run(10_000)
    #expect(blanks(rounds).isEmpty)
    #expect(rounds.contains { $0.quality == .disturbed })
    #expect(rounds.count { $0.tags == [Cards.classic] } > rounds.count / 2)
  }

  @Test func `may be slow at first and ask for more time`() {
    var settings = CCIDEmulatorSettings()
    settings.firstAnswerTime = .milliseconds(1000)
    settings.timeExtensions = 4
    var bench = SlotBench(settings)
    place(Cards.classic, on: bench)
    #expect(bench.run(4000).last?.tags == [Cards.classic])
    #expect(bench.standings.count == 1)
  }

  @Test func `comes back after it was unplugged`() {
    var bench = SlotBench()
    place(Cards.classic, on: bench)
    _ = bench.run(1000)
    bench.reader.powerCycle(at: bench.now)
    let lost = ReaderFault(.channelLost, message: "unplugged", isFatal: true)
    bench.act(bench.supervisor.channelFailed(lost, at: bench.now))
    #expect(bench.run(5000).last?.tags == [Cards.classic])
    #expect(bench.standings.count == 3, "ready, lost, ready")
  }

  @Test func `leaves the card without power when it is stopped`() {
    var bench = SlotBench()
    place(Cards.classic, on: bench)
    _ = bench.run(1050)
    let actions = bench.supervisor.stop(at: bench.now)
    guard case .send(let bytes)? = actions.first else {
      Issue.record("nothing sent: \(actions)")
      return
    }
    #expect(bytes.first == 0x63)
  }

  @Test func `and a second one know nothing of each other`() {
    var (left, right) = (SlotBench(), SlotBench())
    place(Cards.classic, on: left)
    place(Cards.desfire, on: right)
    for _ in 0..<20 {
      #expect(left.run(100).allSatisfy { $0.tags.allSatisfy { $0 == Cards.classic } })
      #expect(right.run(100).allSatisfy { $0.tags.allSatisfy { $0 == Cards.desfire } })
    }
    left.antenna.clear()
    #expect(left.run(1000).last?.reads == [])
    #expect(right.run(1000).last?.tags == [Cards.desfire])
  }

  @Test(arguments: DisturbanceKind.allCases)
  func `that is disturbed is believed only as far as it can be`(_ kind: DisturbanceKind) {
    var settings = CCIDEmulatorSettings()
    settings.keepsSlotActive = true
    var bench = SlotBench(settings)
    place(Cards.classic, on: bench)
    _ = bench.run(900)
    bench.antenna.disturb(next: 2, as: kind)
    let rounds = bench.run(20_000)
    #expect(blanks(rounds).isEmpty)
    #expect(rounds.allSatisfy { $0.reads.isEmpty || $0.tags == [Cards.classic] })
    #expect(rounds.last?.tags == [Cards.classic])
  }

  @Test func `is heard the same one byte at a time`() {
    var bench = SlotBench()
    bench.spoil = { $0.map { [$0] } }
    place(Cards.icode, on: bench)
    #expect(bench.run(2000).last?.tags == [Cards.icode])
    #expect(bench.rounds.allSatisfy { $0.quality == .complete })
  }

  @Test(arguments: 1...12)
  func `with bits that flip on the line names no card that is not there`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bench = SlotBench()
    bench.spoil = { bytes in
      guard random.chance(0.05) else { return [bytes] }
      var spoiled = bytes
      spoiled[random.integer(0...bytes.count - 1)] ^= 1 << UInt8(random.integer(0...7))
      return [spoiled]
    }
    place(Cards.desfire, on: bench)
    let rounds = bench.run(60_000)
    #expect(rounds.count > 100)
    #expect(
      rounds.allSatisfy { $0.reads.isEmpty || $0.tags == [Cards.desfire] }, "seed \(seed)")
    bench.spoil = { [$0] }
    #expect(bench.run(20_000).last?.tags == [Cards.desfire], "seed \(seed)")
  }
}
