/// How the serial side of a bridge is set.
public struct SerialLine: Hashable, Sendable {
  /// The parity bit.
  public enum Parity: UInt8, Hashable, Sendable {
    case none, odd, even
  }

  /// Bits per second.
  public var baud: Int
  /// Data bits, 5 to 8.
  public var dataBits: UInt8 = 8
  /// The parity bit.
  public var parity = Parity.none
  /// Stop bits, 1 or 2.
  public var stopBits: UInt8 = 1

  /// A line with eight data bits, no parity and one stop bit.
  public init(baud: Int) {
    self.baud = baud
  }

  /// The rate in words, `19200 baud`.
  var rateText: String { "\(baud) baud" }

  /// The format in the usual short form, `8N1`.
  var formatText: String {
    let letter =
      switch parity {
      case .none: "N"
      case .odd: "O"
      case .even: "E"
      }
    return "\(dataBits)\(letter)\(stopBits)"
  }

  /// The rate as four bytes, the low one first.
  var rateBytes: [UInt8] {
    let rate = UInt32(clamping: baud)
    return (0..<4).map { UInt8(truncatingIfNeeded: rate >> (8 * $0)) }
  }
}
