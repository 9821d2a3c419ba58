public import Primitives

/// What a change of the catalogue is remembered as.
public enum CatalogueAct: Sendable {
  /// Nothing: plates enrolled, a dish bound, a mark for the day.
  case edit
  /// An import, which can be undone.
  case imported(ImportNote)
  /// The way back from an import.
  case undone(version: Int, at: WallTime, by: String)
}

/// What is kept of an import: who did it, and what was there before.
public struct ImportNote: Sendable {
  /// When.
  public var at: WallTime
  /// Who, as they named themselves.
  public var by: String
  /// The names of the files.
  public var files: [String]
  /// How many things were new.
  public var added: Int
  /// How many had another content.
  public var changed: Int
  /// How many went.
  public var removed: Int
  /// What the files replaced, as CSV text by the kinds' names.
  public var former: [String: String]

  /// Makes a note.
  public init(
    at: WallTime, by: String, files: [String], added: Int, changed: Int, removed: Int,
    former: [String: String]
  ) {
    self.at = at
    self.by = by
    self.files = files
    self.added = added
    self.changed = changed
    self.removed = removed
    self.former = former
  }
}

/// One import as it is remembered.
public struct CatalogueVersion: Hashable, Sendable {
  /// Its number; a later import has a higher one.
  public var number: Int
  /// When.
  public var at: WallTime
  /// Who, as they named themselves.
  public var by: String
  /// The names of the files.
  public var files: [String]
  /// How many things were new.
  public var added: Int
  /// How many had another content.
  public var changed: Int
  /// How many went.
  public var removed: Int
  /// Whether what was there before is still kept.
  public var isKept: Bool
  /// Who undid it, if somebody did.
  public var undoneBy: String?
  /// When it was undone.
  public var undoneAt: WallTime?
}
