// How well a tag is read, in plain counts.
extension TagEvidence {
  /// - missesMin (rounds, 2): complete rounds that must have missed a plate before it is said to be
  ///   read badly.
  static let missesMin = 2

  /// - shareOfEver (share, 0.6): read in fewer rounds than this share of what it was on an earlier
  ///   tray, a plate is read far worse than there.
  static let shareOfEver = 0.6

  /// - surpriseMax (chance, 0.25): chance, by a plate's past, of a rate as low as today's, from
  ///   which on that is nothing new.
  static let surpriseMax = 0.25

  /// Whether the tag is read in fewer complete rounds than a share of them.
  func isRead(below rate: Double) -> Bool {
    missesInAll >= Self.missesMin && Double(hits) < Double(hits + missesInAll) * rate
  }

  /// Whether the plate is read far worse than on nearly all earlier trays; false if none is known.
  ///
  /// One earlier tray on which it was read as badly is enough to make today's rate nothing new: the
  /// mean of a short past would still be that of the lane's plates.
  var isReadWorseThanEver: Bool {
    guard missesInAll >= Self.missesMin, let past = knowledge.past else { return false }
    let rate = Double(hits) / Double(hits + missesInAll)
    return past.chance(ofRatesUpTo: rate / Self.shareOfEver) < Self.surpriseMax
  }
}
