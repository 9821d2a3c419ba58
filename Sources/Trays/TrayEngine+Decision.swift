import Primitives
import TagReads

/// Settling, the decisive look, and the limits of both.
extension TrayEngine {
  /// Settles the set, or confirms it, if the evidence is there.
  mutating func decide(at now: Moment) -> [TrayEvent] {
    guard let visit, visit.settled == nil || visit.look != nil, !isFull, let evidence,
      !evidence.members.contains(where: absence.isInDoubt)
    else { return [] }
    if visit.settled == nil { return settle(evidence, at: now) }
    return visit.look.map { confirm(evidence, by: $0, at: now) } ?? []
  }

  private mutating func settle(_ evidence: TrayEvidence, at now: Moment) -> [TrayEvent] {
    guard !table.hasOpenCandidate,
      case .settled(let risk) = rule.verdict(on: evidence, for: .bill)
    else { return [] }
    let reading = reading(evidence, risk: risk, at: now)
    visit?.settled = reading
    visit?.core = Set(reading.tags)
    return [.settled(reading)]
  }

  private mutating func confirm(
    _ evidence: TrayEvidence, by look: DecisiveLook, at now: Moment
  ) -> [TrayEvent] {
    guard look.completeRounds >= settings.lookRoundsMin, !table.hasOpenCandidate,
      evidence.members.allSatisfy(look.hasSeen),
      case .settled(let risk) = rule.verdict(on: evidence, for: .payment)
    else { return [] }
    let reading = reading(evidence, risk: risk, at: now)
    visit?.settled = reading
    visit?.look = nil
    return [.confirmed(reading)]
  }

  private func reading(_ evidence: TrayEvidence, risk: Double, at now: Moment) -> TrayReading {
    TrayReading(
      tags: evidence.members.map(\.tag), at: now, rounds: evidence.completeRounds, missRisk: risk)
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
      return [.undecided(.unstableSet)]
    }
    quiet.restart(at: now)
    return visit?.unsettle(at: now).map { [$0] } ?? []
  }

  /// Says why, when a set has stayed unsettled for too long; too many tags are said at once.
  mutating func patienceEnded(at now: Moment) -> [TrayEvent] {
    guard var current = visit else { return [] }
    var events: [TrayEvent] = []
    if isFull { events += current.unsettle(at: now).map { [$0] } ?? [] }
    if current.settled == nil, isFull || now >= decisionEnd(current.patience) {
      let why = current.patience.why(isFull: isFull, changed: changed, now: now)
      if current.patience.giveUp(why, at: now) { events.append(.undecided(why)) }
    }
    visit = current
    return events
  }
}
