import Primitives
import ReaderEmulation
import TagReads
import Testing

struct R321ReaderTests {
  @Test func `thirty tags come in two pages of 25 at most`() throws {
    let bench = R321Bench { $0.configuration.control = 0x2B }
    let plates = try FeigBench.plates(30)
    bench.antenna.place(plates)
    bench.searchAnew(for: .seconds(2))
    let first = try #require(bench.query())
    let second = try #require(bench.query())
    #expect(first.uids.count == 25 && first.remaining == 5)
    #expect(second.uids.count == 5 && second.remaining == 0)
    #expect((first.uids + second.uids).sorted() == plates.map(\.id.description).sorted())
    #expect(try #require(bench.query()).uids.isEmpty, "they are silenced")
    bench.searchAnew(for: .seconds(2))
    #expect(bench.query()?.uids.count == 25, "the field was off")
  }

  @Test func `without silencing the tags are found over and over`() throws {
    let bench = R321Bench()
    bench.antenna.place(try FeigBench.plates(3))
    for _ in 0..<3 {
      bench.now = bench.now + .milliseconds(200)
      #expect(bench.query()?.uids.count == 3)
    }
  }

  @Test func `what was found is told even if the tag has left, unless the field was reset`() throws
  {
    let bench = R321Bench()
    bench.antenna.place(try FeigBench.plates(2))
    bench.searchAnew()
    #expect(bench.query()?.uids.count == 2)
    bench.now = bench.now + .milliseconds(200)
    #expect(bench.query()?.uids.count == 2)
    bench.antenna.clear()
    #expect(bench.query(mode: "01")?.uids.count == 2, "the last answer, once more")
    bench.searchAnew()
    #expect(bench.query()?.uids == [])
  }

  @Test func `asked for on query, a search takes its time`() throws {
    let bench = R321Bench { $0.inventory = .onQuery }
    bench.antenna.place(try FeigBench.plates(30))
    let start = bench.now
    let answer = try #require(bench.query())
    #expect(answer.uids.count == 25 && answer.remaining == 5)
    #expect((bench.now - .milliseconds(60)).since(start) > .milliseconds(150))
  }

  @Test func `a request that comes too early is lost`() {
    let bench = R321Bench()
    #expect(bench.command(0xF7) != nil)
    bench.now = bench.now - .milliseconds(60) + .milliseconds(2)
    let busy = R321Bench { $0.requestIntervalMin = .milliseconds(200) }
    #expect(busy.command(0xF7) != nil)
    #expect(busy.command(0xF7) == nil)
    busy.now = busy.now + .milliseconds(200)
    #expect(busy.command(0xF7) != nil)
  }

  @Test func `a request in two reports is one request`() throws {
    let bench = R321Bench()
    let plate = try FeigBench.plate(1)
    bench.antenna.place([EmulatedTag(id: plate)])
    let uid = Hex.text(plate.bytes.reversed())
    let data = (0..<28 * 4).map { UInt8($0) }
    #expect(bench.command(0x23, uid + "001C" + Hex.text(data)) == [0x00, 0x00])
    #expect(bench.command(0x22, uid + "001C") == data + [0x00, 0x00])
    #expect(bench.antenna.memory(of: plate)?.flatMap(\.self) == data)
  }

  @Test(
    arguments: [
      ("22", "00 1D", [0x01, 0x01]), ("22", "1C 01", [0x01, 0x01]), ("22", "00 21", [0x01, 0x01]),
      ("23", "1B 01 01020304", [0x01, 0x01]), ("23", "1C 01 01020304", [0x01, 0x01]),
    ] as [(String, String, [UInt8])])
  func `what a tag cannot do is its error`(_ code: String, _ rest: String, _ end: [UInt8]) throws {
    let bench = R321Bench()
    let plate = try FeigBench.plate(1)
    bench.antenna.place([EmulatedTag(id: plate, lockedBlocks: [27])])
    let command = try #require(Hex.bytes(code)?.first)
    #expect(bench.command(command, Hex.text(plate.bytes.reversed()) + rest) == end)
  }

  @Test func `a tag that is not there does not answer`() throws {
    let bench = R321Bench()
    let uid = Hex.text(try FeigBench.plate(1).bytes.reversed())
    #expect(bench.command(0x22, uid + "0001") == [0x01, 0x03])
    #expect(bench.command(0x23, uid + "0001 01020304") == [0x01, 0x03])
  }

  @Test func `the configuration is read, and written only by its command`() {
    let bench = R321Bench()
    #expect(bench.command(0xF5, "00") == [0x02, 0x01, 0x00, 0x3B, 0x01, 0x00])
    #expect(bench.reader.configurationWrites == 0)
    #expect(bench.command(0xF4, "02 01 00 1B 00 07") == [0x00, 0x00])
    bench.reader.powerCycle(at: bench.now)
    #expect(bench.command(0xF5, "00") == [0x02, 0x01, 0x00, 0x1B, 0x00, 0x07])
    #expect(bench.reader.configurationWrites == 1)
    let other = R321Bench { $0.sendsBuzzerFirst = true }
    #expect(other.command(0xF5, "00") == [0x02, 0x01, 0x00, 0x01, 0x3B, 0x00])
  }

