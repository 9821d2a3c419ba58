/// Why a tray could not be decided in time.
public enum UndecidedReason: String, Sendable, Hashable, CaseIterable {
  /// A plate is read too rarely to be sure of it, or of others like it: move the plates apart.
  case unstableSet
  /// Plates come and go: leave the tray alone for a moment.
  case keepsChanging
  /// Most rounds were cut short or disturbed: hands, metal or a second tray in the way.
  case readerDisturbed
  /// The reader gave no rounds.
  case readerSilent
  /// More tags than the engine may track: there is more than one tray.
  case tooManyTags
}
