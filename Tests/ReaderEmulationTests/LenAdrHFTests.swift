import Primitives
import ReaderEmulation
import TagReads
import Testing

@Suite struct `An emulated HF reader of the length-address-command family` {
  private let tag = "C3 B2 A1 00 50 01 04 E0"

  private func onAntenna(
    _ tags: [String], _ configure: (inout LenAdrHFEmulatorSettings) -> Void = { _ in }
  ) throws -> LenAdrBench<LenAdrHFReaderEmulator> {
    let bench = hfBench(configure)
    bench.antenna.place(try tags.map { EmulatedTag(id: try #require(TagID($0))) })
    return bench
  }

  @Test func `answers as the published frames do`() throws {
    let bench = try onAntenna(["E004015000A1B2C3", "E004015000A1B2C4"])
    let inventory = try #require(Hex.bytes("05 00 01 06 98 11"))
    #expect(
      bench.exchange(inventory).map { Hex.text($0.bytes, separator: " ") } == [
        "16 00 00 00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0 14 1B"
      ])
    bench.antenna.clear()
    #expect(
      bench.exchange(inventory).map { Hex.text($0.bytes, separator: " ") } == ["04 00 0E 2C B3"])
  }

  @Test func `says what it is, and takes its commands`() {
    let bench = hfBench()
    #expect(bench.ask("00 00") == ["00 03 50 00 00 36 00 0B 1E"])
    #expect(bench.ask("00 07") == ["00"])
    #expect(bench.ask("00 77") == ["02"])
    #expect(bench.ask("01 06 00") == ["01"])
    #expect(bench.ask("55 00") == ["02"])
  }

  @Test func `has its address, and one that reaches every reader`() {
    let bench = hfBench { $0.address = 5 }
    #expect(bench.exchange(LenAdrBench<LenAdrHFReaderEmulator>.request("00 00")).count == 1)
    for (address, count) in [(5, 1), (6, 0)] as [(UInt8, Int)] {
      let request = LenAdrBench<LenAdrHFReaderEmulator>.request("00 00", address: address)
      let frames = bench.exchange(request)
      #expect(frames.count == count)
      #expect(frames.allSatisfy { $0.bytes[1] == 5 })
    }
  }

  @Test func `is silent about a damaged request`() throws {
    let bench = hfBench()
    #expect(bench.exchange(try #require(Hex.bytes("05 00 01 06 98 12"))).isEmpty)
    #expect(bench.ask("00 00").count == 1)
  }

  @Test func `loses what comes while it executes`() {
    let bench = hfBench()
    let request = LenAdrBench<LenAdrHFReaderEmulator>.request("00 00")
    bench.reader.hostSent(request, at: bench.now)
    bench.reader.hostSent(request, at: bench.now + .milliseconds(2))
    #expect(bench.exchange([]).count == 1)
    #expect(bench.ask("00 00").count == 1)
  }

  @Test func `does nothing for tags without a field or in the other mode`() throws {
    let bench = try onAntenna(["E004015000A1B2C3"])
    #expect(bench.ask("00 01") == ["00"])
    #expect(bench.ask("01 06") == ["05"])
    #expect(bench.ask("20 00 \(tag) 00") == ["05"])
    #expect(bench.ask("00 02") == ["00"])
    #expect(bench.ask("00 05") == ["00"])
    #expect(bench.ask("01 06") == ["1F"])
    #expect(bench.ask("00 06") == ["00"])
    #expect(bench.ask("01 06") == ["00 00 \(tag)"])
    #expect(bench.ask("41 10 01") == ["1F"])
  }

  @Test func `has no room for more than 27 tags in an answer, and says so`() throws {
    let bench = hfBench()
    bench.antenna.place(try FeigBench.plates(28))
    let answer = try #require(bench.ask("01 06").first)
    #expect(answer.hasPrefix("0B "))
    #expect(answer.split(separator: " ").count == 1 + 27 * 9)
  }

  @Test func `reports what it has heard when its scan time is over`() throws {
    let bench = hfBench { $0.information[7] = 1 }
    bench.antenna.place(try FeigBench.plates(20))
    let answer = try #require(bench.ask("01 06").first)
    #expect(answer.hasPrefix("0B "))
    let count = (answer.split(separator: " ").count - 1) / 9
    #expect((5...16).contains(count), "\(count) tags in 100 ms")
  }

  @Test func `takes the line's and the air's time`() throws {
    let exact = { (settings: inout LenAdrHFEmulatorSettings) in
      settings.commandTime = .milliseconds(4) ... .milliseconds(4)
    }
    let bench = hfBench(exact)
    // 6 bytes there, 5 bytes back at 19200 baud, and an inventory of 16 empty slots.
    let empty = bench.time(of: "01 06")
    #expect(abs((empty - .microseconds(19_546)).wholeNanoseconds) < 10_000, "\(empty)")
    bench.antenna.place(try FeigBench.plates(12))
    #expect(bench.time(of: "01 06") > .milliseconds(120))
    let quick = hfBench {
      exact(&$0)
      $0.baud = 0
    }
    #expect(quick.time(of: "00 00") == .milliseconds(4))
  }

  @Test func `reads and writes blocks`() throws {
    let bench = try onAntenna(["E004015000A1B2C3"])
    #expect(bench.ask("21 00 \(tag) 03 01 02 03 04") == ["00"])
    #expect(bench.ask("20 00 \(tag) 03") == ["00 00 01 02 03 04"])
    #expect(bench.ask("20 00 \(tag) 1C") == ["0F 10"])
    #expect(bench.ask("20 00 C4 B2 A1 00 50 01 04 E0 00") == ["0E"])
    let id = try #require(TagID("E004015000A1B2C3"))
    bench.antenna.place([EmulatedTag(id: id, lockedBlocks: [2])])
    #expect(bench.ask("21 00 \(tag) 02 01 02 03 04") == ["0F 12"])
    #expect(bench.ask("20 00 \(tag) 02") == ["00 01 00 00 00 00"])
  }

  @Test func `gives a card's number, of a longer one the beginning`() throws {
    let bench = hfBench()
    #expect(bench.ask("00 05") == ["00"])
    #expect(bench.ask("41 10 01") == ["10 20"])
    #expect(bench.ask("42 10 00") == ["10 30"])
    bench.antenna.place([EmulatedTag(id: try #require(TagID("04A1B2C3")))])
    #expect(bench.ask("41 10 01") == ["00 04 00"])
    #expect(bench.ask("42 10 00") == ["00 04 A1 B2 C3"])
    bench.antenna.clear()
    bench.antenna.place([EmulatedTag(id: try #require(TagID("04A1B2C3D4E5F6")))])
    #expect(bench.ask("41 10 01") == ["00 44 00"])
    #expect(bench.ask("42 10 00") == ["00 88 04 A1 B2"])
  }

  @Test func `is disturbed as told`() throws {
    let bench = try onAntenna(["E004015000A1B2C3"])
    bench.antenna.disturb(next: 1, as: .busy)
    bench.antenna.disturb(next: 1, as: .silence)
    bench.antenna.disturb(next: 1, as: .noiseWarning)
    bench.antenna.disturb(next: 1, as: .aborted)
    bench.antenna.disturb(next: 1, as: .damagedReply)
    #expect(bench.ask("01 06").isEmpty)
    #expect(bench.ask("01 06").isEmpty)
    #expect(bench.ask("01 06") == ["0C"])
    #expect(bench.ask("01 06") == ["0A"])
    let damaged = bench.exchange(LenAdrBench<LenAdrHFReaderEmulator>.request("01 06"))
    #expect(damaged.count == 1)
    #expect(damaged.allSatisfy { FeigBench.sealed(Array($0.bytes.dropLast(2))) != $0.bytes })
    #expect(bench.ask("01 06") == ["00 00 \(tag)"])
  }

  @Test func `forgets everything without power`() throws {
    let bench = try onAntenna(["E004015000A1B2C3"]) { $0.startsWithField = false }
    #expect(bench.ask("01 06") == ["05"])
    #expect(bench.ask("00 02") == ["00"])
    #expect(bench.ask("01 06") == ["00 00 \(tag)"])
    bench.reader.powerCycle(at: bench.now)
    #expect(bench.ask("01 06") == ["05"])
  }
}
