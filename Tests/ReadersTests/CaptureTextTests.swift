import Primitives
import Readers
import Testing

@Suite struct `A capture as text` {
  private let text = """
    # name: one tag
    # reader: FEIG ID ISC.MR102
    # firmware: 3.3
    # antenna: pad
    # recorded: 2026-11-23
    # by: canteen east
    # notes: plate 4 lies: upside down
    +0.050000 > 02 00 07 FF 65 6E 61
    +0.062300 < 02 00 0F 00 65 00 03 03 00 44 53 0D 30 74 69

    """

  private func complaint(_ text: String) -> CaptureComplaint? {
    do {
      _ = try CaptureReader().capture(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `is read and written the same`() throws {
    let capture = try CaptureReader().capture(text)
    #expect(capture.header[.name] == "one tag")
    #expect(capture.header[.notes] == "plate 4 lies: upside down")
    #expect(capture.lines.count == 2)
    #expect(capture.lines[0].direction == .toReader)
    #expect(capture.lines[1].time == .microseconds(62_300))
    #expect(capture.lines[1].bytes.count == 15)
    #expect(CaptureWriter.text(capture) == text)
  }

  @Test func `is of a FEIG reader unless it says otherwise`() throws {
    #expect(try CaptureReader().capture(text).header.family == .feig)
    #expect(try CaptureReader().capture("# family: r321\n+0 > 01").header.family == .r321)
    #expect(try CaptureReader().capture("# family: abacus\n+0 > 01").header.family == nil)
  }

  @Test func `may have fewer decimals, more, none, remarks and empty lines`() throws {
    let capture = try CaptureReader().capture(
      """
      # name: hand-made

      +0 > 0263
      # the reader thinks
      +0.0123 < 02 00
         \t
      +1.000000001 < ff
      """)
    #expect(
      capture.lines.map(\.time) == [.zero, .microseconds(12_300), .nanoseconds(1_000_000_001)])
    #expect(capture.lines.map(\.bytes) == [[0x02, 0x63], [0x02, 0x00], [0xFF]])
  }

  @Test func `may come from a machine with other line ends`() throws {
    let capture = try CaptureReader().capture("# name: x\r\n+0.1 > 02\r\n+0.2 < 03\r\n")
    #expect(capture.lines.count == 2)
    #expect(capture.header[.name] == "x")
  }

  @Test(arguments: [
    ("# colour: red", "header line"), ("# no key", "header line"), ("0.1 > 02", "+0.0123"),
    ("+ > 02", "+0.0123"), ("+1.2.3 > 02", "+0.0123"), ("+1e3 > 02", "+0.0123"),
    ("+0.1234567890 > 02", "+0.0123"), ("+9999999999 > 02", "+0.0123"), ("+-1 > 02", "+0.0123"),
    ("+0.1", "> for bytes"), ("+0.1 = 02", "> for bytes"), ("+0.1 >> 02", "> for bytes"),
    ("+0.1 02 03", "> for bytes"), ("+0.1 >", "hexadecimal"), ("+0.1 > 0", "hexadecimal"),
    ("+0.1 > GG", "hexadecimal"), ("+0.1 > 02 0", "hexadecimal"), ("hello", "+0.0123"),
    ("+0.05 > 02", "goes back"),
  ])
  func `that is wrong is refused with its line and the remedy`(_ line: String, _ remedy: String) {
    let before = line.hasPrefix("#") ? "# name: x\n\n\n" : "# name: x\n\n+0.06 > 01\n"
    let complaint = complaint(before + line + "\n+0.3 > 04")
    #expect(complaint?.line == 4)
    #expect(complaint?.message.contains(remedy) == true, "\(complaint?.message ?? "accepted")")
    #expect(complaint?.description.hasPrefix("line 4: ") == true)
  }

  @Test func `is written line by line from the moment of its start`() {
    let writer = CaptureWriter(startingAt: Moment(milliseconds: 5000))
    #expect(
      writer.line(.fromReader, [0x02, 0xAB], at: Moment(milliseconds: 6012))
        == "+1.012000 < 02 AB\n")
    #expect(
      writer.line(.toReader, [0x0F], at: Moment(milliseconds: 4000)) == "+0.000000 > 0F\n",
      "never before the start")
    #expect(writer.line(.toReader, [], at: Moment(milliseconds: 6000)).isEmpty)
  }

  @Test func `keeps a header's text on its line`() {
    var header = CaptureHeader()
    header[.notes] = "two\nlines\r\n# name:  and more"
    #expect(CaptureWriter.text(header) == "# notes: two lines # name: and more\n")
  }

  @Test func `without lines is a capture too`() throws {
    #expect(try CaptureReader().capture("").lines.isEmpty)
  }
}
