import Primitives

/// How a device answers a control request.
public enum ControlAnswer: Equatable, Sendable {
  /// It knows no such request.
  case stall
  /// It does as it is told.
  case accept
  /// It sends these bytes, or as many of them as are wanted.
  case data([UInt8])
}

/// A control request as it arrives (USB 2.0, table 9-2).
///
///     bmRequestType | bRequest | wValue LE16 | wIndex LE16 | wLength LE16
public struct ControlSetup: Equatable, Sendable, CustomStringConvertible {
  /// `bmRequestType`: direction, kind and recipient.
  public var type: UInt8
  /// `bRequest`.
  public var request: UInt8
  /// `wValue`.
  public var value: UInt16
  /// `wIndex`.
  public var index: UInt16
  /// `wLength`: bytes that follow, or that are wanted.
  public var length: UInt16

  /// Makes a request.
  public init(type: UInt8, request: UInt8, value: UInt16 = 0, index: UInt16 = 0, length: UInt16 = 0)
  {
    self.type = type
    self.request = request
    self.value = value
    self.index = index
    self.length = length
  }

  /// The request in the order of the wire, `41 1E wValue 0000 wIndex 0000 wLength 0004`.
  public var description: String {
    let words = [value, index, length].map { Hex.text([UInt8($0 >> 8), UInt8($0 & 0xFF)]) }
    return "\(Hex.text([type, request], separator: " ")) wValue \(words[0]) wIndex \(words[1]) "
      + "wLength \(words[2])"
  }

  /// Whether the host wants data.
  public var isDeviceToHost: Bool { type & 0x80 != 0 }

  /// Reads the eight bytes of a request; nothing for any other number of them.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == 8 else { return nil }
    func word(_ place: Int) -> UInt16 { UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 }
    self.init(
      type: bytes[0], request: bytes[1], value: word(2), index: word(4), length: word(6))
  }
}
