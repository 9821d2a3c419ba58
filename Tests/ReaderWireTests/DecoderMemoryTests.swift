import Primitives
import ReaderWire
import Testing

/// What a decoder keeps between calls does not grow, however much it has decoded.
@Suite struct `The memory of a decoder` {
  /// Room for the longest frame that is waited for, 1 KiB, and for what arrays add to grow into.
  private static let capacityMax = 4096
  private static let frameCount = 100_000

  /// The room of every array of bytes in a value, however deep.
  private func capacity(of value: Any) -> Int {
    if let bytes = value as? [UInt8] { return bytes.capacity }
    return Mirror(reflecting: value).children.reduce(0) { $0 + capacity(of: $1.value) }
  }

  /// The stream of so many frames in pieces of 1 to 200 bytes, now and then a damaged one.
  private func check<Decoder: AnswerDecoder>(_ empty: Decoder, _ hex: String) throws {
    let frame = try #require(Hex.bytes(hex))
    var decoder = empty
    var generator = SeededGenerator(seed: 7)
    var waiting: [UInt8] = []
    var (decoded, damaged) = (0, 0)
    for number in 0..<Self.frameCount {
      var bytes = frame
      if number % 1000 == 999 {
        bytes[generator.integer(0...bytes.count - 1)] ^= 0x10
        damaged += 1
      }
      waiting += bytes
      guard waiting.count >= 200 || number == Self.frameCount - 1 else { continue }
      while !waiting.isEmpty {
        let piece = Array(waiting.prefix(generator.integer(1...200)))
        waiting.removeFirst(piece.count)
        decoded += decoder.receive(piece).count
      }
      if number % 1000 == 999 { decoded += decoder.discardIncomplete().count }
    }
    #expect(decoded >= Self.frameCount - 20 * damaged, "\(decoded) frames")
    let kept = capacity(of: decoder)
    #expect((1...Self.capacityMax).contains(kept), "\(kept) bytes are kept")
  }

  @Test func `of FEIG frames does not grow`() throws {
    try check(
      FeigFrameDecoder(),
      "1B 00 B0 00 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 04 E7")
  }

  @Test func `of R321 reports does not grow`() throws {
    let frame = "7E 55 14 01 00 00 00 1F 11 00 B9 51 BD CA 50 01 04 E0 AA 00 00 CE 2B"
    try check(
      R321FrameDecoder(), Hex.text(R321Reports.carrying(Hex.bytes(frame) ?? []), separator: " "))
  }

  @Test func `of length-address-command frames does not grow`() throws {
    try check(
      LenAdrHFDecoder(), "16 00 00 00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0 14 1B")
    try check(LenAdrUHFDecoder(), "1500010301010C0000000000000000000003136BB1A5")
  }

  @Test func `of smart-card messages does not grow`() throws {
    try check(CCIDAnswerDecoder(), "80 06 00 00 00 00 03 00 00 00 12 34 56 78 90 00")
  }
}
