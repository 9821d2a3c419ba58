/// Tells a tray that stands half beside the antenna: several of its plates are read far worse than
/// on earlier trays, so others may be out of reach altogether.
///
/// One such plate is a matter of that plate, which may lie under a spoon; this is one of the tray,
/// so it takes several.
enum HalfOnTray {
  /// - platesMin (plates, 2): badly read plates that it takes.
  static let platesMin = 2

  /// - roundsMin (rounds, 16): complete rounds before a plate says anything.
  static let roundsMin = 16

  /// Whether the plates that count look as if their tray stood so.
  static func isLikely(by members: [TagEvidence]) -> Bool {
    members.count { $0.hits + $0.missesInAll >= roundsMin && $0.isReadWorseThanEver } >= platesMin
  }
}
