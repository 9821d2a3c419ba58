import Testing

@testable import ReaderEmulation

struct EmulatedLineTests {
  private static let everyByte = (0...255).map { UInt8($0) }

  @Test func `ends set alike understand every byte`() {
    for parity: EmulatedLine.Parity in [.none, .odd, .even] {
      for stopBits in 1...2 {
        let line = EmulatedLine(baud: 9600, parity: parity, stopBits: stopBits)
        var almost = line
        almost.baud = 9615
        #expect(line.hears(Self.everyByte, from: line) == Self.everyByte)
        #expect(line.hears(Self.everyByte, from: almost) == Self.everyByte)
        #expect(almost.hears(Self.everyByte, from: line) == Self.everyByte)
      }
    }
  }

  @Test func `an end set otherwise misunderstands`() {
    let rates = [9600, 19_200, 38_400, 57_600, 115_200]
    for sender in rates {
      for receiver in rates where receiver != sender {
        let heard = EmulatedLine(baud: receiver).hears(
          Self.everyByte, from: EmulatedLine(baud: sender))
        #expect(heard != Self.everyByte)
        #expect(heard.count <= Self.everyByte.count * 12)
      }
    }
  }

  @Test func `parity where none is expected breaks half of the bytes`() {
    let plain = EmulatedLine(baud: 9600)
    let even = EmulatedLine(baud: 9600, parity: .even)
    #expect(plain.hears(Self.everyByte, from: even) != Self.everyByte)
    #expect(even.hears(Self.everyByte, from: plain) != Self.everyByte)
    // 01 has one bit set: its even parity bit is a one and passes for the stop bit.
    #expect(plain.hears([0x01], from: even) == [0x01])
    #expect(plain.hears([0x03], from: even) == [])
  }

  @Test func `nothing is heard of nothing, and no rate hears nothing`() {
    #expect(EmulatedLine(baud: 1).hears([], from: EmulatedLine(baud: 2)) == [])
    #expect(EmulatedLine(baud: 0).hears([1, 2], from: EmulatedLine(baud: 9600)) == [])
  }
}
