import Primitives

/// The identity of a chip as a reader reported it.
///
/// What a tag means (plate, card, nothing we know) is looked up, never guessed from its number.
///
/// Written form, also in every CSV file: an ISO 15693 UID as 16 hexadecimal digits from `E0`, most
/// significant byte first (`E0040150A05F02B7`); an ISO 14443 UID as 8, 14 or 20 digits
/// (`04A1B2C3D4E5F6`); an EPC with its prefix (`epc:3039606303C74380001A0559`).
public struct TagID: Hashable, Sendable {
  /// The air interface the chip answered on.
  public enum Technology: UInt8, Sendable, Comparable {
    case iso15693, iso14443, epc

    public static func < (left: Technology, right: Technology) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The most bytes an identity can have: 20 covers EPCs of 160 bits.
  public static let byteCountMax = 20

  /// The air interface the chip answered on.
  public let technology: Technology

  private let byteCount: UInt8
  private let head: UInt64
  private let middle: UInt64
  private let tail: UInt32

  /// Makes an identity from its bytes, most significant first; nothing if the length is not one
  /// the technology has (8 from E0; 4, 7 or 10; 1 to 20).
  public init?(_ technology: Technology, _ bytes: some Collection<UInt8>) {
    self.init(technology, ArraySlice(bytes))
  }

  /// The same from a part of what a reader sent, at a decoder's speed.
  public init?(_ technology: Technology, _ bytes: ArraySlice<UInt8>) {
    let fits =
      switch technology {
      case .iso15693: bytes.count == 8 && bytes.first == 0xE0
      case .iso14443: [4, 7, 10].contains(bytes.count)
      case .epc: (1...Self.byteCountMax).contains(bytes.count)
      }
    guard fits else { return nil }
    self.technology = technology
    byteCount = UInt8(bytes.count)
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    let start = bytes.startIndex
    for index in 0..<bytes.count {
      let byte = bytes[start + index]
      switch index {
      case 0..<8: words.0 |= UInt64(byte) << (56 - 8 * index)
      case 8..<16: words.1 |= UInt64(byte) << (56 - 8 * (index - 8))
      default: words.2 |= UInt32(byte) << (24 - 8 * (index - 16))
      }
    }
    (head, middle, tail) = words
  }

  /// Makes an ISO 15693 identity from its 64-bit number, or nothing if it does not start with E0.
  public init?(iso15693 uid: UInt64) {
    self.init(.iso15693, (0..<8).map { UInt8(truncatingIfNeeded: uid >> (56 - 8 * $0)) })
  }

  /// Reads the written form, in upper or lower case.
  public init?(_ text: some StringProtocol) {
    let lower = text.lowercased()
    if lower.hasPrefix("epc:") {
      guard let bytes = Hex.bytes(lower.dropFirst(4)) else { return nil }
      self.init(.epc, bytes)
    } else if let bytes = Hex.bytes(lower) {
      self.init(bytes.count == 8 ? .iso15693 : .iso14443, bytes)
    } else {
      return nil
    }
  }

  /// The identity's bytes, most significant first.
  public var bytes: [UInt8] {
    (0..<Int(byteCount)).map { index in
      switch index {
      case 0..<8: UInt8(truncatingIfNeeded: head >> (56 - 8 * index))
      case 8..<16: UInt8(truncatingIfNeeded: middle >> (56 - 8 * (index - 8)))
      default: UInt8(truncatingIfNeeded: tail >> (24 - 8 * (index - 16)))
      }
    }
  }
}

extension TagID: Comparable {
  public static func < (left: TagID, right: TagID) -> Bool {
    if left.technology != right.technology { return left.technology < right.technology }
    if left.head != right.head { return left.head < right.head }
    if left.middle != right.middle { return left.middle < right.middle }
    if left.tail != right.tail { return left.tail < right.tail }
    return left.byteCount < right.byteCount
  }
}

extension TagID: CustomStringConvertible {
  /// The written form.
  public var description: String {
    (technology == .epc ? "epc:" : "") + Hex.text(bytes)
  }
}

extension TagID: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let tag = TagID(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a tag"))
    }
    self = tag
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
