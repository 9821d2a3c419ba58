import Primitives
import Readers
import Testing

@Suite struct `The opening of a conversation` {
  private var opening = CaptureOpening()

  private func at(_ milliseconds: Int64) -> Moment { Moment(milliseconds: milliseconds) }

  private var text: String { opening.lines.map { CaptureWriter.text($0) }.joined() }

  /// Noise, then the probe and its answer, from 1000 ms on.
  private mutating func open() {
    opening.channelOpened(at: at(1000))
    opening.note(.fromReader, [0xAA], at: at(1010))
    opening.note(.toReader, [0x65], at: at(1060))
    opening.note(.fromReader, [0x05], at: at(1070))
  }

  private let noiseAndProbe = "+0.010000 < AA\n+0.060000 > 65\n+0.070000 < 05\n"

  @Test mutating func `is kept until the reader has said what it is`() {
    open()
    #expect(opening.ended == nil)
    opening.identified(at: at(1070))
    opening.note(.toReader, [0x69], at: at(1075))
    #expect(opening.ended == at(1070))
    #expect(text == noiseAndProbe)
  }

  @Test mutating func `is followed by what comes much later without a gap`() {
    open()
    opening.identified(at: at(1070))
    let writer = CaptureWriter(startingAt: opening.clockStart(at: at(900_000)))
    #expect(writer.line(.toReader, [0x69], at: at(900_000)) == "+0.070000 > 69\n")
    #expect(writer.line(.fromReader, [0x09], at: at(900_020)) == "+0.090000 < 09\n")
  }

  @Test mutating func `that is still going on is followed by its own rest`() {
    open()
    #expect(text == noiseAndProbe)
    #expect(opening.clockStart(at: at(1500)) == at(1000))
  }

  @Test mutating func `is forgotten when the channel closes or opens again`() {
    open()
    opening.channelClosed()
    opening.note(.fromReader, [0x01], at: at(2000))
    opening.identified(at: at(2000))
    #expect(opening.lines.isEmpty && opening.ended == nil)
    #expect(opening.clockStart(at: at(3000)) == at(3000))
    open()
    opening.identified(at: at(1070))
    opening.channelOpened(at: at(5000))
    #expect(opening.lines.isEmpty && opening.ended == nil)
  }

  @Test(arguments: [1, 500, CaptureOpening.byteCountMax + 1])
  mutating func `of a reader that talks without end keeps the end`(size: Int) {
    opening.channelOpened(at: at(0))
    for time: Int64 in 1...200 {
      opening.note(.fromReader, [UInt8](repeating: 0xAA, count: size), at: at(time))
    }
    opening.note(.toReader, [0x65], at: at(300))
    opening.note(.fromReader, [0x05], at: at(310))
    let lines = opening.lines
    #expect(lines.count <= CaptureOpening.transferCountMax)
    #expect(lines.reduce(0) { $0 + $1.bytes.count } <= CaptureOpening.byteCountMax)
    #expect(lines.suffix(2).map(\.bytes) == [[0x65], [0x05]])
  }
}
