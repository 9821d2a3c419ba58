import Foundation

/// Values as one line of JSON, for pages and programs.
enum JSONText {
  /// The value with its keys sorted, so that equal values give equal text.
  static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(value) else { return "{}" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
