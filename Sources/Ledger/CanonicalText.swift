import Money
import Primitives

/// Fields written one after the other so that no two lists of fields give the same bytes.
///
/// Every field is UTF-8 text and stands as a netstring: its length in bytes in decimal, `:`, the
/// bytes, `,` (D. J. Bernstein, "Netstrings", 1997). In Python one field is
/// `b"%d:%s," % (len(field), field)`.
struct CanonicalText {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ field: some StringProtocol) {
    bytes.append(contentsOf: String(field.utf8.count).utf8)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(contentsOf: field.utf8)
    bytes.append(UInt8(ascii: ","))
  }

  /// Decimal, with `-` before a negative number.
  mutating func append(_ number: some BinaryInteger) {
    append(String(number))
  }

  /// The text, or the empty field for what is absent.
  mutating func append(_ field: String?) {
    append(field ?? "")
  }

  mutating func append(_ line: SaleLine) {
    append(line.plate)
    append(line.plateClass)
    append(line.dish)
    append(line.name)
    append(line.amount.minorUnits)
    append(line.vatBasisPoints)
    append(line.vat.minorUnits)
    append(line.refunds.map(String.init))
  }
}
