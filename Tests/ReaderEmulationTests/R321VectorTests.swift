import Primitives
import ReaderEmulation
import TagReads
import Testing

/// Frames published in dumb.txt of Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693.
struct R321VectorTests {
  private static let tag = "E0040150CABD51B9"

  private func bench() throws -> R321Bench {
    let bench = R321Bench()
    bench.antenna.place([EmulatedTag(id: try #require(TagID(Self.tag)))])
    bench.searchAnew()
    return bench
  }

  @Test func `version, query, write and read are answered as they were`() throws {
    let bench = try bench()
    #expect(
      bench.ask("7E 55 08 00 00 FF FF F7 00 BD 60")
        == "7E 55 3D 01 00 00 00 1F F7 00 52 33 32 31 47 20 32 31 30 34 32 31 30 30 20 31 35 30 35 30 33 00 00 00 80 B5 FE F7 89 FE 01 BD 02 48 01 68 31 F0 04 01 01 60 70 47 00 00 00 20 12 01 00 00 B1 11"
    )
    #expect(
      bench.ask("7E 55 09 00 00 01 00 11 00 00 7D FB")
        == "7E 55 14 01 00 00 00 1F 11 00 B9 51 BD CA 50 01 04 E0 AA 00 00 CE 2B")
    #expect(
      bench.ask(
        "7E 55 1E 00 00 01 00 23 00 B9 51 BD CA 50 01 04 E0 00 03 01 02 03 04 01 02 03 04 F1 F1 F1 F1 F8 48"
      ) == "7E 55 0B 01 00 00 00 1F 23 00 00 00 E7 47")
    #expect(
      bench.ask("7E 55 12 00 00 01 00 22 00 B9 51 BD CA 50 01 04 E0 00 03 1F 4C")
        == "7E 55 17 01 00 00 00 1F 22 00 01 02 03 04 01 02 03 04 F1 F1 F1 F1 00 00 56 D2")
  }

  @Test func `an empty field is answered without tags`() {
    let bench = R321Bench()
    #expect(
      bench.ask("7E 55 09 00 00 01 00 11 00 00 7D FB")
        == "7E 55 0B 01 00 00 00 1F 11 00 00 00 63 32")
  }

  @Test(arguments: [
    "7E 55 0A 00 00 01 00 F0 00 01 00 0F 3F", "7E 55 0A 00 00 01 00 F0 00 00 00 D7 26",
    "7E 55 0A 00 00 01 00 F0 00 02 00 67 15",
  ])
  func `the field is switched`(_ request: String) {
    let reply = R321Bench().ask(request)
    #expect(reply.hasPrefix("7E 55 0B 01 00 00 00 1F F0 00 00 00 "))
  }

  @Test func `the version takes two reports, the second with one byte, 8 ms later`() throws {
    let bench = R321Bench()
    bench.reader.hostSent(
      R321Bench.reports(try #require(Hex.bytes("7E 55 08 00 00 FF FF F7 00 BD 60"))), at: bench.now)
    let first = try #require(bench.reader.nextOutput)
    let opening = bench.reader.output(upTo: first)
    #expect(opening.count == 64 && opening[0] == 0x3F)
    let second = try #require(bench.reader.nextOutput)
    #expect(second.since(first) == .milliseconds(8))
    let ending = bench.reader.output(upTo: second)
    #expect(ending == [0x01, 0x11] + [UInt8](repeating: 0, count: 62))
  }

  @Test func `padding may be what an earlier report left there`() throws {
    let bench = R321Bench { $0.leavesStalePadding = true }
    bench.reader.hostSent(
      R321Bench.reports(try #require(Hex.bytes("7E 55 08 00 00 FF FF F7 00 BD 60"))), at: bench.now)
    bench.now = bench.now + .milliseconds(100)
    let reports = bench.reader.output(upTo: bench.now)
    #expect(reports.count == 128)
    #expect(reports[64..<66] == [0x01, 0x11])
    #expect(Array(reports[66...]) == Array(reports[2..<64]))
  }
}
