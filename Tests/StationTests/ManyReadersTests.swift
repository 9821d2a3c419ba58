import Menus
import Money
import Primitives
import ReaderEmulation
import Readers
import TagReads
import Testing

@testable import Station

/// Sixteen readers of all families on one station, one of them in trouble.
@Suite struct ManyReadersTests {
  /// A station's core with an emulated reader in every slot, in time that jumps to what is next.
  private struct Hall {
    /// What is wrong with the one reader.
    enum Trouble: CaseIterable {
      /// It takes everything and answers nothing.
      case stalls
      /// Every piece that it sends has a wrong bit.
      case errs
      /// Its channel breaks as soon as it is open.
      case breaks
      /// It is unplugged, and put back at the end.
      case unplugged
    }

    static let families: [ReaderFamily] = [.feig, .r321, .lenAdrHF, .lenAdrUHF]

    var core: StationCore
    var readers: [ReaderSlot: any EmulatedReader] = [:]
    var now = Moment.origin
    var troubled: ReaderSlot?
    var trouble = Trouble.stalls
    var standings: [ReaderSlot: [String]] = [:]
    private var open: Set<ReaderSlot> = []
    private var inputs: [StationInput] = []

    init() {
      var configuration = StationConfiguration(currency: .cny)
      configuration.lanes = (1...16).map { lane in
        let family = Self.families[(lane - 1) % Self.families.count]
        return LaneConfiguration(
          id: lane, name: "Lane \(lane)",
          trayReader: ReaderConfiguration(family: .emulated, emulates: family))
      }
      core = StationCore(
        configuration: configuration, catalogue: .empty(currency: .cny),
        ids: SeededGenerator(seed: 1))
      for slot in core.slots {
        let antenna = AntennaField(seed: UInt64(slot.lane))
        let family = Self.families[(slot.lane - 1) % Self.families.count]
        antenna.place(
          (0..<4).compactMap { number in
            let name = "\(slot.lane + 10)0\(number)"
            return TagID(family == .lenAdrUHF ? "epc:\(name)" : "E00401500000\(name)")
          }.map { EmulatedTag(id: $0) })
        readers[slot] = family.makeEmulator(on: antenna, seed: UInt64(slot.lane))
      }
      handle(.start)
    }

    /// Rounds of each reader so far.
    var rounds: [ReaderSlot: Int] {
      Dictionary(
        uniqueKeysWithValues: core.slots.map { ($0, core.counters(of: $0)?.rounds ?? 0) })
    }

    mutating func run(for time: Duration) {
      let end = now + time
      while let next = nextMoment, next <= end {
        now = max(now, next)
        for slot in open.sorted() where (readers[slot]?.nextOutput ?? end + .seconds(1)) <= now {
          let bytes = readers[slot]?.output(upTo: now) ?? []
          if !bytes.isEmpty { deliver(bytes, from: slot) }
        }
        if let due = core.nextWake, due <= now { handle(.wake) }
      }
      now = end
    }

    private var nextMoment: Moment? {
      ([core.nextWake] + open.sorted().map { readers[$0]?.nextOutput }).compactMap(\.self).min()
    }

    private mutating func deliver(_ bytes: [UInt8], from slot: ReaderSlot) {
      var bytes = bytes
      if slot == troubled {
        switch trouble {
        case .errs: bytes[bytes.count / 2] ^= 0x10
        case .stalls, .breaks, .unplugged: return
        }
      }
      handle(.channel(slot, .received(bytes)))
    }

    /// Begins trouble with one reader.
    mutating func begin(_ trouble: Trouble, at slot: ReaderSlot) {
      (troubled, self.trouble) = (slot, trouble)
      if trouble == .unplugged || trouble == .breaks { lose(slot) }
    }

    /// The reader is whole and plugged in again.
    mutating func end() {
      guard let slot = troubled else { return }
      troubled = nil
      readers[slot]?.powerCycle(at: now)
      if trouble == .unplugged { handle(.channel(slot, .deviceArrived)) }
    }

