/// A function, initializer, subscript or computed property and the lines it takes.
struct FunctionSpan: Equatable {
  var name: String
  /// The line of its keyword, counted from 1.
  var firstLine: Int
  /// The line of its closing brace.
  var lastLine: Int

  var lineCount: Int { lastLine - firstLine + 1 }
}

/// Finds functions by their keyword and their braces, without parsing the language.
struct FunctionScan {
  private static let keywords: Set<String> = ["func", "init", "deinit", "subscript", "var"]
  private static let enders: Set<String> = [
    "func", "init", "deinit", "subscript", "var", "let", "case", "struct", "class", "enum",
    "protocol", "extension", "typealias", "associatedtype", "return",
  ]

  private var tokens: [Token] = []

  private struct Token {
    var text: String
    var line: Int
  }

  /// Every function in the code, nested ones included, in order of their keywords.
  static func functions(in text: SwiftText) -> [FunctionSpan] {
    let scan = FunctionScan(text)
    return scan.tokens.indices.compactMap { scan.function(at: $0) }
  }

  private init(_ text: SwiftText) {
    for (index, line) in text.code.enumerated() {
      var word = ""
      for character in line + " " {
        if character.isLetter || character.isNumber || character == "_" {
          word.append(character)
          continue
        }
        if !word.isEmpty { tokens.append(Token(text: word, line: index + 1)) }
        word = ""
        if !character.isWhitespace {
          tokens.append(Token(text: String(character), line: index + 1))
        }
      }
    }
  }

  private func function(at index: Int) -> FunctionSpan? {
    let keyword = tokens[index]
    guard Self.keywords.contains(keyword.text), !isCall(at: index),
      let opening = bodyStart(after: index), let closing = matchingBrace(of: opening)
    else { return nil }
    let following = index + 1 < tokens.count ? tokens[index + 1].text : ""
    let name = following.first?.isLetter == true ? following : keyword.text
    return FunctionSpan(name: name, firstLine: keyword.line, lastLine: tokens[closing].line)
  }

  /// True for `.init(...)` and `#keyPath`-like uses, which declare nothing.
  private func isCall(at index: Int) -> Bool {
    guard index > 0 else { return false }
    return [".", "#", "@"].contains(tokens[index - 1].text)
  }

  /// The brace that opens the body; nothing for a requirement, a stored property or a binding.
  private func bodyStart(after index: Int) -> Int? {
    let isProperty = tokens[index].text == "var"
    var depth = 0
    for next in (index + 1)..<max(tokens.count, index + 1) {
      let text = tokens[next].text
      if "([".contains(text) { depth += 1 }
      if ")]".contains(text) { depth -= 1 }
      if depth < 0 { return nil }
      guard depth == 0 else { continue }
      if text == "{" { return next }
      if text == "}" || Self.enders.contains(text) { return nil }
      if isProperty, text == "=" { return nil }
    }
    return nil
  }

  private func matchingBrace(of opening: Int) -> Int? {
    var depth = 0
    for index in opening..<tokens.count {
      if tokens[index].text == "{" { depth += 1 }
      if tokens[index].text == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
