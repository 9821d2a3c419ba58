import Primitives
import ReaderWire
import TagReads
import Testing

@Suite struct `An answer to reset` {
  @Test(arguments: [
    (CCIDVectors.classic1K, "MIFARE Classic 1K", 0x03),
    (CCIDVectors.classic4K, "MIFARE Classic 4K", 0x03),
    (CCIDVectors.icode, "ICODE SLI", 0x0B),
  ])
  func `names a storage card`(_ bytes: [UInt8], _ name: String, _ standard: Int) throws {
    let answer = try #require(AnswerToReset(bytes))
    #expect(answer.protocols == [0, 1])
    #expect(answer.storageCard?.name == name)
    #expect(answer.storageCard?.standard == UInt8(standard))
  }

  @Test(
    arguments: [
      ("3B 00", [0], ""), ("3B 80 80 01 01", [0, 1], ""), ("3B 81 80 01 80 80", [0, 1], "80"),
      ("3B 02 AA BB", [0], "AABB"), ("3F 65 25 00 52 09 6A 90 00", [0], "52096A9000"),
      (
        "3B D5 18 FF 80 91 FE 1F C3 80 73 C8 21 13 08", [0, 1], "8073C82113"
      ),
    ] as [(String, [UInt8], String)])
  func `gives protocols and historical bytes`(
    _ hex: String, _ protocols: [UInt8], _ historical: String
  ) throws {
    let answer = AnswerToReset(CCIDVectors.bytes(hex))
    #expect(answer?.protocols == protocols, "\(hex)")
    #expect(answer.map { Hex.text($0.historical) } == historical, "\(hex)")
    #expect(answer?.storageCard == nil)
  }

  @Test func `is none if it is cut, or any bit that is checked is wrong`() {
    for length in 0..<CCIDVectors.icode.count {
      #expect(AnswerToReset(CCIDVectors.icode.prefix(length)) == nil, "length \(length)")
    }
    #expect(AnswerToReset(CCIDVectors.icode + [0]) == nil)
    for bit in 8..<CCIDVectors.icode.count * 8 {
      var flipped = CCIDVectors.icode
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(AnswerToReset(flipped) == nil, "bit \(bit)")
    }
  }

  @Test(arguments: 1...10) func `never traps`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let tail = (0..<random.integer(0...40)).map { _ in UInt8(random.integer(0...255)) }
      let answer = AnswerToReset([0x3B] + tail)
      #expect((answer?.historical.count ?? 0) <= 15)
    }
  }
}

@Suite struct `A card's number` {
  private func tag(_ text: String) -> CardNumber? {
    TagID(text).map { .tag($0, order: nil) }
  }

  @Test(arguments: ["12345678", "04A1B2C3D4E5F6", "0102030405060708090A"])
  func `of four, seven or ten bytes is an ISO 14443 card's`(_ text: String) {
    #expect(CardNumber(CCIDVectors.bytes(text)) == tag(text))
  }

  @Test func `of eight bytes is an ISO 15693 card's in either order`() throws {
    let card = try #require(TagID("E0040150A05F02B7"))
    #expect(CardNumber(card.bytes) == .tag(card, order: .mostSignificantFirst))
    #expect(CardNumber(card.bytes.reversed()) == .tag(card, order: .leastSignificantFirst))
  }

  @Test func `with E0 at both ends is read in the order the reader has shown`() throws {
    let bytes = CCIDVectors.bytes("E0040150A05F02E0")
    let (forward, backward) = (
      try #require(TagID("E0040150A05F02E0")), try #require(TagID("E0025FA0500104E0"))
    )
    #expect(CardNumber(bytes) == .tag(forward, order: nil))
    #expect(CardNumber(bytes, order: .mostSignificantFirst) == .tag(forward, order: nil))
    #expect(CardNumber(bytes, order: .leastSignificantFirst) == .tag(backward, order: nil))
  }

  @Test func `of a phone is refused`() {
    #expect(CardNumber(CCIDVectors.bytes("08A1B2C3")) == .refused(.changingNumber))
    #expect(CardNumber(CCIDVectors.bytes("08A1B2C3D4E5F6")) == tag("08A1B2C3D4E5F6"))
  }

  @Test(arguments: [
    "", "12", "0102030405", "0102030405060708", "00000000", "01020304050607080910AA",
  ])
  func `of another length, or of nothing, is refused`(_ text: String) {
    #expect(CardNumber(CCIDVectors.bytes(text)) == .refused(.noNumber))
  }
}

@Suite struct `A card's status` {
  @Test func `says what waits, what length is right, and what is refused`() {
    #expect(CardStatus(rawValue: 0x6107).waitingCount == 7)
    #expect(CardStatus(rawValue: 0x6C04).rightLength == 4)
    #expect(CardStatus.done.waitingCount == nil)
    for refusal in [0x6700, 0x6881, 0x6A81, 0x6B00, 0x6D00, 0x6E00] as [UInt16] {
      #expect(CardStatus(rawValue: refusal).isRefusal)
    }
    for other in [0x9000, 0x6300, 0x6F00, 0x6107, 0x6C04, 0x6282] as [UInt16] {
      #expect(!CardStatus(rawValue: other).isRefusal)
    }
    #expect(CardResponse([0x90]) == nil)
  }
}
