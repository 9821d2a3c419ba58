import Primitives
import ReaderWire
import TagReads

extension FeigDriver {
  mutating func startRound(at now: Moment) -> [DriverAction] {
    ask(FeigRound(began: now, damageBefore: line.damagedByteCount), at: now)
  }

  mutating func advance(_ current: FeigRound, with reply: FeigReply, at now: Moment)
    -> [DriverAction]
  {
    var round = current
    if reply.status == .busy { return askAgain(round, at: now) }
    round.repeats = 0
    if round.step == .wakingTags { return tagsWoken(round, reply, at: now) }
    switch round.take(reply, pagesMax: settings.inventoryPagesMax) {
    case .more(let step):
      round.step = step
      return ask(round, at: now)
    case .ended:
      return finish(.round(round.result(damage: line.damagedByteCount, ended: now)))
    case .refused:
      return finish(.fault(.feig(reply.status)))
    }
  }

  private mutating func tagsWoken(_ current: FeigRound, _ reply: FeigReply, at now: Moment)
    -> [DriverAction]
  {
    var round = current
    mayHaveLateAnswer = false
    switch reply.status {
    case .ok, .warning: break
    // The field may not have been switched, so tags may still be quiet.
    case .communicationError, .generalError: round.lower(to: .disturbed)
    default: return finish(.fault(.feig(reply.status)))
    }
    round.step = .asking
    return ask(round, at: now)
  }

  private mutating func ask(_ round: FeigRound, notBefore: Moment? = nil, at now: Moment)
    -> [DriverAction]
  {
    work = .round(round)
    let command: FeigCommand =
      switch round.step {
      case .wakingTags: .rfReset
      case .asking: .inventory(more: false)
      case .askingMore, .askingMoreAfterWarning: .inventory(more: true)
      }
    let patience =
      round.step == .wakingTags ? settings.answerTimeMax : settings.inventoryTimeMax
    return follow(
      line.ask(command, patience: patience, notBefore: notBefore, at: now), at: now)
  }

  private mutating func askAgain(_ current: FeigRound, at now: Moment) -> [DriverAction] {
    var round = current
    round.repeats += 1
    guard round.repeats <= settings.repeatsMax else {
      round.lower(to: .disturbed)
      return finish(.round(round.result(damage: line.damagedByteCount, ended: now)))
    }
    return ask(round, notBefore: now + settings.busyPause, at: now)
  }
}
