import Primitives
import ReaderEmulation
import Testing

@Suite struct `An emulated smart-card reader` {
  @Test func `gives its class descriptor first, after every power-on`() {
    var reader = CCIDReaderEmulator(antenna: AntennaField(seed: 1))
    let descriptor = reader.output(upTo: .origin)
    #expect(descriptor.count == 54)
    #expect(
      Hex.text(descriptor, separator: " ")
        == "36 21 10 01 00 07 03 00 00 00 A0 0F 00 00 A0 0F 00 00 00 80 25 00 00 00 C2 01 00 00 "
        + "FE 00 00 00 00 00 00 00 00 00 00 00 40 00 02 00 0F 01 00 00 FF FF 00 00 00 01")
    reader.powerCycle(at: Moment(milliseconds: 50))
    #expect(reader.output(upTo: Moment(milliseconds: 50)) == descriptor)
  }

  @Test func `says how its slot is, with the command's number`() {
    let bench = CCIDBench()
    #expect(bench.ask("65 00 00 00 00 00 2A 00 00 00") == "81 00 00 00 00 00 2A 02 00 00")
    bench.place("12345678")
    #expect(bench.ask("65 00 00 00 00 00 2B 00 00 00") == "81 00 00 00 00 00 2B 01 00 00")
  }

  @Test func `powers a card, gives its number and takes the power away`() {
    let bench = CCIDBench()
    bench.place("12345678")
    #expect(
      bench.ask("62 00 00 00 00 00 01 00 00 00")
        == "80 14 00 00 00 00 01 00 00 00 "
        + "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A")
    #expect(
      bench.ask("6F 05 00 00 00 00 02 00 00 00 FF CA 00 00 00")
        == "80 06 00 00 00 00 02 00 00 00 12 34 56 78 90 00")
    #expect(bench.ask("65 00 00 00 00 00 03 00 00 00") == "81 00 00 00 00 00 03 00 00 00")
    #expect(bench.ask("63 00 00 00 00 00 04 00 00 00") == "81 00 00 00 00 00 04 01 00 00")
    #expect(
      bench.ask("6F 05 00 00 00 00 05 00 00 00 FF CA 00 00 00") == "80 00 00 00 00 00 05 41 FE 00")
  }

  @Test(arguments: [
    ("E00401500C0FFEE1", "3B 8F 80 01 80 4F 0C A0 00 00 03 06 0B 00 14 00 00 00 00 77"),
    ("04A1B2C3D4E5F6", "3B 81 80 01 80 80"), ("08AABBCC", "3B 80 80 01 01"),
  ])
  func `makes up an answer to reset for each kind of card`(_ tag: String, _ answer: String) {
    let bench = CCIDBench()
    bench.place(tag)
    #expect(bench.ask("62 00 00 00 00 00 01 00 00 00").hasSuffix("00 00 \(answer)"))
  }

  @Test func `draws a phone's number anew each time it is powered`() {
    let bench = CCIDBench()
    bench.place("08AABBCC")
    var numbers: Set<String> = []
    for _ in 0..<5 {
      _ = bench.ask("62 00 00 00 00 00 01 00 00 00")
      let first = bench.ask("6F 05 00 00 00 00 02 00 00 00 FF CA 00 00 00")
      #expect(first.hasPrefix("80 06 00 00 00 00 02 00 00 00 08"))
      #expect(bench.ask("6F 05 00 00 00 00 02 00 00 00 FF CA 00 00 00") == first)
      numbers.insert(first)
    }
    #expect(numbers.count == 5)
  }

  @Test(arguments: [
    ("65 00 00 00 00 03 01 00 00 00", "81 00 00 00 00 03 01 42 05 00"),
    ("65 01 00 00 00 00 01 00 00 00 AA", "81 00 00 00 00 00 01 42 01 00"),
    ("99 00 00 00 00 00 01 00 00 00", "81 00 00 00 00 00 01 42 00 00"),
    ("62 00 00 00 00 00 01 00 00 00", "80 00 00 00 00 00 01 42 FE 00"),
    ("6B 00 00 00 00 00 01 00 00 00", "83 00 00 00 00 00 01 42 00 00"),
    ("6C 00 00 00 00 00 01 00 00 00", "82 05 00 00 00 00 01 02 00 00 11 00 00 0A 00"),
  ])
  func `says what is wrong`(_ message: String, _ answer: String) {
    #expect(CCIDBench().ask(message) == answer)
  }

  @Test func `refuses a second command while the first is under way`() {
    let bench = CCIDBench()
    bench.place("12345678")
    bench.reader.hostSent([0x62, 0, 0, 0, 0, 0, 1, 0, 0, 0], at: bench.now)
    #expect(bench.ask("65 00 00 00 00 00 02 00 00 00") == "81 00 00 00 00 00 02 40 E0 00")
    #expect(bench.next().hasPrefix("80 14 00 00 00 00 01 00 00 00"))
  }

  @Test func `asks for more time before a card's answer`() {
    let bench = CCIDBench { $0.timeExtensions = 2 }
    bench.place("12345678")
    #expect(bench.ask("62 00 00 00 00 00 01 00 00 00") == "80 00 00 00 00 00 01 80 01 00")
    #expect(bench.next() == "80 00 00 00 00 00 01 80 01 00")
    #expect(bench.next().hasPrefix("80 14 00 00 00 00 01 00 00 00 3B"))
  }

  @Test func `tells of cards that come, change and go`() {
    let bench = CCIDBench { $0.notifies = true }
    #expect(bench.next() == "")
    bench.place("12345678")
    #expect(bench.next() == "50 03")
    bench.place("12345678")
    #expect(bench.next() == "50 03", "taken up and laid down anew")
    bench.antenna.clear()
    #expect(bench.next() == "50 02")
    #expect(bench.next() == "")
  }

  @Test(arguments: [
    (CCIDEmulatorSettings.NumberManner.never, "6A 81"), (.onRequest, "61 04"),
    (.rightLengthOnly, "6C 04"),
  ])
  func `hands out the number in its manner`(
    _ manner: CCIDEmulatorSettings.NumberManner, _ status: String
  ) {
    let bench = CCIDBench { $0.numberManner = manner }
    bench.place("12345678")
    _ = bench.ask("62 00 00 00 00 00 01 00 00 00")
    #expect(
      bench.ask("6F 05 00 00 00 00 02 00 00 00 FF CA 00 00 00")
        == "80 02 00 00 00 00 02 00 00 00 \(status)")
    let rest = manner == .onRequest ? "00 C0 00 00 04" : "FF CA 00 00 04"
    let expected = manner == .never ? "6A 81" : "12 34 56 78 90 00"
    #expect(bench.ask("6F 05 00 00 00 00 03 00 00 00 \(rest)").hasSuffix(" 00 00 \(expected)"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `is stopped by nothing a host sends`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bench = CCIDBench { $0.notifies = true }
    bench.place("04A1B2C3D4E5F6")
    let types: [UInt8] = [0x61, 0x62, 0x63, 0x65, 0x6B, 0x6C, 0x6D, 0x6F, 0x72, 0x80, 0xFF]
    for _ in 0..<2000 {
      var bytes = (0..<generator.integer(0...30)).map { _ in UInt8(generator.integer(0...255)) }
      if generator.chance(0.7), bytes.count >= 10 {
        bytes[0] = types[generator.integer(0...types.count - 1)]
        (bytes[1], bytes[2], bytes[3], bytes[4]) = (UInt8(bytes.count - 10), 0, 0, 0)
        if generator.chance(0.8) { bytes[5] = 0 }
      }
      bench.reader.hostSent(bytes, at: bench.now)
      bench.now = bench.now + .milliseconds(Int64(generator.integer(0...80)))
      _ = bench.reader.output(upTo: bench.now)
    }
    bench.now = bench.now + .seconds(1)
    _ = bench.reader.output(upTo: bench.now)
    let answer = bench.ask("65 00 00 00 00 00 11 00 00 00")
    #expect(answer.hasPrefix("81 00 00 00 00 00 11"))
  }
}
