/// A name in Chinese, English and whatever other languages the canteen needs; at least one of the
/// first two is there.
public struct LocalizedName: Hashable, Sendable, Codable {
  /// The Chinese name.
  public var zh: String

  /// The English name.
  public var en: String

  /// Names in further languages by ISO 639 code, none of them blank.
  public var others: [String: String]

  /// Makes a name.
  public init(zh: String, en: String, others: [String: String] = [:]) {
    self.zh = zh
    self.en = en
    self.others = others
  }

  /// The name in a language by its ISO 639 code (`zh`, `en`, `ja`), or in another one where there
  /// is none: English before Chinese, Chinese where Chinese was asked for.
  public func text(in language: String) -> String {
    if let other = others[language] { return other }
    let (first, second) = language == "zh" ? (zh, en) : (en, zh)
    return first.isEmpty ? second : first
  }

  /// True if a text may stand for a language: two or three small letters of ISO 639.
  static func isLanguage(_ text: some StringProtocol) -> Bool {
    (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }
}
