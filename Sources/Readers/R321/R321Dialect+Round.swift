import Primitives
import ReaderWire
import TagReads

extension R321Dialect {
  mutating func advance(
    _ current: R321Round, with answer: R321Frame, at now: Moment, damage: Int
  ) -> Step {
    var round = current
    if round.step == .wakingTags { return tagsWoken(round, answer) }
    guard let page = R321TagPage(answer.parameters) else {
      round.lower(to: .disturbed)
      return .ended(.round(round.result(damage: damage, ended: now)))
    }
    guard round.take(page, pagesMax: settings.pagesMax) else {
      return .ended(.round(round.result(damage: damage, ended: now)))
    }
    round.step = .asking
    return ask(round)
  }

  mutating func ask(_ round: R321Round, pause: Duration = .zero) -> Step {
    work = .round(round)
    switch round.step {
    case .wakingTags: return ask(.field(.reset), pause: pause)
    case .asking: return ask(.queryTags(repeating: false), pause: pause)
    case .askingAgain: return ask(.queryTags(repeating: true), pause: pause)
    }
  }

  private mutating func tagsWoken(_ current: R321Round, _ answer: R321Frame) -> Step {
    var round = current
    mayHaveLateAnswer = false
    // The field may not have been switched, so tags may be silent still, or some be told that left.
    if R321Outcome(answer.parameters)?.isSuccess != true { round.lower(to: .disturbed) }
    round.step = .asking
    return ask(round, pause: settings.settlePause)
  }
}
