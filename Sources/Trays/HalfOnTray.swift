/// Tells a tray that stands half beside the antenna: several of its plates are read far worse than
/// on earlier trays, so others may be out of reach altogether.
///
/// One such plate is a matter of that plate, which may lie under a spoon; this is one of the tray,
/// so it takes several.
struct HalfOnTray: Sendable {
  /// - platesMin (plates, 2): badly read plates that it takes.
  static let platesMin = 2

  /// - roundsMin (rounds, 16): complete rounds before a plate says anything.
  static let roundsMin = 16

  /// Whether it looks so.
  func isSo(of members: [TagEvidence]) -> Bool {
    members.count { $0.hits + $0.missesInAll >= Self.roundsMin && $0.isReadWorseThanEver }
      >= Self.platesMin
  }
}
