/// Why a tray could not be decided in time.
public enum UndecidedReason: String, Sendable, Hashable, CaseIterable {
  /// Plates are read too rarely to be sure that none is overlooked: move them apart.
  case unstableSet
  /// A tag answers so rarely that it may as well lie beside the tray: put the tray in the middle,
  /// and take other tableware away.
  case doubtfulPlate
  /// Another lane reads a tag as well as this one: two trays are too close together.
  case contestedPlate
  /// Plates came together after the tray and are read badly: the rim of the next tray reaches in.
  case twoTrays
  /// Several plates are read far worse than ever: the tray stands half beside the antenna.
  case halfOnTray
  /// Plates come and go: leave the tray alone for a moment.
  case keepsChanging
  /// Most rounds were cut short or disturbed: hands, metal or a second tray in the way.
  case readerDisturbed
  /// The reader gave no rounds.
  case readerSilent
  /// More tags than the engine may track: there is more than one tray.
  case tooManyTags
}
