import Primitives
import Readers
import TagReads
import Testing

/// Supervisor, driver and a reader on one line, in time that jumps to what is next.
@Suite struct `A supervised FEIG reader` {
  private struct Bench {
    var supervisor = ReaderSupervisor(driver: { FeigDriver() })
    var reader: PuppetReader?
    var isOpen = false
    var now = Moment.origin
    var due: Moment?
    var rounds: [InventoryRound] = []
    var standings: [ReaderStanding] = []
    var sentAfterClose = 0

    mutating func run(to end: Moment) {
      while let next = [due, reader?.nextOutput].compactMap(\.self).min(), next <= end {
        now = max(now, next)
        let bytes = reader?.output(upTo: now) ?? []
        if isOpen, !bytes.isEmpty {
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
        case .open where reader == nil:
          let fault = ReaderFault(.deviceNotFound, message: "not there", isFatal: true)
          act(supervisor.channelFailed(fault, at: now))
        case .open:
          isOpen = true
          act(supervisor.channelOpened(at: now))
        case .reset: break
        case .close: isOpen = false
        case .send(let bytes):
          if !isOpen { sentAfterClose += 1 }
          reader?.hostSent(bytes, at: now)
        case .wake(let moment): due = moment
        case .round(let round): rounds.append(round)
        case .standing(let standing): standings.append(standing)
        case .blocks: break
        }
      }
    }
  }

  private static let tags: [TagID] = (1...3).compactMap {
    TagID(iso15693: 0xE004_0150_0000_0000 + $0)
  }

  private func isReady(_ standing: ReaderStanding) -> Bool {
    if case .ready = standing { true } else { false }
  }

  @Test func `is asked ten times a second while resting`() {
    var bench = Bench(reader: PuppetReader(pages: [Self.tags]))
    bench.act(bench.supervisor.start(at: bench.now))
    bench.run(to: Moment(milliseconds: 10_000))
    #expect((98...100).contains(bench.rounds.count))
    let starts = bench.rounds.map(\.began)
    for (earlier, later) in zip(starts, starts.dropFirst()) {
      #expect(later.since(earlier) == .milliseconds(100))
    }
  }

  @Test func `is asked back to back while busy`() {
    var bench = Bench(reader: PuppetReader(pages: [Self.tags]))
    _ = bench.supervisor.setPace(.busy, at: bench.now)
    bench.act(bench.supervisor.start(at: bench.now))
    bench.run(to: Moment(milliseconds: 10_000))
    #expect(bench.rounds.count > 300, "two answers of 10 ms and two pauses of 5 ms a round")
    #expect(bench.rounds.allSatisfy { $0.tags == Self.tags && $0.quality == .complete })
  }

  @Test func `comes back by itself after it was unplugged in mid-inventory`() {
    var bench = Bench(reader: PuppetReader(pages: [Self.tags]))
    bench.act(bench.supervisor.start(at: bench.now))
    bench.run(to: Moment(milliseconds: 1015))
    bench.reader = nil
    let lost = ReaderFault(.channelLost, message: "unplugged", isFatal: true)
    bench.act(bench.supervisor.channelFailed(lost, at: bench.now))
    bench.run(to: Moment(milliseconds: 60_000))
    let before = bench.rounds.count
    bench.reader = PuppetReader(pages: [Self.tags])
    bench.act(bench.supervisor.deviceArrived(at: bench.now))
    bench.run(to: Moment(milliseconds: 61_000))
    #expect(bench.rounds.count >= before + 9)
    #expect(bench.standings.count == 3, "ready, lost, ready")
    #expect(bench.standings.last.map { isReady($0) } == true)
    #expect(bench.sentAfterClose == 0)
  }

  @Test func `comes back by itself after it was silent for a while`() {
    var bench = Bench(reader: PuppetReader(pages: [Self.tags]))
    bench.act(bench.supervisor.start(at: bench.now))
    bench.run(to: Moment(milliseconds: 1000))
    bench.reader?.delay = .seconds(3600)
    bench.run(to: Moment(milliseconds: 60_000))
    guard case .lost(let fault) = bench.supervisor.standing else {
      Issue.record("it should be lost")
      return
    }
    #expect(fault.code == .noAnswer)
    bench.reader = PuppetReader(pages: [Self.tags])
    bench.run(to: Moment(milliseconds: 70_000))
    #expect(isReady(bench.supervisor.standing))
    #expect(bench.standings.count == 3, "ready, lost, ready")
    #expect(bench.rounds.last?.quality == .complete)
  }

  @Test func `is left with its tags awake when it is stopped at rest`() {
    var bench = Bench(reader: PuppetReader(pages: [Self.tags]))
    bench.act(bench.supervisor.start(at: bench.now))
    bench.run(to: Moment(milliseconds: 550))
    let rfReset: [UInt8] = [0x02, 0x00, 0x07, 0xFF, 0x69, 0x02, 0xAB]
    #expect(bench.supervisor.stop(at: bench.now) == [.send(rfReset), .close])
  }

  @Test func `is not spoken to when it is stopped at work`() {
    var bench = Bench(reader: PuppetReader(pages: [Self.tags]))
    bench.act(bench.supervisor.start(at: bench.now))
    bench.run(to: Moment(milliseconds: 55))
    #expect(bench.supervisor.stop(at: bench.now) == [.close])
  }
}
