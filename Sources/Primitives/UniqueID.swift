/// A 128-bit identifier, written as a UUID (RFC 9562, section 4) of version 4.
///
/// Visits and intents carry one from before their first effect on. The random bits come from
/// outside, so that a seeded run mints the same ids every time.
public struct UniqueID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first eight octets.
  public let high: UInt64

  /// The last eight octets.
  public let low: UInt64

  /// Makes an id from its 16 octets as two big-endian halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Mints a version 4 UUID from the generator's next two numbers.
  public init(using generator: inout some RandomNumberGenerator) {
    let version4 = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let variant1 = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    self.init(high: version4, low: variant1)
  }

  /// Reads a UUID in its 36-character form, upper or lower case.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      let bytes = Hex.bytes(groups.joined()), bytes.count == 16
    else { return nil }
    self.init(
      high: bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) },
      low: bytes[8...].reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The 16 octets, most significant first.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
      for place in 0..<8 {
        bytes[place] = UInt8(truncatingIfNeeded: high >> (56 - 8 * place))
        bytes[place + 8] = UInt8(truncatingIfNeeded: low >> (56 - 8 * place))
      }
      count = 16
    }
  }

  public static func < (left: UniqueID, right: UniqueID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  public var description: String {
    let digits = Hex.text(bytes, uppercase: false).utf8
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (place, digit) in digits.enumerated() {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append(0x2D) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension UniqueID: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = UniqueID(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a UUID: \(text)"))
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
