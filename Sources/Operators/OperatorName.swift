/// The name an operator works under: `li`, `cashier-2`; it stands in the journal as `by`.
///
/// Written with lower-case ASCII letters, digits, `-`, `_` and `.`, 1 to 32 of them, beginning with
/// a letter. It is never a person's full name: the journal keeps it for ever.
public struct OperatorName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The most characters a name can have.
  public static let lengthMax = 32

  /// The name as written.
  public let text: String

  /// Reads a name, or nothing if it has other characters or another length.
  public init?(_ text: some StringProtocol) {
    guard (1...Self.lengthMax).contains(text.utf8.count),
      let first = text.utf8.first, Self.letters.contains(first),
      text.utf8.allSatisfy({ Self.letters.contains($0) || Self.others.contains($0) })
    else { return nil }
    self.text = String(text)
  }

  private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
  private static let others = Array("0123456789-_.".utf8)

  public var description: String { text }

  public static func < (left: OperatorName, right: OperatorName) -> Bool { left.text < right.text }
}
