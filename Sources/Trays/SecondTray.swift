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

  /// - badRate (share, 0.75): read in fewer rounds than this, a plate is read badly.
  static let badRate = 0.75

  let settings: TraySettings

  /// Whether the plates of a second tray are among the tags.
  func isThere(among tags: [TagEvidence], arrived: Moment) -> Bool {
    let rest = arrived + settings.beliefs.rampTime * 2
    let badly = tags.filter {
      $0.firstSeen > rest && $0.sightings >= settings.sightingsMin && $0.trayChance >= 0.5
        && $0.isRead(below: Self.badRate)
    }
    // One that was always read well needs no second.
    if badly.contains(where: \.isReadWorseThanEver) { return true }
    let times = badly.map(\.firstSeen).sorted()
    return zip(times, times.dropFirst()).contains { $1.since($0) <= Self.pushTime }
  }
}
