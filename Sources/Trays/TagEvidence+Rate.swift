// How well a tag is read, in plain counts.
extension TagEvidence {
  /// - missesMin (rounds, 2): complete rounds that must have missed a plate before it is said to be
  ///   read badly.
  static let missesMin = 2

  /// - shareOfEver (share, 0.6): read in fewer rounds than this share of what it was on earlier
  ///   trays, a plate is read badly.
  static let shareOfEver = 0.6

  /// Whether the tag is read in fewer complete rounds than a share of them.
  func isRead(below rate: Double) -> Bool {
    missesInAll >= Self.missesMin && Double(hits) < Double(hits + missesInAll) * rate
  }

  /// Whether the plate is read far worse than on earlier trays; false if none is known.
  var isReadWorseThanEver: Bool {
    guard missesInAll >= Self.missesMin, let past = knowledge.past else { return false }
    return isRead(below: past.mean * Self.shareOfEver)
  }
}
