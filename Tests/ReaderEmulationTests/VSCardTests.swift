import Primitives
import ReaderEmulation
import TagReads
import Testing

/// The other end's part is played as QEMU's ccid-card-passthru.c does it.
@Suite struct `A card for QEMU's smart-card reader` {
  private static let initial = "00000001 FFFFFFFF 0000000C 56534344 00000002 00000000"
  private static let initialBytes = Hex.text(Hex.bytes(initial) ?? [], separator: " ")

  private final class Line {
    let antenna = AntennaField(seed: 1)
    var card: VSCardSimulator
    var now = Moment.origin

    init(fetchesNumber: Bool = true) {
      card = VSCardSimulator(antenna: antenna, fetchesNumber: fetchesNumber)
      card.powerCycle(at: now)
    }

    func send(_ hex: String) { card.hostSent(Hex.bytes(hex) ?? [], at: now) }

    /// What the card's end says within 200 ms.
    func heard() -> String {
      var bytes: [UInt8] = []
      for _ in 0..<20 {
        now = now + .milliseconds(10)
        bytes += card.output(upTo: now)
      }
      return Hex.text(bytes, separator: " ")
    }

    func place(_ tag: String) {
      guard let id = TagID(tag) else { return }
      antenna.place([EmulatedTag(id: id)])
    }

    /// The beginning of every connection.
    func greet() {
      _ = heard()
      send(`A card for QEMU's smart-card reader`.initial)
      _ = heard()
    }
  }

  @Test func `greets, and plugs the reader in once it is greeted`() {
    let line = Line()
    #expect(line.heard() == Self.initialBytes)
    line.send(Self.initial)
    #expect(line.heard() == "00 00 00 03 FF FF FF FF 00 00 00 00")
    line.send(Self.initial + "00000002 00000000 00000004 00000000")
    #expect(line.heard() == "")
  }

  @Test func `is put in and taken out`() {
    let line = Line()
    line.greet()
    line.place("04A1B2C3D4E5F6")
    #expect(line.heard() == "00 00 00 05 00 00 00 00 00 00 00 06 3B 81 80 01 80 80")
    line.antenna.clear()
    #expect(line.heard() == "00 00 00 06 00 00 00 00 00 00 00 00")
    line.place("12345678")
    line.place("12345678")
    #expect(line.heard().hasPrefix("00 00 00 05 00 00 00 00 00 00 00 14 3B 8F 80 01"))
  }

  @Test func `of another card is taken out first`() {
    let line = Line()
    line.greet()
    line.place("12345678")
    _ = line.heard()
    line.antenna.clear()
    line.place("04A1B2C3D4E5F6")
    #expect(
      line.heard() == "00 00 00 06 00 00 00 00 00 00 00 00 "
        + "00 00 00 05 00 00 00 00 00 00 00 06 3B 81 80 01 80 80")
  }

  @Test func `answers a command, and lets its number be fetched`() {
    let line = Line()
    line.greet()
    line.place("12345678")
    _ = line.heard()
    line.send("00000007 00000000 00000005 FFCA000000")
    #expect(line.heard() == "00 00 00 07 00 00 00 00 00 00 00 02 61 04")
    line.send("00000007 00000000 00000005 00C0000004")
    #expect(line.heard() == "00 00 00 07 00 00 00 00 00 00 00 06 12 34 56 78 90 00")
    line.send("00000007 00000000 00000001 00")
    #expect(line.heard() == "00 00 00 07 00 00 00 00 00 00 00 02 67 00")
  }

  @Test func `hears the same one byte at a time`() {
    let line = Line(fetchesNumber: false)
    line.greet()
    line.place("12345678")
    _ = line.heard()
    let receipt = "00000002 00000000 00000004 00000000"
    for byte in Hex.bytes(receipt + "00000007 00000000 00000005 FFCA000000") ?? [] {
      line.card.hostSent([byte], at: line.now)
    }
    #expect(line.heard() == "00 00 00 07 00 00 00 00 00 00 00 06 12 34 56 78 90 00")
  }

  @Test func `keeps nothing of a message that claims to be endless`() {
    let line = Line()
    line.greet()
    line.send("00000007 00000000 FFFFFFFF")
    line.send("00000007 00000000 00000005 FFCA000000")
    #expect(line.heard() == "", "no card is in")
    line.card.powerCycle(at: line.now)
    #expect(line.heard() == Self.initialBytes)
  }

}
