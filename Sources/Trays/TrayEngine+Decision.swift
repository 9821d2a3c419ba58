import Primitives
import TagReads

/// Settling, the decisive look, and the limits of both.
extension TrayEngine {
  /// Settles the set, or confirms it, if the risk is small enough.
  mutating func decide(at now: Moment) -> [TrayEvent] {
    guard let visit, visit.settled == nil || visit.look != nil, !isFull else { return [] }
    let members = table.members
    guard !members.isEmpty, !members.contains(where: absence.isInDoubt) else { return [] }
    let risk = risk(of: members, to: visit.look)
    if let look = visit.look { return confirm(members, risk: risk, by: look, at: now) }
    guard risk.obstacle == nil, risk.total <= settings.billRiskMax else { return [] }
    let reading = reading(members, risk: risk.total, at: now)
    self.visit?.settled = reading
    self.visit?.core = Set(reading.tags)
    return [.settled(reading)]
  }

  private mutating func confirm(
    _ members: [TagEvidence], risk: TrayRisk, by look: DecisiveLook, at now: Moment
  ) -> [TrayEvent] {
    guard look.completeRounds >= settings.lookRoundsMin, members.allSatisfy(look.hasSeen),
      risk.overlooked <= settings.paymentRiskMax, risk.misjudged <= settings.paymentDoubtMax,
      risk.obstacle == nil
    else { return [] }
    let reading = reading(members, risk: risk.total, at: now)
    visit?.settled = reading
    visit?.look = nil
    visit?.lesson = TrayLesson(of: table.tags, at: now)
    teachHabits(at: now)
    return [.confirmed(reading)]
  }

  private mutating func teachHabits(at now: Moment) {
    guard let visit else { return }
    let before = visit.habitsBefore ?? outlook.habits
    self.visit?.habitsBefore = before
    outlook.habits = before
    outlook.learn(from: table.tags, since: visit.arrived, until: now)
  }

  private func reading(_ members: [TagEvidence], risk: Double, at now: Moment) -> TrayReading {
    TrayReading(
      tags: members.map(\.tag), at: now, rounds: visit?.completeRounds ?? 0, risk: risk)
  }

  /// How a set may be wrong: by plates nobody has read, and by tags on the wrong side.
  ///
  /// For a payment only plates matter that were there at the tap.
  func risk(of members: [TagEvidence], to look: DecisiveLook?) -> TrayRisk {
    let overlooked = outlook.overlooked(beside: members, at: look?.unseen)
    var risk = TrayRisk(overlooked: overlooked, misjudged: 0, contested: 0)
    for tag in table.tags {
      let wrong = table.isMember(tag) ? 1 - tag.trayChance : tag.trayChance
      risk.misjudged += wrong
      if tag.knowledge.rival != nil { risk.contested += wrong }
    }
    risk.obstacle = obstacle(among: members)
    return risk
  }

  private func obstacle(among members: [TagEvidence]) -> UndecidedReason? {
    guard let visit else { return nil }
    let second = SecondTray(settings: settings)
    if second.isThere(among: table.tags, arrived: visit.arrived) { return .twoTrays }
    return HalfOnTray.isLikely(by: members) ? .halfOnTray : nil
  }

  /// Ends a look whose time is up: with a plate nobody has seen since the tap the set is refuted,
  /// with too few rounds or a doubt about the rest it is left unconfirmed.
  mutating func lookEnded(at now: Moment) -> [TrayEvent] {
    guard let look = visit?.look, now >= lookEnd(look) else { return [] }
    if look.completeRounds < settings.lookRoundsMin {
      visit?.look = nil
      return [.undecided(look.rounds == 0 ? .readerSilent : .readerDisturbed)]
    }
    if table.members.allSatisfy(look.hasSeen) {
      visit?.look = nil
      visit?.lesson = TrayLesson(of: table.tags, at: now)
      return [.undecided(risk(of: table.members, to: look).reason)]
    }
    restarted = now
    return visit?.unsettle(at: now).map { [$0] } ?? []
  }

  /// Says why, when a set has stayed unsettled for too long; too many tags are said at once.
  mutating func patienceEnded(at now: Moment) -> [TrayEvent] {
    guard var current = visit else { return [] }
    var events: [TrayEvent] = []
    if isFull { events += current.unsettle(at: now).map { [$0] } ?? [] }
    if current.settled == nil, isFull || now >= decisionEnd(current.patience) {
      let why = current.patience.why(
        isFull: isFull, changed: changed, now: now, risk: risk(of: table.members, to: nil))
      if current.patience.giveUp(why, at: now) { events.append(.undecided(why)) }
    }
    visit = current
    return events
  }
}