  @Test func `in active mode tags are uploaded and queries go unanswered`() throws {
    let bench = R321Bench()
    let plate = try FeigBench.plate(7)
    bench.antenna.place([EmulatedTag(id: plate)])
    bench.reader.setScanMode(true)
    #expect(bench.reader.output(upTo: bench.now).isEmpty)
    bench.now = bench.now + .milliseconds(300)
    _ = bench.reader.output(upTo: bench.now)
    bench.now = bench.now + .milliseconds(50)
    let upload = R321Bench.content(bench.reader.output(upTo: bench.now))
    let expected = [0x7E, 0x55, 0x13, 1, 0, 0, 0, 0x10, 0, 0] + plate.bytes.reversed() + [0, 0]
    #expect(upload == R321Bench.sealed(expected))
    bench.reader.setScanMode(false)
    bench.now = bench.now + .milliseconds(300)
    #expect(bench.query() != nil)
    #expect(bench.reader.configurationWrites == 0)
  }

  @Test(arguments: ["01", "12", "22"])
  func `in any other mode queries go unanswered`(_ mode: String) throws {
    let bench = R321Bench()
    #expect(bench.command(0xF4, mode + " 01 00 3B 01 00") == [0x00, 0x00])
    #expect(bench.query() == nil)
  }

  @Test func `a family filter passes over the others`() throws {
    let bench = R321Bench()
    let (mine, other) = (try FeigBench.plate(1), try FeigBench.plate(2))
    bench.antenna.place([EmulatedTag(id: mine, afi: 7), EmulatedTag(id: other)])
    #expect(bench.command(0xF4, "02 01 00 7B 01 07") == [0x00, 0x00])
    bench.searchAnew()
    #expect(bench.query()?.uids == [mine.description])
  }

  @Test func `without a field nobody is there`() throws {
    let bench = R321Bench()
    bench.antenna.place(try FeigBench.plates(2))
    #expect(bench.command(0xF0, "00 00") == [0x00, 0x00])
    bench.now = bench.now + .milliseconds(300)
    #expect(bench.query()?.uids == [])
    #expect(bench.command(0xF0, "01 00") == [0x00, 0x00])
    bench.now = bench.now + .milliseconds(300)
    #expect(bench.query()?.uids.count == 2)
    #expect(bench.command(0xF0, "05 00") == [0x01, 0x00])
  }

  @Test func `disturbances are damage, silence, or tags missed`() throws {
    let bench = R321Bench()
    bench.antenna.place(try FeigBench.plates(5))
    bench.searchAnew()
    bench.antenna.disturb(next: 1, as: .damagedReply)
    #expect(bench.query() == nil)
    #expect(bench.query(mode: "01")?.uids.count == 5)
    for kind in [DisturbanceKind.silence, .busy] {
      bench.antenna.disturb(next: 1, as: kind)
      #expect(bench.query() == nil)
    }
    bench.searchAnew()
    bench.antenna.disturb(next: 1, as: .aborted)
    #expect(try #require(bench.query()).uids.count < 5)
    bench.now = bench.now + .milliseconds(300)
    #expect(bench.query()?.uids.count == 5)
  }

  @Test func `a reset is answered and wakes the tags`() throws {
    let bench = R321Bench { $0.configuration.control = 0x2B }
    bench.antenna.place(try FeigBench.plates(1))
    bench.searchAnew()
    #expect(bench.query()?.uids.count == 1)
    #expect(bench.query()?.uids.count == 0)
    #expect(bench.command(0x04) == [])
    bench.now = bench.now + .milliseconds(300)
    #expect(bench.query()?.uids.count == 1)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `nothing a host sends stops the reader`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bench = R321Bench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1), readRate: 0.9)])
    let codes: [UInt8] = [0x04, 0x11, 0x22, 0x23, 0xF0, 0xF5, 0xF7, 0x99]
    for step in 0..<2000 {
      let junk = (0..<generator.integer(0...90)).map { _ in UInt8(generator.integer(0...255)) }
      let isSealed = generator.chance(0.7)
      let code = codes[generator.integer(0...codes.count - 1)]
      let reply = bench.ask(isSealed ? R321Bench.request(code, junk) : junk)
      if !reply.isEmpty {
        #expect(R321Bench.sealed(Array(reply.dropLast(2))) == reply, "step \(step)")
        #expect(Int(reply[2]) + 3 == reply.count, "step \(step)")
      }
      if generator.chance(0.3) {
        let cut = (0..<generator.integer(0...70)).map { _ in UInt8(generator.integer(0...255)) }
        bench.reader.hostSent(cut, at: bench.now)
      }
      bench.now = bench.now + .milliseconds(Int64(generator.integer(0...200)))
    }
    bench.now = bench.now + .milliseconds(500)
    #expect(bench.command(0xF7) != nil)
  }
}
