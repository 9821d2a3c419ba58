/// The number a canteen gives an account: a student number, a payroll number, `A0001`.
///
/// Written with ASCII letters, digits, `-`, `_` and `.`, 1 to 32 of them, so that it goes unharmed
/// into a CSV file, an hledger journal and a shell command. Upper and lower case differ.
public struct AccountNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The most characters a number can have.
  public static let lengthMax = 32

  /// The number as written.
  public let text: String

  /// Reads a number, or nothing if it has other characters or another length.
  public init?(_ text: some StringProtocol) {
    guard isCode(text, lengthMax: Self.lengthMax) else { return nil }
    self.text = String(text)
  }

  public var description: String { text }

  public static func < (left: AccountNumber, right: AccountNumber) -> Bool {
    left.text < right.text
  }
}

extension AccountNumber: ExpressibleByStringLiteral {
  /// Takes a number written in the source; a malformed one ends the program.
  public init(stringLiteral literal: String) {
    precondition(isCode(literal, lengthMax: Self.lengthMax), "not an account number: \(literal)")
    text = literal
  }
}

/// True for 1 to `lengthMax` ASCII letters, digits, `-`, `_` and `.`.
func isCode(_ text: some StringProtocol, lengthMax: Int) -> Bool {
  guard (1...lengthMax).contains(text.utf8.count) else { return false }
  return text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
