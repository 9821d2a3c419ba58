import Primitives
import TagReads

/// Tags that have lain near the antenna for longer than any diner stands there.
///
/// Time counts only while complete rounds come in: neither a reader that is away nor a disturbed
/// one makes a tray rest or lets a resting tag go. One rule covers a plate left behind by a tray, a
/// tag that was there when the station started, and a tray that was abandoned.
struct RestingTags: Sendable {
  private struct Presence: Sendable {
    var tag: TagID
    var since: Duration
    var lastSeen: Duration
  }

  private var presences: [Presence] = []
  private var observed: Duration = .zero
  private var lastComplete: Moment?
  private let settings: TraySettings

  init(settings: TraySettings) {
    self.settings = settings
  }

  /// The tags that rest, sorted.
  var tags: [TagID] { presences.filter(isResting).map(\.tag) }

  /// How many tags are remembered, resting or not: never more than `tagsMax`.
  var count: Int { presences.count }

  /// Takes a round in; both lists are sorted, so one pass does it.
  mutating func observe(_ tags: [TagID], in round: InventoryRound) {
    advance(to: round)
    var room = settings.tagsMax - presences.count
    var merged: [Presence] = []
    var index = 0
    for tag in tags {
      while index < presences.count, presences[index].tag < tag {
        merged.append(presences[index])
        index += 1
      }
      if index < presences.count, presences[index].tag == tag {
        let since = presences[index].since
        merged.append(Presence(tag: tag, since: since, lastSeen: observed))
        index += 1
      } else if room > 0 {
        merged.append(Presence(tag: tag, since: observed, lastSeen: observed))
        room -= 1
      }
    }
    merged += presences[index...]
    presences = merged.filter { observed - $0.lastSeen <= settings.restingGap }
  }

  private mutating func advance(to round: InventoryRound) {
    guard round.quality == .complete else { return }
    if let lastComplete {
      observed += min(round.ended.since(lastComplete), settings.silenceMax)
    }
    lastComplete = round.ended
  }

  private func isResting(_ presence: Presence) -> Bool {
    observed - presence.since >= settings.restingTime
  }
}
