import Primitives

/// Writes the parts of a trace.
struct TraceWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func raw(_ values: some Sequence<UInt8>) { bytes += values }

  /// A whole number, most significant byte first.
  mutating func fixed(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
  }

  mutating func float(_ value: Float) { fixed(value.bitPattern) }

  /// A number of 0 or more: seven bits a byte, the lowest first, the top bit of all but the last
  /// byte set.
  mutating func count(_ value: Int) {
    var rest = UInt64(max(0, value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A time in microseconds that may be negative: 0, -1, 1, -2, 2 and so on are counted.
  mutating func time(_ duration: Duration) {
    let time = duration.wholeNanoseconds / 1_000
    let bounded = min(max(time, -TraceReader.timeMax), TraceReader.timeMax)
    count(Int(bounded << 1 ^ bounded >> 63))
  }
}

/// Reads the parts of a trace with suspicion: what makes no sense is a fault, never a trap.
struct TraceReader {
  /// The longest time between two things in a trace: 13 days in microseconds.
  static let timeMax: Int64 = 1 << 40

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() throws(TraceFault) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .damaged }
    return byte
  }

  mutating func raw(_ count: Int) throws(TraceFault) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw .damaged }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func fixed<Number: FixedWidthInteger>(
    _ type: Number.Type = Number.self
  ) throws(TraceFault) -> Number {
    try raw(type.bitWidth / 8).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  /// A finite number of 0 or more.
  mutating func float() throws(TraceFault) -> Float {
    let value = Float(bitPattern: try fixed())
    guard value.isFinite, value >= 0 else { throw .damaged }
    return value
  }

  /// A number from 0 to a limit.
  mutating func count(max limit: Int) throws(TraceFault) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: 0, through: 56, by: 7) {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      guard byte & 0x80 == 0 else { continue }
      guard value <= UInt64(limit) else { throw .damaged }
      return Int(value)
    }
    throw .damaged
  }

  mutating func time() throws(TraceFault) -> Duration {
    let code = Int64(try count(max: Int(Self.timeMax) * 2))
    return .microseconds(code >> 1 ^ -(code & 1))
  }
}