    private mutating func lose(_ slot: ReaderSlot) {
      open.remove(slot)
      inputs.append(
        .channel(slot, .failed(ReaderFault(.channelLost, message: "gone", isFatal: true))))
      flush()
    }

    private mutating func handle(_ input: StationInput) {
      inputs.append(input)
      flush()
    }

    private mutating func flush() {
      while !inputs.isEmpty {
        let time = StationTime(
          moment: now, wall: WallTime(milliseconds: 1_772_420_400_000) + now.since(.origin),
          utcOffsetSeconds: 0)
        for effect in core.handle(inputs.removeFirst(), at: time) { carryOut(effect) }
      }
    }

    private mutating func carryOut(_ effect: StationEffect) {
      switch effect {
      case .channel(let slot, .open): opening(slot)
      case .channel(let slot, .close): open.remove(slot)
      case .channel(let slot, .send(let bytes)):
        readers[slot]?.hostSent(bytes, at: now)
      case .event(.reader(let slot, .ready)): standings[slot, default: []].append("ready")
      case .event(.reader(let slot, .lost)): standings[slot, default: []].append("lost")
      case .event(.reader(let slot, .attention)):
        standings[slot, default: []].append("attention")
      case .channel(_, .reset), .identify, .pay, .event: break
      }
    }

    private mutating func opening(_ slot: ReaderSlot) {
      if slot == troubled, trouble == .unplugged || trouble == .breaks {
        let code: ReaderFault.Code = trouble == .breaks ? .channelLost : .deviceNotFound
        inputs.append(.channel(slot, .failed(ReaderFault(code, message: "gone", isFatal: true))))
      } else {
        open.insert(slot)
        inputs.append(.channel(slot, .opened))
      }
    }
  }

  private typealias Rounds = [ReaderSlot: Int]

  private static let before = Duration.seconds(2)
  private static let during = Duration.seconds(12)
  /// Longer than the longest pause between two attempts to open a reader.
  private static let after = Duration.seconds(8)

  /// Every trouble at two families, every family in two troubles.
  private static let cases = zip(
    Hall.Trouble.allCases + Hall.Trouble.allCases, [1, 2, 3, 4, 3, 4, 1, 2])

  /// The rounds of every reader in two stretches of a time without trouble.
  private static let undisturbed: (during: Rounds, after: Rounds) = {
    var hall = Hall()
    hall.run(for: before)
    return (rounds(of: &hall, for: during), rounds(of: &hall, for: after))
  }()

  /// The rounds of every reader in a stretch of time.
  private static func rounds(of hall: inout Hall, for time: Duration) -> Rounds {
    let before = hall.rounds
    hall.run(for: time)
    return hall.rounds.merging(before) { $0 - $1 }
  }

  @Test(arguments: cases)
  private func `one in trouble costs the fifteen others not a single round`(
    _ trouble: Hall.Trouble, _ lane: Int
  ) {
    let bad = ReaderSlot(lane: lane, role: .tray)
    func others(_ rounds: Rounds) -> Rounds { rounds.filter { $0.key != bad } }
    var hall = Hall()
    hall.run(for: Self.before)
    hall.begin(trouble, at: bad)
    let during = Self.rounds(of: &hall, for: Self.during)
    hall.end()
    let after = Self.rounds(of: &hall, for: Self.after)
    #expect(Self.undisturbed.during.values.allSatisfy { $0 >= 12 }, "all are at work")
    #expect(others(during) == others(Self.undisturbed.during))
    #expect(others(after) == others(Self.undisturbed.after))
    #expect((during[bad] ?? 0) < (Self.undisturbed.during[bad] ?? 0), "it was in trouble")
    #expect((after[bad] ?? 0) > 0, "it is back")
    for slot in hall.core.slots {
      let told = slot == bad ? ["ready", "lost", "ready"] : ["ready"]
      #expect(hall.standings[slot] == told, "\(slot)")
    }
  }
}
