/// The name of a station, which its receipt numbers carry: `East`.
///
/// Written with ASCII letters, digits, `-`, `_` and `.`, 1 to 24 of them. It is part of every
/// journal record, so a station keeps its name as long as it keeps its books.
public struct StationName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The most characters a name can have.
  public static let lengthMax = 24

  /// The name as written.
  public let text: String

  /// Reads a name, or nothing if it has other characters or another length.
  public init?(_ text: some StringProtocol) {
    guard isCode(text, lengthMax: Self.lengthMax) else { return nil }
    self.text = String(text)
  }

  public var description: String { text }

  public static func < (left: StationName, right: StationName) -> Bool {
    left.text < right.text
  }
}

extension StationName: ExpressibleByStringLiteral {
  /// Takes a name written in the source; a malformed one ends the program.
  public init(stringLiteral literal: String) {
    precondition(isCode(literal, lengthMax: Self.lengthMax), "not a station name: \(literal)")
    text = literal
  }
}
