import Primitives
import ReaderEmulation
import TagReads
import Testing

@Suite struct `An emulated UHF reader of the length-address-command family` {
  private let scan = "01 04 00 01 00 00 00 00 80 03"

  @Test func `answers as the published frames do`() throws {
    let newer = uhfBench()
    let ask = try #require(Hex.bytes("04 FF 21 19 95"))
    #expect(
      newer.exchange(ask).map { Hex.text($0.bytes, separator: " ") } == [
        "11 00 21 00 00 16 0C 03 4E 00 1E 0A 01 00 00 00 E6 51"
      ])
    let older = uhfBench(.uhfReader18)
    #expect(
      older.exchange(ask).map { Hex.text($0.bytes, separator: " ") } == [
        "0D 00 21 00 03 3F 09 03 4E 00 1E 0A 83 F0"
      ])
    let scan = try #require(Hex.bytes("0D FF 01 0F 00 01 00 00 00 00 80 14 C0 3A"))
    #expect(
      newer.exchange(scan).map { Hex.text($0.bytes, separator: " ") } == [
        "07 00 01 01 01 00 1E 4B"
      ])
    let tag = try #require(TagID("epc:000000000000000000000313"))
    newer.antenna.place([EmulatedTag(id: tag, signalStrengthDBm: 0x6B - 129)])
    newer.reader = uhfReader(newer.antenna) { $0.roundsPerInventory = 1 }
    #expect(
      newer.exchange(scan).map { Hex.text($0.bytes) } == [
        "1500010301010C0000000000000000000003136BB1A5", "0700010101001E4B",
      ])
  }

  private func uhfReader(
    _ antenna: AntennaField, _ configure: (inout LenAdrUHFEmulatorSettings) -> Void
  ) -> LenAdrUHFReaderEmulator {
    var settings = LenAdrUHFEmulatorSettings()
    configure(&settings)
    return LenAdrUHFReaderEmulator(antenna: antenna, settings: settings)
  }

  @Test func `lists every tag of every air round, a few in each frame`() throws {
    let bench = uhfBench()
    bench.antenna.place(try epcTags(12))
    let frames = bench.ask(scan)
    #expect(frames.count == 4, "24 hearings, 8 a frame, and the empty end")
    #expect(frames.dropLast().allSatisfy { $0.hasPrefix("01 03 01 08") })
    #expect(frames.last == "01 01 01 00")
  }

  @Test func `of the older generation puts the last tags into the last frame`() throws {
    let bench = uhfBench(.uhfReader18) { $0.roundsPerInventory = 1 }
    #expect(bench.ask("01") == ["01 FB"])
    bench.antenna.place(try epcTags(9))
    let frames = bench.ask("01")
    #expect(frames.map { String($0.prefix(8)) } == ["01 03 08", "01 01 01"])
  }

  @Test func `takes the inventory of its own generation only`() {
    #expect(uhfBench(.uhfReader18).ask(scan) == ["01 FD"])
    #expect(uhfBench().ask("01") == ["01 FD"])
    #expect(uhfBench().ask("01 04 00 01 00 00 00").count == 1)
    #expect(uhfBench().ask("01 04 00 01 00 00 00 00 80") == ["01 FD"])
    #expect(uhfBench().ask("01 04 00 01 00 00 00 00 90 03") == ["01 FF"])
    #expect(uhfBench().ask("77") == ["77 FE"])
  }

  @Test func `stops when the scan time is over`() throws {
    let bench = uhfBench { $0.roundsPerInventory = 20 }
    bench.antenna.place(try epcTags(12))
    let frames = bench.ask(scan)
    #expect(frames.last?.hasPrefix("01 02 01") == true)
    let time = bench.time(of: scan)
    #expect(time >= .milliseconds(300) && time < .milliseconds(375), "\(time)")
    #expect(bench.time(of: "01 04 00 01 00 00 00 00 80 00") > time, "no limit")
  }

  @Test func `is as quick as the model of the air`() throws {
    let bench = uhfBench {
      $0.roundsPerInventory = 1
      $0.baud = 0
      $0.commandTime = .zero ... .zero
    }
    #expect(bench.time(of: scan) == .milliseconds(19))
    bench.antenna.place(try epcTags(20))
    let time = bench.time(of: scan)
    #expect(time > .milliseconds(47) && time < .milliseconds(49), "\(time)")
  }

  @Test func `says when its memory is full`() throws {
    let bench = uhfBench { $0.memoryTagsMax = 5 }
    bench.antenna.place(try epcTags(12))
    let frames = bench.ask(scan)
    #expect(frames.last?.hasPrefix("01 04") == true)
    #expect(frames.count == 3, "10 hearings of 5 tags and the end")
  }

  @Test func `has a number for the strength of a signal`() throws {
    let bench = uhfBench { $0.roundsPerInventory = 1 }
    bench.antenna.place(try epcTags(2))
    let frame = try #require(bench.ask(scan).first)
    let bytes = try #require(Hex.bytes(frame))
    #expect([bytes[17], bytes[31]] == [108, 107])
  }

  @Test func `without an antenna says so`() {
    #expect(uhfBench { $0.hasAntenna = false }.ask(scan) == ["01 F8"])
  }

  @Test func `reads and writes words`() throws {
    let bench = uhfBench()
    let epc = "06 00 00 00 00 00 00 00 00 00 00 00 01"
    bench.antenna.place(try epcTags(1))
    #expect(bench.ask("03 02 \(epc) 03 01 0A 0B 0C 0D 00 00 00 00") == ["03 00"])
    #expect(bench.ask("02 \(epc) 03 00 04 00 00 00 00") == ["02 00 00 00 0A 0B 0C 0D 00 00"])
    #expect(bench.ask("02 \(epc) 03 37 02 00 00 00 00") == ["02 FC 03"])
    #expect(bench.ask("02 \(epc) 03 00 00 00 00 00 00") == ["02 FF"])
    #expect(bench.ask("02 \(epc) 03 00 04") == ["02 FD"])
    #expect(bench.ask("02 01 AA BB 03 00 01 00 00 00 00") == ["02 FB"])
  }

  @Test func `sends what it hears without being asked, if it is set to`() throws {
    let bench = uhfBench()
    bench.antenna.place(try epcTags(1))
    bench.reader.setScanMode(true)
    let due = try #require(bench.reader.nextOutput)
    let bytes = bench.reader.output(upTo: due)
    #expect(Hex.text(bytes.dropFirst(2).prefix(4), separator: " ") == "EE 00 01 0C")
    bench.reader.setScanMode(false)
    #expect(bench.ask("21").count == 1)
  }

  @Test func `keeps its settings, and counts who wanted them changed`() {
    let bench = uhfBench()
    for command in ["24 05", "25 0A", "28 06", "2F 1E", "35 00 00 00 00 00 00", "76 00"] {
      #expect(bench.ask(command).count == 1)
    }
    #expect(bench.reader.settingCommandCount == 6)
    #expect(bench.ask("21") == ["21 00 00 16 0C 03 4E 00 1E 0A 01 00 00 00"])
  }

  @Test func `answers damage with silence or a status`() throws {
    let damaged = try #require(Hex.bytes("04 FF 21 19 96"))
    #expect(uhfBench().exchange(damaged).isEmpty)
    let talkative = uhfBench { $0.answersDamagedRequests = true }
    #expect(talkative.exchange(damaged).count == 1)
  }

  @Test func `is disturbed as told`() throws {
    let bench = uhfBench()
    bench.antenna.place(try epcTags(3))
    bench.antenna.disturb(next: 1, as: .busy)
    bench.antenna.disturb(next: 1, as: .silence)
    bench.antenna.disturb(next: 1, as: .noiseWarning)
    bench.antenna.disturb(next: 1, as: .aborted)
    bench.antenna.disturb(next: 1, as: .damagedReply)
    #expect(bench.ask(scan).isEmpty)
    #expect(bench.ask(scan).isEmpty)
    #expect(bench.ask(scan) == ["01 F9"])
    #expect(bench.ask(scan).last?.hasPrefix("01 02") == true)
    let frames = bench.exchange(LenAdrBench<LenAdrUHFReaderEmulator>.request(scan))
    let wrong = frames.filter { FeigBench.sealed(Array($0.bytes.dropLast(2))) != $0.bytes }
    #expect(wrong.count == 1)
    #expect(bench.ask(scan).last == "01 01 01 00")
  }
}
