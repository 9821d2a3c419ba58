/// How one end of a serial line is set.
public struct EmulatedLine: Equatable, Sendable {
  /// The bit that makes the ones of a byte an odd or even number.
  public enum Parity: Sendable {
    case none, odd, even
  }

  /// Bits per second.
  public var baud: Int
  /// Data bits, 5 to 8.
  public var dataBits: Int
  /// The parity bit.
  public var parity: Parity
  /// Stop bits, 1 or 2.
  public var stopBits: Int

  /// Makes a setting; 8N1 unless told.
  public init(baud: Int, dataBits: Int = 8, parity: Parity = .none, stopBits: Int = 1) {
    self.baud = baud
    self.dataBits = dataBits
    self.parity = parity
    self.stopBits = stopBits
  }

  /// What an end set like this hears of bytes that follow one another from an end set like that.
  ///
  /// Bit for bit: the receiver waits for a falling edge, looks at the middle of each bit as long as
  /// it takes bits to be, and drops a byte whose parity or stop bit is wrong. Ends a few parts in a
  /// hundred apart understand each other, as on a real line.
  ///
  ///     ---+     +-----+-----+ . . . +-----+------+-----
  ///        |start|  0  |  1  |       |  7  |parity|stop
  ///        +-----+-----+-----+ . . . +-----+------+
  public func hears(_ bytes: [UInt8], from sender: EmulatedLine) -> [UInt8] {
    guard sender != self else { return bytes }
    let levels = bytes.flatMap(sender.levels)
    guard baud > 0, sender.baud > 0 else { return [] }
    // Time in parts of which a bit of the sender has `baud` and one of the receiver the sender's.
    func level(at time: Int) -> Bool {
      let bit = time / baud
      return bit < levels.count ? levels[bit] : true
    }
    var heard: [UInt8] = []
    var bit = 0
    while let start = fallingEdge(in: levels, from: bit) {
      let begin = start * baud
      let middles = (0..<bitsAfterStart).map { begin + sender.baud * 3 / 2 + $0 * sender.baud }
      let bits = middles.map(level)
      if let byte = byte(of: bits) { heard.append(byte) }
      let end = begin + sender.baud * 3 / 2 + (bitsAfterStart - 1) * sender.baud
      bit = max(start + 1, end / baud)
    }
    return heard
  }

  private var bitsAfterStart: Int { dataBits + (parity == .none ? 0 : 1) + 1 }

  /// A byte on the line: true is the idle level.
  private func levels(_ byte: UInt8) -> [Bool] {
    let data = (0..<dataBits).map { byte >> $0 & 1 == 1 }
    return [false] + data + parityBit(data) + [Bool](repeating: true, count: stopBits)
  }

  private func parityBit(_ data: [Bool]) -> [Bool] {
    let isOdd = data.count(where: \.self) % 2 == 1
    return switch parity {
    case .none: []
    case .odd: [!isOdd]
    case .even: [isOdd]
    }
  }

  private func byte(of bits: [Bool]) -> UInt8? {
    let data = Array(bits.prefix(dataBits))
    guard bits.last == true, parityBit(data) == bits.dropFirst(dataBits).dropLast() else {
      return nil
    }
    return data.enumerated().reduce(0) { byte, bit in
      bit.element ? byte | 1 << bit.offset : byte
    }
  }

  private func fallingEdge(in levels: [Bool], from first: Int) -> Int? {
    (first..<max(first, levels.count)).first { place in
      !levels[place] && (place == 0 || levels[place - 1])
    }
  }
}
