internal import Primitives

// What somebody sent, against what was described.
extension APISchema {
  /// What is wrong with a value and where, in a sentence; nothing if it is as described.
  func fault(in value: APIValue, at place: String) -> String? {
    switch (self, value) {
    case (.text(let length), .text(let text)):
      // As JSON Schema counts (validation, 6.3.1): characters of RFC 8259, which are code points.
      text.unicodeScalars.count <= length ? nil : "\(place): \(length) characters at most"
    case (.word(let words), .text(let text)):
      words.contains(text) ? nil : "\(place): one of \(words.joined(separator: ", "))"
    case (.whole(let range), .whole(let number)):
      range.contains(number) ? nil : "\(place): \(range.lowerBound) to \(range.upperBound)"
    case (.amount, .text(let text)) where Self.isAmount(text): nil
    case (.id, .text(let text)) where UniqueID(text) != nil: nil
    case (.day, .text(let text)) where CalendarDay(text) != nil: nil
    case (.bytes(let length), .text(let text)) where text.utf8.count <= length: nil
    case (.flag, .flag), (.number, .number), (.number, .whole): nil
    case (.list(let element, let count), .list(let values)):
      Self.fault(in: values, element, count, at: place)
    case (.map(let element), .object(let fields)):
      fields.sorted { $0.key < $1.key }.lazy.compactMap {
        element.fault(in: $0.value, at: place + "." + $0.key)
      }.first
    case (.object(let fields), .object(let values)): Self.fault(in: values, fields, at: place)
    default: "\(place): \(words)"
    }
  }

  /// What is wrong with the fields of an object; those that nobody asked for are wrong as well.
  static func fault(
    in values: [String: APIValue], _ fields: [APIField], at place: String
  ) -> String? {
    let start = place.isEmpty ? "" : place + "."
    let known = Set(fields.map(\.name))
    if let stranger = values.keys.filter({ !known.contains($0) }).min() {
      return "\(start)\(stranger): there is no such field; known are "
        + fields.map(\.name).joined(separator: ", ")
    }
    return fields.lazy.compactMap { field -> String? in
      guard let value = values[field.name] else {
        return field.isNeeded ? "\(start)\(field.name): is needed; \(field.schema.words)" : nil
      }
      return field.schema.fault(in: value, at: start + field.name)
    }.first
  }

  private static func fault(
    in values: [APIValue], _ element: APISchema, _ count: Int, at place: String
  ) -> String? {
    guard values.count <= count else { return "\(place): \(count) at most" }
    return values.enumerated().lazy.compactMap {
      element.fault(in: $0.element, at: "\(place)[\($0.offset)]")
    }.first
  }

  /// Up to fifteen digits and up to four decimals; below zero with a `-`.
  private static func isAmount(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && zip(parts, [15, 4]).allSatisfy { part, length in
        (1...length).contains(part.count) && part.allSatisfy { $0.isASCII && $0.isNumber }
      }
  }

  /// What a value has to be, in a few words.
  var words: String {
    switch self {
    case .text: "text"
    case .word(let words): "one of " + words.joined(separator: ", ")
    case .amount: "an amount as text, such as \"12.50\""
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number: "a number"
    case .flag: "true or false"
    case .id: "a UUID such as 0190b8a0-7c1e-7000-8000-000000000001"
    case .day: "a day such as 2026-11-30"
    case .bytes: "Base64"
    case .list: "an array"
    case .map, .object, .named: "an object"
    }
  }

  /// What a text of an address stands for: there everything is text.
  func value(ofText text: String) -> APIValue {
    switch self {
    case .whole: Int(text).map { .whole($0) } ?? .text(text)
    default: .text(text)
    }
  }
}
