/// What the numbers of a workbook's cells mean, by their formats (ECMA-376 part 1, 18.8.30).
final class NumberFormats: XMLReading {
  /// What a number is shown as.
  enum Meaning: Equatable {
    /// A plain number.
    case number
    /// A day, or a day with a time.
    case day
    /// A time of day.
    case time
    /// A share of a hundred.
    case percent
  }

  private var codes: [Int: String] = [:]
  private var formats: [Int] = []

  /// The meaning of a number in a cell of that style.
  func meaning(ofStyle style: Int) -> Meaning {
    guard formats.indices.contains(style) else { return .number }
    let format = formats[style]
    if let code = codes[format] { return Self.meaning(of: code) }
    return switch format {
    case 9, 10: .percent
    // 27 to 36 and 50 to 58 are dates of Chinese, Japanese and Korean programs, 32 to 35 and 55
    // and 56 times or parts of dates.
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: .day
    case 18...21, 32...35, 45...47, 55, 56: .time
    default: .number
    }
  }

  func begin(_ element: XMLElement, in path: [String]) throws(SheetError) {
    let attributes = element.attributes
    if element.name == "numFmt", let id = Int(attributes["numFmtId"] ?? "") {
      codes[id] = attributes["formatCode"] ?? ""
    }
    if element.name == "xf", path.last == "cellXfs", formats.count < 100_000 {
      formats.append(Int(attributes["numFmtId"] ?? "") ?? 0)
    }
  }

  func end(_ name: String, text: String, in path: [String]) throws(SheetError) {}

  /// The meaning of a format code such as `yyyy"年"m"月"d"日"`: letters outside quotes, brackets and
  /// behind no backslash count, in its first section.
  static func meaning(of code: String) -> Meaning {
    var letters = ""
    var isQuoted = false
    var bracket = ""
    var isInBracket = false
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if isInBracket {
        if character == "]" {
          isInBracket = false
          // [h] and [mm] count time that has passed.
          if !bracket.isEmpty, bracket.allSatisfy({ "hms".contains($0) }) { letters += bracket }
        } else {
          bracket.append(character)
        }
      } else if character == "[" {
        (isInBracket, bracket) = (true, "")
      } else if character == "\"" {
        isQuoted = true
      } else if "\\_*".contains(character) {
        isEscaped = true
      } else if character == ";" {
        break
      } else {
        letters.append(character)
      }
    }
    if letters.contains("%") { return .percent }
    if letters.contains("general") { return .number }
    if letters.contains(where: { "yd".contains($0) }) { return .day }
    if letters.contains(where: { "hs".contains($0) }) { return .time }
    return letters.contains("m") ? .day : .number
  }
}
