import Primitives
import TagReads

/// The tags under observation: at most a fixed number, sorted by tag, with their evidence.
struct TagTable: Sendable {
  private(set) var tags: [TagEvidence] = []

  /// The tags that count as on the tray, sorted.
  private(set) var members: [TagEvidence] = []

  private var clarity = RoundClarity()
  private let settings: TraySettings

  init(settings: TraySettings) {
    self.settings = settings
    tags.reserveCapacity(settings.tagsMax)
  }

  /// A tag counts once it has been read often enough, is more likely on this tray than not, and no
  /// other lane counts it.
  func isMember(_ tag: TagEvidence) -> Bool {
    tag.sightings >= settings.sightingsMin && tag.trayChance >= 0.5
      && tag.knowledge.rival?.isHeld != true
  }

  /// Whether a tag is under observation; binary search, for the tags are sorted.
  func contains(_ tag: TagID) -> Bool {
    var (low, high) = (0, tags.count)
    while low < high {
      let middle = (low + high) / 2
      if tags[middle].tag < tag { low = middle + 1 } else { high = middle }
    }
    return low < tags.count && tags[low].tag == tag
  }

  /// Whether a tray may be there, counted or not.
  var hasCandidate: Bool { tags.contains { $0.trayChance >= 0.5 } }

  /// The tags that are there or may be, the last one to come first.
  var newest: TagEvidence? {
    tags.filter { $0.trayChance >= 0.5 }.max { $0.firstSeen < $1.firstSeen }
  }

  /// Takes a round in: both lists are sorted, so one pass does it.
  ///
  /// Answers how clear the round was, and whether all tags had room.
  mutating func observe(
    _ reads: [(tag: TagID, knowledge: TagKnowledge)], in round: InventoryRound,
    newcomer odds: NewcomerOdds, knowing: (TagID) -> TagKnowledge
  ) -> (clarity: Double, hadRoom: Bool) {
    let places = match(reads)
    let clear = clarity(of: round, hits: places)
    for index in tags.indices {
      if let read = places[index] {
        tags[index].note(hitIn: round, settings.beliefs)
        tags[index].knowledge = reads[read].knowledge
      } else {
        tags[index].note(missIn: round, clarity: clear, settings.beliefs)
        tags[index].knowledge = knowing(tags[index].tag)
      }
    }
    let matched = Set(places.compactMap { $0 })
    let newcomers = reads.indices.filter { !matched.contains($0) }.map { reads[$0] }
    lookForCompany(at: round.ended)
    forgetStrays()
    defer { members = tags.filter(isMember) }
    return (clear, admit(newcomers, in: round, newcomer: odds))
  }

  mutating func remove(where isOut: (TagEvidence) -> Bool) {
    tags.removeAll(where: isOut)
    members = tags.filter(isMember)
  }

  /// For each tag of the table its place among the reads.
  private func match(_ reads: [(tag: TagID, knowledge: TagKnowledge)]) -> [Int?] {
    var read = 0
    return tags.map { tag in
      while read < reads.count, reads[read].tag < tag.tag { read += 1 }
      return read < reads.count && reads[read].tag == tag.tag ? read : nil
    }
  }

  private mutating func clarity(of round: InventoryRound, hits: [Int?]) -> Double {
    guard round.quality == .complete else { return 0 }
    clarity.begin()
    for (tag, read) in zip(tags, hits) where isMember(tag) {
      clarity.note(
        isHit: read != nil, hitChance: tag.belief.hitChance(settings.beliefs), settings.beliefs)
    }
    return clarity.end(settings.beliefs)
  }

  private mutating func lookForCompany(at now: Moment) {
    for index in tags.indices where tags[index].isLonely {
      let others = tags
      tags[index].lookForCompany(among: others, at: now, settings.beliefs)
    }
  }

  /// A tag that is not counted is kept for a while, for further reads would show what it is.
  private mutating func forgetStrays() {
    guard tags.contains(where: isForgotten) else { return }
    tags = tags.filter { !isForgotten($0) }
  }

  private func isForgotten(_ tag: TagEvidence) -> Bool {
    tag.missRun >= settings.strayRounds && !isMember(tag)
  }

  private mutating func admit(
    _ newcomers: [(tag: TagID, knowledge: TagKnowledge)], in round: InventoryRound,
    newcomer odds: NewcomerOdds
  ) -> Bool {
    guard !newcomers.isEmpty else { return true }
    if tags.count + newcomers.count > settings.tagsMax {
      tags.removeAll { $0.trayChance < 0.5 && $0.missRun > 0 }
    }
    let room = max(0, settings.tagsMax - tags.count)
    tags += newcomers.prefix(room).map {
      TagEvidence(
        $0.tag, knowledge: $0.knowledge, in: round, newcomer: odds, prior: settings.prior)
    }
    tags.sort { $0.tag < $1.tag }
    return newcomers.count <= room
  }
}
