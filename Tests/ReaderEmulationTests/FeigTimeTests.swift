import Primitives
import ReaderEmulation
import TagReads
import Testing

struct FeigTimeTests {
  private func exact(_ settings: inout FeigEmulatorSettings) {
    settings.commandTime = .milliseconds(6) ... .milliseconds(6)
    settings.polls = [.iso15693]
  }

  @Test func `nothing comes out before its time, and then all at once`() throws {
    let bench = FeigBench()
    bench.reader.hostSent([0x05, 0xFF, 0x65, 0xE5, 0xCB], at: bench.now)
    let due = try #require(bench.reader.nextOutput)
    #expect(due.since(bench.now) >= .milliseconds(5))
    #expect(due.since(bench.now) <= .milliseconds(7))
    #expect(bench.reader.output(upTo: due - .nanoseconds(1)) == [])
    #expect(bench.reader.nextOutput == due)
    #expect(bench.reader.output(upTo: due).count == 13)
    #expect(bench.reader.output(upTo: due) == [])
    #expect(bench.reader.nextOutput == nil)
  }

  @Test func `an RF reset keeps the field off before it answers`() {
    let bench = FeigBench(exact)
    #expect(bench.time(of: "69") == .milliseconds(21))
    #expect(bench.time(of: "65") == .milliseconds(6))
  }

  @Test func `a round takes its slots`() throws {
    let bench = FeigBench(exact)
    let overhead = Duration.milliseconds(6)
    let empty = bench.time(of: "B0 01 00") - overhead
    #expect(empty == .nanoseconds(9_817_109))
    bench.antenna.place([
      EmulatedTag(id: try FeigBench.plate(0x12)), EmulatedTag(id: try FeigBench.plate(0x34)),
    ])
    let two = bench.time(of: "B0 01 00") - overhead
    #expect(two == .nanoseconds(17_982_300))
    _ = bench.command("69")
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(0x42))])
    let colliding = bench.time(of: "B0 01 00") - overhead
    #expect(colliding > two + .milliseconds(13))
  }

  @Test func `fetching more costs no air`() throws {
    let bench = FeigBench { settings in
      exact(&settings)
      settings.tagsPerReplyMax = 2
    }
    bench.antenna.place(try FeigBench.plates(3))
    #expect(bench.inventory()?.status == 0x94)
    #expect(bench.time(of: "B0 01 80") == .milliseconds(6))
  }

  @Test func `cards cost their own polling`() throws {
    let bench = FeigBench { $0.commandTime = .milliseconds(6) ... .milliseconds(6) }
    let empty = bench.time(of: "B0 01 00")
    #expect(empty > .milliseconds(20))
    bench.antenna.place([EmulatedTag(id: try #require(TagID("04A1B2C3D4E5F6")))])
    let card = bench.time(of: "B0 01 00") - empty
    #expect(card > .milliseconds(3))
    #expect(card < .milliseconds(6))
  }

  @Test func `an aborted round is shorter than the whole`() throws {
    let bench = FeigBench(exact)
    bench.antenna.place(try FeigBench.plates(12))
    let whole = bench.time(of: "B0 01 00")
    _ = bench.command("69")
    bench.antenna.disturb(next: 1, as: .aborted)
    #expect(bench.time(of: "B0 01 00") < whole)
  }
}
