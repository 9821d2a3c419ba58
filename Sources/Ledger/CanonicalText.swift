import Money
import Primitives

/// Fields written one after the other so that no two lists of fields give the same bytes.
///
/// Every field is UTF-8 text and stands as a netstring: its length in bytes in decimal, `:`, the
/// bytes, `,` (D. J. Bernstein, "Netstrings", 1997). In Python one field is
/// `b"%d:%s," % (len(field), field)`.
struct CanonicalText {
  private(set) var bytes: [UInt8] = []

  /// Makes an empty text with room for a sale of half a dozen plates.
  init() {
    bytes.reserveCapacity(1024)
  }

  mutating func append(_ field: String) {
    var field = field
    field.withUTF8 { utf8 in
      write(UInt64(utf8.count))
      bytes.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: utf8)
      bytes.append(UInt8(ascii: ","))
    }
  }

  /// Decimal, with `-` before a negative number.
  mutating func append(_ number: some FixedWidthInteger) {
    let magnitude = UInt64(number.magnitude)
    let isNegative = number < 0
    write(UInt64(Self.digitCount(magnitude) + (isNegative ? 1 : 0)))
    bytes.append(UInt8(ascii: ":"))
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    write(magnitude)
    bytes.append(UInt8(ascii: ","))
  }

  /// The text, or the empty field for what is absent.
  mutating func append(_ field: String?) {
    append(field ?? "")
  }

  /// The number, or the empty field for what is absent.
  mutating func append(_ number: Int?) {
    if let number { append(number) } else { append("") }
  }

  /// A UUID in lower case, or the empty field for what is absent.
  mutating func append(_ id: UniqueID?) {
    guard let id else { return append("") }
    bytes.append(contentsOf: "36:".utf8)
    for place in 0..<16 {
      if place == 4 || place == 6 || place == 8 || place == 10 { bytes.append(UInt8(ascii: "-")) }
      let half = place < 8 ? id.high : id.low
      let octet = UInt8(truncatingIfNeeded: half >> (56 - 8 * (place & 7)))
      write(hexadecimal: octet >> 4)
      write(hexadecimal: octet & 0xF)
    }
    bytes.append(UInt8(ascii: ","))
  }

  private mutating func write(hexadecimal digit: UInt8) {
    bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
  }

  private static func digitCount(_ number: UInt64) -> Int {
    var (count, rest) = (1, number / 10)
    while rest > 0 { (count, rest) = (count + 1, rest / 10) }
    return count
  }

  private mutating func write(_ number: UInt64) {
    var place: UInt64 = 1
    while number / place >= 10 { place *= 10 }
    while place > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / place % 10))
      place /= 10
    }
  }

  mutating func append(_ line: SaleLine) {
    append(line.plate)
    append(line.plateClass)
    append(line.dish)
    append(line.name)
    append(line.amount.minorUnits)
    append(line.vatBasisPoints)
    append(line.vat.minorUnits)
    append(line.refunds)
  }
}
