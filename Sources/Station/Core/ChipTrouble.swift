/// What is wrong with the chips of some plates, for the staff; the raw value is the published code.
public enum ChipTrouble: String, Sendable, Hashable, CaseIterable {
  /// Paid plates left before their chips could be marked.
  case leftUnmarked = "left-unmarked"
  /// The chips of paid plates did not take the mark, or the station ended before they had.
  case notMarked = "not-marked"
  /// Half a record, a copied or a damaged one.
  case torn
  /// A record of another currency, or of a version that this program does not know.
  case foreign
  /// Plates of this canteen whose chips did not let themselves be read.
  case unreadable

  /// What happened and what to do about it.
  public var sentence: String {
    switch self {
    case .leftUnmarked:
      "paid plates left before their chips were marked: another station would bill them again"
    case .notMarked:
      "the chips of paid plates could not be marked: another station would bill them again; clear "
        + "these plates away, then write them anew or use others"
    case .torn:
      "plates carry a broken record: write them anew at the serving window"
    case .foreign:
      "plates carry a record of another currency or of a newer program: write them anew at the "
        + "serving window"
    case .unreadable:
      "the chips of plates cannot be read: write them anew at the serving window, or use others"
    }
  }
}
