import Primitives
import Readers
import TagReads
import Testing

/// A reader that does one thing wrong at its first, second, ... last answer: whatever it is, no
/// round that lacks a tag is complete, the driver goes on, and the rounds after it are sound.
@Suite struct `A FEIG reader that misbehaves once` {
  private static let pages = [[tag(1), tag(2)], [tag(3)], [tag(4), tag(5)]]
  private static let tags = pages.flatMap(\.self)

  private static func tag(_ number: UInt64) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + number) else { fatalError("no tag") }
    return tag
  }

  /// What a driver says in the time of a number of rounds, or in a minute at most.
  private func said(by puppet: PuppetReader, roundCount: Int) -> [DriverAction] {
    var bench = Bench(reader: puppet)
    bench.note(bench.driver.open(at: bench.now))
    while bench.said.count <= roundCount, bench.now < Moment(milliseconds: 60_000), bench.step() {}
    return bench.said
  }

  /// A driver and a reader on one line, in time that jumps to what is next.
  private struct Bench {
    var driver = FeigDriver()
    var reader: PuppetReader
    var now = Moment.origin
    var due: Moment?
    var said: [DriverAction] = []
    var isIdle = false

    /// Goes to what is next; false if nothing ever is.
    mutating func step() -> Bool {
      if isIdle {
        isIdle = false
        note(driver.perform(.inventory, at: now))
        return true
      }
      guard let next = [due, reader.nextOutput].compactMap(\.self).min() else { return false }
      now = max(now, next)
      let bytes = reader.output(upTo: now)
      if bytes.isEmpty {
        due = nil
        note(driver.deadlineReached(at: now))
      } else {
        note(driver.received(bytes, at: now))
      }
      return true
    }

    mutating func note(_ actions: [DriverAction]) {
      for action in actions {
        switch action {
        case .send(let bytes):
          reader.hostSent(bytes, at: now)
        case .wake(let moment):
          due = moment
        case .identified, .round, .blocks, .fault:
          said.append(action)
          isIdle = true
        }
      }
    }
  }

  private func rounds(_ said: [DriverAction]) -> [InventoryRound] {
    said.compactMap { action in
      guard case .round(let round) = action else { return nil }
      return round
    }
  }

  @Test func `and one that behaves gives complete rounds`() {
    let rounds = rounds(said(by: PuppetReader(pages: Self.pages), roundCount: 5))
    #expect(rounds.count == 5)
    #expect(rounds.allSatisfy { $0.quality == .complete && $0.tags == Self.tags })
  }

  @Test(arguments: PuppetReader.Mischief.allCases, 1...13)
  func `is believed only as far as it can be`(_ mischief: PuppetReader.Mischief, _ at: Int) {
    let puppet = PuppetReader(pages: Self.pages, mischiefAt: at, mischief: mischief)
    let said = said(by: puppet, roundCount: 6)
    let rounds = rounds(said)
    #expect(rounds.count == 6)
    #expect(said.count == 7, "nothing but the identity and the rounds")
    for round in rounds where round.quality == .complete {
      #expect(round.tags == Self.tags)
    }
    let spoiled = rounds.filter { $0.quality != .complete }
    #expect(spoiled.count <= 1)
    let isHarmless = mischief == .staleBefore || mischief == .doubled
    #expect(spoiled.isEmpty == (isHarmless || at == 1))
    for round in rounds {
      #expect(Set(round.tags).isSubset(of: Self.tags))
      #expect(round.began <= round.ended)
    }
  }
}
