import Primitives
import ReaderWire
import TagReads

extension FeigDialect {
  mutating func advance(
    _ current: FeigRound, with reply: FeigReply, at now: Moment, damage: Int
  ) -> Step {
    var round = current
    if reply.status == .busy { return askAgain(round, at: now, damage: damage) }
    round.repeats = 0
    if round.step == .wakingTags { return tagsWoken(round, reply) }
    switch round.take(reply, pagesMax: settings.inventoryPagesMax) {
    case .more(let step):
      round.step = step
      return ask(round)
    case .ended:
      return .ended(.round(round.result(damage: damage, ended: now)))
    case .refused:
      return .ended(.fault(.feig(reply.status)))
    }
  }

  private mutating func tagsWoken(_ current: FeigRound, _ reply: FeigReply) -> Step {
    var round = current
    mayHaveLateAnswer = false
    switch reply.status {
    case .ok, .warning: break
    // The field may not have been switched, so tags may still be quiet.
    case .communicationError, .generalError: round.lower(to: .disturbed)
    default: return .ended(.fault(.feig(reply.status)))
    }
    round.step = .asking
    return ask(round)
  }

  mutating func ask(_ round: FeigRound, pause: Duration = .zero) -> Step {
    work = .round(round)
    let command: FeigCommand =
      switch round.step {
      case .wakingTags: .rfReset
      case .asking: .inventory(more: false)
      case .askingMore, .askingMoreAfterWarning: .inventory(more: true)
      }
    let patience = round.step == .wakingTags ? settings.answerTimeMax : settings.inventoryTimeMax
    return .ask(question(command, patience: patience, pause: pause))
  }

  private mutating func askAgain(
    _ current: FeigRound, at now: Moment, damage: Int
  ) -> Step {
    var round = current
    round.repeats += 1
    guard round.repeats <= settings.repeatsMax else {
      round.lower(to: .disturbed)
      return .ended(.round(round.result(damage: damage, ended: now)))
    }
    return ask(round, pause: settings.busyPause)
  }
}
