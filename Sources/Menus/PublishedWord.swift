/// A word of a fixed vocabulary: a code for files, and what people read in each language.
public protocol PublishedWord: RawRepresentable<String>, CaseIterable, Hashable, Comparable,
  Sendable, Codable
{
  /// What diners read.
  var names: LocalizedName { get }

  /// Further spellings that a file may use, in lower case.
  var synonyms: [String] { get }
}

extension PublishedWord {
  /// The word that a text means: its code, one of its names or another spelling of it, whatever
  /// the letters' case.
  public init?(spelled text: String) {
    let wanted = text.lowercased()
    let found = Self.allCases.first { word in
      word.rawValue == wanted || word.names.zh == wanted || word.names.en.lowercased() == wanted
        || word.synonyms.contains(wanted)
    }
    guard let found else { return nil }
    self = found
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
