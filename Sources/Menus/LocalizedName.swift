/// A name in Chinese and English; one of them may be empty, not both.
public struct LocalizedName: Hashable, Sendable, Codable {
  /// The Chinese name.
  public var zh: String

  /// The English name.
  public var en: String

  /// Makes a name from both languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The name in a language by its ISO 639 code (`zh`, `en`), or in the other language where there
  /// is none.
  public func text(in language: String) -> String {
    let (first, second) = language == "zh" ? (zh, en) : (en, zh)
    return first.isEmpty ? second : first
  }
}
