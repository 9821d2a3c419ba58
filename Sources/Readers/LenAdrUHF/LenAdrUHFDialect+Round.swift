import Primitives
import ReaderWire
import TagReads

extension LenAdrUHFDialect {
  mutating func ask(_ current: LenAdrUHFRound) -> Step {
    var round = current
    round.awaitsCount = listing == .withStrength && counting.isAsked
    work = .round(round)
    return ask(round.isFencing ? .information : inventory, awaitingCount: round.awaitsCount)
  }

  mutating func advance(
    _ current: LenAdrUHFRound, with answers: [LenAdrUHFReply], at now: Moment, damage: Int
  ) -> Step {
    var round = current
    if round.isFencing {
      round.isFencing = false
      mayHaveLateAnswer = false
      return ask(round)
    }
    if round.isClosing { return finished(round, at: now, damage: damage) }
    for reply in answers {
      let verdict = round.take(reply, listing, strengthOffset: settings.strengthOffsetDBm)
      switch verdict {
      case .listening: continue
      case .ended:
        mayListOtherwise = false
        return finished(round, at: now, damage: damage)
      case .misunderstood: return askDifferently(round, reply)
      case .refused:
        mayHaveLateAnswer = round.awaitsCount
        return ended(.lenAdr(reply.status))
      }
    }
    work = .round(round)
    guard round.frameCount < settings.inventoryFramesMax else {
      mayHaveLateAnswer = true
      round.lower(to: .partial)
      return .ended(.round(round.result(damage: damage, ended: now)))
    }
    return .listen
  }

  /// Ends the round, with what the reader's count says of it. A round that failed may have a count
  /// still to come.
  private mutating func finished(
    _ current: LenAdrUHFRound, at now: Moment, damage: Int
  ) -> Step {
    var round = current
    if damage == round.damageBefore { counting.judge(&round) }
    if round.awaitsCount, !round.hasEnded, round.heardCount == nil { mayHaveLateAnswer = true }
    return .ended(.round(round.result(damage: damage, ended: now)))
  }

  /// The question may have arrived damaged, or be put in a way this reader does not know.
  private mutating func askDifferently(
    _ current: LenAdrUHFRound, _ reply: LenAdrUHFReply
  ) -> Step {
    var round = current
    round.repeats += 1
    guard round.repeats <= settings.repeatsMax else { return ended(.lenAdr(reply.status)) }
    if reply.status == .parameterError, round.awaitsCount {
      counting.isAsked = false
    } else if mayListOtherwise {
      listing = listing == .plain ? .withStrength : .plain
    }
    return ask(round)
  }

  private var inventory: LenAdrUHFCommand {
    guard listing == .withStrength else { return .plainInventory }
    var scan = settings.scan
    scan.wantsCount = counting.isAsked
    return .inventory(scan)
  }

  /// The time after which a scan ends by itself.
  private var scanTime: Duration {
    let time =
      listing == .plain ? ownScanTime : .milliseconds(100 * Int64(settings.scan.timeTenths))
    return time == .zero ? settings.unlimitedScanTime : time
  }

  func ask(_ command: LenAdrUHFCommand, awaitingCount: Bool = false) -> Step {
    .ask(question(command, awaitingCount: awaitingCount))
  }

  func question(
    _ command: LenAdrUHFCommand, awaitingCount: Bool = false
  ) -> ReaderQuestion<LenAdrUHFReply> {
    let address = settings.address
    let code = command.code
    let isInventory = code == LenAdrUHFCommand.plainInventory.code
    return ReaderQuestion(
      command.frame(address: address).bytes ?? [], patience: patience(for: command)
    ) { reply in
      guard address == LenAdrFrame.anyAddress || reply.address == address else {
        return .foreign
      }
      if reply.command == LenAdrUHFReply.unasked { return .last }
      guard reply.command == code else { return .foreign }
      return isInventory && reply.status.isFollowed(byCount: awaitingCount) ? .piece : .last
    }
  }

  private func patience(for command: LenAdrUHFCommand) -> Duration {
    switch command {
    case .information: fencePatience
    case .plainInventory, .inventory: scanTime + settings.inventoryTimeMargin
    case .readWords, .writeWords: settings.tagTimeMax
    }
  }

  /// An inventory begun before may have to end first; while probing, it is asked again instead.
  private var fencePatience: Duration {
    if case .identifying = work { return settings.answerTimeMax }
    return scanTime + settings.answerTimeMax
  }
}
