import Primitives
import ReaderWire
import TagReads

/// What comes of the line, led to the work under way.
extension FeigDriver {
  /// Acts on what the line gave, and asks for a wake if the line wants another one.
  mutating func follow(_ output: FeigLine.Output?, at now: Moment) -> [DriverAction] {
    var actions: [DriverAction] = []
    switch output {
    case nil: break
    case .send(let bytes): actions = [.send(bytes)]
    case .drained: actions = drained(at: now)
    case .answered(let reply): actions = answered(reply, at: now)
    case .silent: actions = unanswered(damaged: false, at: now)
    case .damaged: actions = unanswered(damaged: true, at: now)
    }
    if let wake = line.nextWake, wake != wakeAsked {
      wakeAsked = wake
      actions.append(.wake(at: wake))
    }
    return actions
  }

  private mutating func answered(_ reply: FeigReply, at now: Moment) -> [DriverAction] {
    switch work {
    case .probing(let repeats): probed(reply, repeats: repeats, at: now)
    case .round(let round): advance(round, with: reply, at: now)
    case .blocks(let blocks): advance(blocks, with: reply, at: now)
    case .closed, .opening, .idle, .settling: []
    }
  }

  private mutating func drained(at now: Moment) -> [DriverAction] {
    switch work {
    case .opening:
      return probe(repeats: 0, at: now)
    case .settling(let actions, .probe):
      return actions + probe(repeats: 0, at: now)
    case .settling(let actions, .idle):
      work = .idle
      return actions
    case .settling(let actions, .closed):
      work = .closed
      return actions
    case .closed, .probing, .idle, .round, .blocks:
      return []
    }
  }

  /// A question went without a sound answer: drain, then tell what the request came to.
  private mutating func unanswered(damaged: Bool, at now: Moment) -> [DriverAction] {
    mayHaveLateAnswer = true
    if damaged { damagedRequests += 1 } else { silentRequests += 1 }
    let fault: ReaderFault? =
      silentRequests >= settings.silentRequestsMax
      ? .feigSilent : damagedRequests >= settings.damagedRequestsMax ? .feigDamaged : nil
    var actions = ending(damaged ? .feigDamaged : .feigSilent, isLost: fault != nil, at: now)
    if let fault { actions.append(.fault(fault)) }
    var next = Next.idle
    if case .probing = work { next = .probe }
    work = .settling(actions, next: fault == nil ? next : .closed)
    return follow(line.drain(at: now), at: now)
  }

  /// What the request under way ends with when it is not answered.
  private func ending(_ cause: ReaderFault, isLost: Bool, at now: Moment) -> [DriverAction] {
    switch work {
    case .round(var round):
      round.lower(to: .disturbed)
      let result = round.result(damage: line.damagedByteCount, ended: now)
      return isLost ? [] : [.round(result)]
    case .blocks(let blocks):
      return [
        .blocks(BlockAnswer(tag: blocks.tag, first: blocks.first, outcome: .failed(cause)))
      ]
    case .closed, .opening, .probing, .idle, .settling:
      return []
    }
  }

  /// The request has ended with an answer: the reader is alive and waits.
  mutating func finish(_ action: DriverAction) -> [DriverAction] {
    silentRequests = 0
    damagedRequests = 0
    work = .idle
    return [action]
  }
}
