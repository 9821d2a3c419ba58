/// A Swift file's text split into code and comments, both with everything else blanked.
///
/// Blanking keeps line and byte column of what is left. Names in backticks, regular expressions
/// and what stands in string literals are blanked too, interpolations included; the quotes of a
/// string stay in the code.
struct SwiftText {
  /// The code's lines.
  private(set) var code: [String]
  /// The comments' lines.
  private(set) var comments: [String]

  init(_ text: String) {
    var scanner = SwiftTextScanner(Array(text.utf8))
    scanner.scan()
    code = Self.lines(scanner.code)
    comments = Self.lines(scanner.comments)
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
