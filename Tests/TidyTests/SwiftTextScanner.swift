/// Walks over a Swift file's bytes once and sorts each into code, comment or neither.
struct SwiftTextScanner {
  private let text: [UInt8]
  private var position = 0
  /// The code, all else blanked.
  private(set) var code: [UInt8]
  /// The comments, all else blanked.
  private(set) var comments: [UInt8]

  init(_ text: [UInt8]) {
    self.text = text
    code = text.map { $0 == .newline ? .newline : .blank }
    comments = code
  }

  mutating func scan() {
    while position < text.count {
      if starts(with: "//") {
        scanLineComment()
      } else if starts(with: "/*") {
        scanBlockComment()
      } else if let delimiter = stringDelimiter() {
        scanString(delimiter, keepsQuotes: true)
      } else if text[position] == UInt8(ascii: "`") {
        skipQuotedName()
      } else if let end = regexEnd() {
        position = end
      } else {
        code[position] = text[position]
        position += 1
      }
    }
  }

  private func starts(with word: String) -> Bool {
    let bytes = word.utf8
    let end = position + bytes.count
    return end <= text.count && text[position..<end].elementsEqual(bytes)
  }

  private mutating func keepComment() {
    guard position < text.count else { return }
    comments[position] = text[position]
    position += 1
  }

  private mutating func scanLineComment() {
    while position < text.count, text[position] != .newline { keepComment() }
  }

  private mutating func scanBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        keepComment()
      } else if starts(with: "*/") {
        depth -= 1
        keepComment()
      }
      keepComment()
    } while depth > 0 && position < text.count
  }

  private mutating func skipQuotedName() {
    let end = text[(position + 1)...].firstIndex { $0 == UInt8(ascii: "`") || $0 == .newline }
    position = (end ?? text.count - 1) + 1
  }

  /// Where a regular expression that begins here ends; nothing if none does.
  ///
  /// A slash begins one if it stands after a bracket, comma, colon or blank and before no blank.
  private func regexEnd() -> Int? {
    guard text[position] == .slash, position > 0, position + 1 < text.count,
      "(,: \n".utf8.contains(text[position - 1]), !" \n=".utf8.contains(text[position + 1])
    else { return nil }
    var end = position + 1
    while end < text.count, text[end] != .newline {
      if text[end] == .slash { return end + 1 }
      end += text[end] == .backslash ? 2 : 1
    }
    return nil
  }

  private struct StringDelimiter {
    var hashCount: Int
    var quoteCount: Int
  }

  /// The `#` and quotation marks that open a string here; nothing if none does.
  private func stringDelimiter() -> StringDelimiter? {
    var end = position
    while end < text.count, text[end] == UInt8(ascii: "#") { end += 1 }
    guard end < text.count, text[end] == .quote else { return nil }
    let isLong = end + 2 < text.count && text[end + 1] == .quote && text[end + 2] == .quote
    return StringDelimiter(hashCount: end - position, quoteCount: isLong ? 3 : 1)
  }

  private mutating func scanString(_ delimiter: StringDelimiter, keepsQuotes: Bool) {
    let hashes = String(repeating: "#", count: delimiter.hashCount)
    let close = String(repeating: "\"", count: delimiter.quoteCount) + hashes
    position += delimiter.hashCount
    passQuotes(delimiter.quoteCount, keeps: keepsQuotes)
    while position < text.count, !starts(with: close) {
      if delimiter.quoteCount == 1, text[position] == .newline { return }
      if starts(with: "\\" + hashes + "(") {
        position += 2 + delimiter.hashCount
        skipInterpolation()
      } else if starts(with: "\\" + hashes) {
        position += 2 + delimiter.hashCount
      } else {
        position += 1
      }
    }
    passQuotes(delimiter.quoteCount, keeps: keepsQuotes)
    position = min(position + delimiter.hashCount, text.count)
  }

  private mutating func passQuotes(_ count: Int, keeps: Bool) {
    for _ in 0..<count where position < text.count {
      if keeps { code[position] = text[position] }
      position += 1
    }
  }

  /// Passes over an interpolation up to its closing bracket, strings inside it included.
  private mutating func skipInterpolation() {
    var depth = 1
    while position < text.count, depth > 0 {
      if let delimiter = stringDelimiter() {
        scanString(delimiter, keepsQuotes: false)
        continue
      }
      if text[position] == UInt8(ascii: "(") { depth += 1 }
      if text[position] == UInt8(ascii: ")") { depth -= 1 }
      position += 1
    }
  }
}

extension UInt8 {
  fileprivate static var newline: UInt8 { UInt8(ascii: "\n") }
  fileprivate static var blank: UInt8 { UInt8(ascii: " ") }
  fileprivate static var slash: UInt8 { UInt8(ascii: "/") }
  fileprivate static var backslash: UInt8 { UInt8(ascii: "\\") }
  fileprivate static var quote: UInt8 { UInt8(ascii: "\"") }
}
