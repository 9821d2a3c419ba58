/// The sums of a settlement, each under a name: `sales:net`, `by:vat:1300:gross`.
///
/// Whole numbers, minor units or counts; what is zero is not kept, so that two equal settlements
/// are the same bytes. Names are ASCII; a part of a name that comes from a menu is written with
/// every byte but letters, digits, `-`, `_` and `.` as `%` and two hexadecimal digits.
public struct Figures: Hashable, Sendable {
  private var values: [String: Int64] = [:]

  /// Starts with every figure at zero.
  public init() {}

  /// The figure of a name; zero if there is none.
  public subscript(name: String) -> Int64 { values[name, default: 0] }

  /// Every figure that is not zero, by name.
  public var all: [(name: String, value: Int64)] {
    values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// How many figures are not zero.
  public var count: Int { values.count }

  /// Adds to a figure; throws when the sum leaves 64 bits.
  public mutating func add(_ value: Int64, to name: String) throws(FiguresOverflow) {
    let (sum, isOver) = values[name, default: 0].addingReportingOverflow(value)
    guard !isOver else { throw FiguresOverflow() }
    values[name] = sum == 0 ? nil : sum
  }

  /// Sets a figure.
  public mutating func set(_ value: Int64, _ name: String) {
    values[name] = value == 0 ? nil : value
  }

  /// The figures whose names begin with `prefix:`, by what follows it.
  public func below(_ prefix: String) -> [(name: String, value: Int64)] {
    let start = prefix + ":"
    return all.filter { $0.name.hasPrefix(start) }
      .map { (String($0.name.dropFirst(start.count)), $0.value) }
  }

  /// A part of a name, in characters that a name may have.
  public static func part(_ text: String) -> String {
    var part = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        part.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        part += (digits.count == 1 ? "%0" : "%") + digits
      }
    }
    return part
  }

  /// The text that a part of a name stands for; the part itself if it is none that we write.
  public static func text(ofPart part: String) -> String {
    var (bytes, rest) = ([UInt8](), part.utf8[...])
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return part
      }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A sum of a settlement left the range of 64 bits.
public struct FiguresOverflow: Error, Hashable, Sendable, CustomStringConvertible {
  /// Makes the error.
  public init() {}

  public var description: String {
    "a sum of the settlement is larger than any amount this station can hold"
  }
}
