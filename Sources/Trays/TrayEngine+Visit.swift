import Primitives
import TagReads

/// Coming and going.
extension TrayEngine {
  /// Draws the conclusions of a round.
  mutating func judge(at now: Moment) -> [TrayEvent] {
    var events: [TrayEvent] = []
    if visit == nil {
      events += arrival(at: now)
    } else {
      events += departure(at: now)
      if dropGoneTags(at: now) { events += departure(at: now) }
    }
    if table.tags.count < settings.tagsMax { isFull = false }
    events += recount(at: now)
    events += decide(at: now)
    return events + lookEnded(at: now) + patienceEnded(at: now)
  }

  private mutating func arrival(at now: Moment) -> [TrayEvent] {
    guard let first = table.members.map(\.firstSeen).min() else { return [] }
    visit = TrayVisit(arrived: first, now: now)
    return [.arrived(at: first)]
  }

  /// The visit is over when all of the tray is gone; or, with something else lying there by now,
  /// when all of its settled set is.
  private mutating func departure(at now: Moment) -> [TrayEvent] {
    guard let visit else { return [] }
    let members = table.members
    let isCore = { (tag: TagEvidence) in visit.core?.contains(tag.tag) ?? true }
    // In nearly every round some plate of the set was just read, and nothing has gone.
    if members.contains(where: { $0.missRun == 0 && isCore($0) }) { return [] }
    let others = members.filter { !isCore($0) }
    let core = members.filter(isCore)
    let isSwapped = absence.areGone(core, at: now) && others.contains { $0.missRun == 0 }
    guard isSwapped || absence.areGone(members, at: now) else { return [] }
    let answer: [TrayEvent] = visit.look == nil ? [] : [.contradicted]
    let left = Set((isSwapped ? core : members).map(\.tag))
    table.remove { left.contains($0.tag) }
    self.visit = nil
    lesson = visit.lesson.map { $0.ended(at: now) } ?? lesson
    outlook.forgetTray()
    return answer + [.departed(at: now)] + arrival(at: now)
  }

  /// Removes single tags that are gone; whether there were any.
  private mutating func dropGoneTags(at now: Moment) -> Bool {
    guard visit != nil else { return false }
    let gone = Set(table.members.filter { absence.isGone($0, at: now) }.map(\.tag))
    guard !gone.isEmpty else { return false }
    table.remove { gone.contains($0.tag) }
    restarted = now
    outlook.expectCompanions(of: table.members)
    return true
  }

  /// Compares the set with the one judged last.
  private mutating func recount(at now: Moment) -> [TrayEvent] {
    guard var current = visit else { return [] }
    let members = table.members.map(\.tag)
    guard members != current.members else { return [] }
    if members.count > current.members.count, now.since(current.arrived) > settings.beliefs.rampTime
    {
      outlook.expectCompanions(of: table.members)
    }
    current.members = members
    let end = current.unsettle(at: now)
    visit = current
    return (end.map { [$0] } ?? []) + [.counting(tagCount: members.count)]
  }
}
