import Primitives
import TagReads

/// The tags under observation: at most a fixed number, sorted by tag, with their evidence.
struct TagTable: Sendable {
  private(set) var tags: [TagEvidence] = []
  private let settings: TraySettings

  init(settings: TraySettings) {
    self.settings = settings
    tags.reserveCapacity(settings.tagsMax)
  }

  /// The tags read often enough to count as there, sorted.
  var members: [TagEvidence] { tags.filter(isMember) }

  /// Whether a tag read too rarely to count may still turn out to be there.
  var hasOpenCandidate: Bool {
    tags.contains { !isMember($0) && !isGhost($0) }
  }

  func isMember(_ tag: TagEvidence) -> Bool { tag.sightings >= settings.sightingsMin }

  /// Read too rarely in too many complete rounds.
  func isGhost(_ tag: TagEvidence) -> Bool {
    let rounds = tag.standing == .plate ? settings.strayRounds : settings.ghostRounds
    return !isMember(tag) && tag.missRun >= rounds
  }

  /// The tags that are there or may be, the last one to come first.
  var newest: TagEvidence? {
    tags.filter { !isGhost($0) }.max { $0.firstSeen < $1.firstSeen }
  }

  /// Takes a round in: both lists are sorted, so one pass does it. Whether all tags had room.
  ///
  /// `number` is how many complete rounds there have been, this one included.
  mutating func observe(
    _ reads: [(tag: TagID, standing: TagStanding)], in round: InventoryRound, number: Int
  ) -> Bool {
    var newcomers: [(tag: TagID, standing: TagStanding)] = []
    var index = 0
    for read in reads {
      while index < tags.count, tags[index].tag < read.tag {
        tags[index].note(missIn: round)
        index += 1
      }
      if index < tags.count, tags[index].tag == read.tag {
        tags[index].note(hitIn: round)
        tags[index].standing = read.standing
        index += 1
      } else {
        newcomers.append(read)
      }
    }
    while index < tags.count {
      tags[index].note(missIn: round)
      index += 1
    }
    forgetOldGhosts()
    return admit(newcomers, in: round, number: number)
  }

  mutating func remove(where isOut: (TagEvidence) -> Bool) {
    tags.removeAll(where: isOut)
  }

  /// A ghost is kept for a while, for a second read would show that it is a weak plate.
  private mutating func forgetOldGhosts() {
    tags = tags.filter { !isGhost($0) || $0.missRun < settings.absenceRoundsMax }
  }

  private mutating func admit(
    _ newcomers: [(tag: TagID, standing: TagStanding)], in round: InventoryRound, number: Int
  ) -> Bool {
    guard !newcomers.isEmpty else { return true }
    if tags.count + newcomers.count > settings.tagsMax { tags = tags.filter { !isGhost($0) } }
    let room = max(0, settings.tagsMax - tags.count)
    tags += newcomers.prefix(room).map {
      TagEvidence(
        $0.tag, standing: $0.standing, in: round, number: number, prior: settings.prior)
    }
    tags.sort { $0.tag < $1.tag }
    return newcomers.count <= room
  }
}
