/// A value of JSON (RFC 8259), as bodies bring it and descriptions are made of.
enum APIValue: Hashable, Sendable {
  /// `null`.
  case nothing
  /// `true` or `false`.
  case flag(Bool)
  /// A whole number.
  case whole(Int)
  /// Any other number.
  case number(Double)
  /// Text.
  case text(String)
  /// An array.
  case list([APIValue])
  /// An object.
  case object([String: APIValue])
}

extension APIValue: Codable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .nothing
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let whole = try? value.decode(Int.self) {
      self = .whole(whole)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([APIValue].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: APIValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .nothing: try value.encodeNil()
    case .flag(let flag): try value.encode(flag)
    case .whole(let whole): try value.encode(whole)
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let list): try value.encode(list)
    case .object(let object): try value.encode(object)
    }
  }
}

extension APIValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(integerLiteral whole: Int) { self = .whole(whole) }
  init(arrayLiteral values: APIValue...) { self = .list(values) }
  init(dictionaryLiteral fields: (String, APIValue)...) {
    self = .object(Dictionary(fields) { _, last in last })
  }
}
