import Primitives
import ReaderWire
import TagReads

extension CCIDDialect {
  mutating func advance(
    _ current: CCIDRound, with answer: CCIDAnswer, at now: Moment, damage: Int
  ) -> Step {
    var round = current
    if case .failed(let error) = answer.reply.outcome, error.isBusy {
      round.repeats += 1
      guard round.repeats <= settings.repeatsMax else { return disturbed(round, damage, at: now) }
      return ask(round, round.step, at: now, pause: settings.busyPause)
    }
    round.repeats = 0
    switch round.step {
    case .status: return slotSeen(round, answer, damage, at: now)
    case .powerOff: return poweredOff(round, answer, damage, at: now)
    case .powerOn: return poweredOn(round, answer, damage, at: now)
    case .number: return numberHeard(round, answer, damage, at: now)
    }
  }

  mutating func ask(
    _ current: CCIDRound, _ step: CCIDRound.Step, at now: Moment, pause: Duration = .zero
  ) -> Step {
    var round = current
    round.step = step
    work = .round(round)
    let command: CCIDCommand =
      switch step {
      case .status: .slotStatus
      case .powerOff: .powerOff
      case .powerOn: .powerOn(descriptor?.power ?? .automatic)
      case .number(let command): .transfer(command.bytes)
      }
    let isForReader = step == .status || step == .powerOff
    return .ask(
      question(
        command, at: now, patience: isForReader ? settings.answerTimeMax : settings.cardTimeMax,
        pause: pause))
  }

  private mutating func slotSeen(
    _ round: CCIDRound, _ answer: CCIDAnswer, _ damage: Int, at now: Moment
  ) -> Step {
    switch answer.reply.outcome {
    case .failed(let error) where error == .noSuchSlot || error == .notSupported:
      card = nil
      return .ended(.fault(.ccid(error)))
    case .failed, .timeExtension:
      return disturbed(round, damage, at: now)
    case .done: break
    }
    switch answer.reply.card {
    case .absent:
      return slotEmpty(round, damage, at: now)
    case .inactive:
      card = nil
      return ask(round, .powerOn, at: now)
    case .active:
      if let card, card.noticeCount == answer.noticeCount,
        now.since(card.readAt) < settings.verifyPeriod
      {
        return ended(round, card.finding, damage, at: now)
      }
      return ask(round, .powerOff, at: now)
    }
  }

  /// Some readers lose sight of a card when its power is taken away, and find it again.
  private mutating func slotEmpty(_ round: CCIDRound, _ damage: Int, at now: Moment) -> Step {
    if let poweredOffAt, now.since(poweredOffAt) < settings.findAgainTimeMax {
      return disturbed(round, damage, at: now)
    }
    card = nil
    return ended(round, nil, damage, at: now)
  }

  private mutating func poweredOff(
    _ round: CCIDRound, _ answer: CCIDAnswer, _ damage: Int, at now: Moment
  ) -> Step {
    card = nil
    guard answer.reply.outcome == .done else { return disturbed(round, damage, at: now) }
    poweredOffAt = now
    return answer.reply.card == .absent
      ? disturbed(round, damage, at: now) : ask(round, .powerOn, at: now)
  }

  /// Of the answer to reset only the protocols count, and only where the station speaks them: else,
  /// whether it is sound or not, the number decides.
  private mutating func poweredOn(
    _ current: CCIDRound, _ answer: CCIDAnswer, _ damage: Int, at now: Moment
  ) -> Step {
    guard answer.reply.outcome == .done, answer.reply.card != .absent else {
      return disturbed(current, damage, at: now)
    }
    var round = current
    round.noticeCount = answer.noticeCount
    if descriptor?.level == .tpdu, let reset = AnswerToReset(answer.reply.data), !reset.speaksT0 {
      return found(.refused(.otherProtocol), in: round, damage, at: now)
    }
    return ask(round, .number(.getNumber), at: now)
  }

  private mutating func numberHeard(
    _ current: CCIDRound, _ answer: CCIDAnswer, _ damage: Int, at now: Moment
  ) -> Step {
    var round = current
    guard answer.reply.outcome == .done else { return disturbed(round, damage, at: now) }
    switch round.take(answer.reply.data, exchangesMax: settings.exchangesMax) {
    case .more(let command): return ask(round, .number(command), at: now)
    case .disturbed: return disturbed(round, damage, at: now)
    case .refused: return found(.refused(.noNumber), in: round, damage, at: now)
    case .number(let bytes):
      switch CardNumber(bytes, order: order) {
      case .refused(let reason): return found(.refused(reason), in: round, damage, at: now)
      case .tag(let tag, let shown):
        order = shown ?? order
        return found(.tag(tag), in: round, damage, at: now)
      }
    }
  }

  private mutating func found(
    _ finding: LyingCard.Finding, in round: CCIDRound, _ damage: Int, at now: Moment
  ) -> Step {
    guard damage == round.damageBefore else { return disturbed(round, damage, at: now) }
    card = LyingCard(finding: finding, readAt: now, noticeCount: round.noticeCount)
    return ended(round, finding, damage, at: now)
  }

  private mutating func disturbed(_ round: CCIDRound, _ damage: Int, at now: Moment) -> Step {
    card = nil
    return ended(round, nil, damage, at: now, quality: .disturbed)
  }

  private mutating func ended(
    _ round: CCIDRound, _ finding: LyingCard.Finding?, _ damage: Int, at now: Moment,
    quality: InventoryRound.Quality = .complete
  ) -> Step {
    work = .none
    roundEndedAt = now
    return .ended(.round(round.result(finding, quality: quality, damage: damage, ended: now)))
  }
}
