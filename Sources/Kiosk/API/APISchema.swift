/// What a value of the API looks like: bodies are looked at by it, and the description is made of
/// it, so that the two are the same.
indirect enum APISchema: Sendable {
  /// Text of so many characters at most.
  case text(Int)
  /// One of these words.
  case word([String])
  /// An amount as decimal text: `12.50`, in answers below zero as well.
  case amount
  /// A whole number.
  case whole(ClosedRange<Int>)
  /// Any number.
  case number
  /// True or false.
  case flag
  /// A UUID (RFC 9562).
  case id
  /// A business day: `2026-11-30`.
  case day
  /// Bytes as Base64 (RFC 4648, 4), so many characters at most.
  case bytes(Int)
  /// So many values of a kind at most.
  case list(APISchema, Int)
  /// Values of a kind by names that nobody knows before.
  case map(APISchema)
  /// An object with these fields and no other.
  case object([APIField])
  /// An object that is described by its name.
  case named(String)

  /// A whole number from 0 on.
  static let count = APISchema.whole(0...Int.max)
  /// Milliseconds since 1970, UTC.
  static let milliseconds = APISchema.whole(Int.min...Int.max)
}

/// A field of an object or a parameter of an address.
struct APIField: Sendable {
  /// The name.
  var name: String
  /// What its value looks like.
  var schema: APISchema
  /// What it says, in a sentence.
  var about: String
  /// False if it may be left out.
  var isNeeded = true

  init(_ name: String, _ schema: APISchema, _ about: String) {
    (self.name, self.schema, self.about) = (name, schema, about)
  }

  /// The field of which it makes no odds whether it is there.
  var optional: APIField {
    var field = self
    field.isNeeded = false
    return field
  }
}

// As JSON Schema (draft 2020-12, which OpenAPI 3.1 uses).
extension APISchema {
  /// The schema as a value.
  var json: APIValue {
    switch self {
    case .text(let length): ["type": "string", "maxLength": .whole(length)]
    case .word(let words): ["type": "string", "enum": .list(words.map { .text($0) })]
    case .amount: ["type": "string", "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,4})?$"]
    case .whole(let range): Self.wholeNumber(range)
    case .number: ["type": "number"]
    case .flag: ["type": "boolean"]
    case .id: ["type": "string", "format": "uuid"]
    case .day: ["type": "string", "format": "date"]
    case .bytes(let length):
      ["type": "string", "contentEncoding": "base64", "maxLength": .whole(length)]
    case .list(let element, let count):
      ["type": "array", "items": element.json, "maxItems": .whole(count)]
    case .map(let element): ["type": "object", "additionalProperties": element.json]
    case .object(let fields): Self.object(fields)
    case .named(let name): ["$ref": .text("#/components/schemas/" + name)]
    }
  }

  private static func wholeNumber(_ range: ClosedRange<Int>) -> APIValue {
    var schema: [String: APIValue] = ["type": "integer"]
    if range.lowerBound > Int.min { schema["minimum"] = .whole(range.lowerBound) }
    if range.upperBound < Int.max { schema["maximum"] = .whole(range.upperBound) }
    return .object(schema)
  }

  private static func object(_ fields: [APIField]) -> APIValue {
    let properties = fields.map { field -> (String, APIValue) in
      guard case .object(var schema) = field.schema.json else { return (field.name, .nothing) }
      schema["description"] = .text(field.about)
      return (field.name, .object(schema))
    }
    return [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(properties) { first, _ in first }),
      "required": .list(fields.filter(\.isNeeded).map { .text($0.name) }),
    ]
  }
}
