import Primitives
import TagReads

/// Tells the rim of a second tray from dishes that were added to the first.
///
/// Dishes that are added come onto the tray and are read as well as ever; the plates of a tray that
/// pushes in from the side come together, after the first has come to rest, and are read badly, for
/// only its rim is in the field. One such plate alone may be a weak chip, unless it is one that was
/// always read well.
struct SecondTray: Sendable {
  /// - pushTime (duration, 2 s): two plates that come within this time come together.
  static let pushTime: Duration = .seconds(2)

  /// - missesMin (rounds, 2): complete rounds that must have missed a plate before it is said to be
  ///   read badly.
  static let missesMin = 2

  /// - badRate (share, 0.75): read in fewer rounds than this, a plate is read badly.
  static let badRate = 0.75

  /// - badShare (share, 0.75): read in fewer rounds than this share of what it was on earlier
  ///   trays, a plate is read badly, and needs no second.
  static let badShare = 0.75

  let settings: TraySettings

  /// Whether the plates of a second tray are among the tags.
  func isThere(among tags: [TagEvidence], arrived: Moment) -> Bool {
    let rest = arrived + settings.beliefs.rampTime * 2
    let badly = tags.filter {
      $0.firstSeen > rest && $0.sightings >= settings.sightingsMin && $0.trayChance >= 0.5
        && isRead($0, below: Self.badRate)
    }
    if badly.contains(where: isWorseThanEver) { return true }
    let times = badly.map(\.firstSeen).sorted()
    return zip(times, times.dropFirst()).contains { $1.since($0) <= Self.pushTime }
  }

  private func isWorseThanEver(_ tag: TagEvidence) -> Bool {
    guard let past = tag.knowledge.past else { return false }
    return isRead(tag, below: past.mean * Self.badShare)
  }

  private func isRead(_ tag: TagEvidence, below rate: Double) -> Bool {
    tag.missesInAll >= Self.missesMin
      && Double(tag.hits) < Double(tag.hits + tag.missesInAll) * rate
  }
}
