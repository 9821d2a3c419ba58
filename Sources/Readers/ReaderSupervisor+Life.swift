import Primitives
import TagReads

extension ReaderSupervisor {
  static let openTimedOut = ReaderFault(
    .openTimedOut,
    message: "The reader did not open in time. Unplug it and plug it in again.", isFatal: true)

  static let notReady = ReaderFault(
    .noAnswer, message: "The reader is not ready. Wait until it has been found.", isFatal: false)

  static let tooManyRequests = ReaderFault(
    .notPossible, message: "Too many requests wait for this reader. Try again in a moment.",
    isFatal: false)

  static let stopped = ReaderFault(
    .stopped, message: "The station is stopping.", isFatal: true)

  mutating func openChannel(at now: Moment) -> [SupervisorAction] {
    let until = now + settings.openTimeMax
    phase = .opening(until: until)
    defer { isDead = false }
    // Opening may be over at once, and then asks for wakes of its own.
    return [.wake(at: until)] + (isDead ? [.reset, .open] : [.open])
  }

  /// Does what the driver said, in its order; a fatal fault makes the rest void.
  mutating func carryOut(_ actions: [DriverAction], at now: Moment) -> [SupervisorAction] {
    var results: [SupervisorAction] = []
    for action in actions {
      switch action {
      case .send(let bytes):
        tally.bytesSent += bytes.count
        results.append(.send(bytes))
      case .wake(let moment):
        results.append(.wake(at: moment))
      case .identified(let found):
        identity = found
        results += stand(.ready(found))
        phase = .resting(until: now)
      case .round(let round):
        asked = nil
        results += ended(round)
        phase = .resting(until: nextRound(after: now))
      case .blocks(let answer):
        asked = nil
        results.append(.blocks(answer))
        phase = .resting(until: nextRound(after: now))
      case .fault(let fault):
        tally.faults += 1
        guard !fault.isFatal, identity != nil else {
          return results + [.close] + lose(fault, at: now)
        }
        results += giveUpAsked(fault) + stand(.attention(fault))
        phase = .resting(until: now + settings.attentionPause)
      }
    }
    guard case .resting(let until) = phase else { return results }
    return results + rest(until: until, at: now)
  }

  /// Waits for the next turn, or takes it if it has come.
  mutating func rest(until: Moment, at now: Moment) -> [SupervisorAction] {
    guard until > now, waiting.isEmpty else { return takeTurn(at: now) }
    phase = .resting(until: until)
    return [.wake(at: until)]
  }

  /// Hands the driver the request that has waited longest, else an inventory.
  mutating func takeTurn(at now: Moment) -> [SupervisorAction] {
    guard var working = driver else { return [] }
    let request = waiting.isEmpty ? .inventory : waiting.removeFirst()
    if request == .inventory { lastRoundBegan = now }
    phase = .working
    asked = request
    let actions = working.perform(request, at: now)
    driver = working
    return carryOut(actions, at: now)
  }

  func nextRound(after now: Moment) -> Moment {
    guard pace == .resting, let lastRoundBegan else { return now }
    return max(now, lastRoundBegan + settings.restingPeriod)
  }

  private mutating func ended(_ round: InventoryRound) -> [SupervisorAction] {
    tally.rounds += 1
    if round.quality == .partial { tally.partialRounds += 1 }
    if round.quality == .disturbed { tally.disturbedRounds += 1 }
    pause = settings.backoffMin
    let change = identity.map { stand(.ready($0)) } ?? []
    return change + [.round(round)]
  }

  /// Closes the books on this opening and plans the next.
  mutating func lose(_ fault: ReaderFault, at now: Moment) -> [SupervisorAction] {
    if identity != nil { tally.losses += 1 }
    if case .proving = phase { isDead = fault.code == .noAnswer }
    let failures = letGo(fault)
    let needsSomebody = !fault.isFatal
    let change = stand(needsSomebody ? .attention(fault) : .lost(fault))
    let wait = needsSomebody ? max(pause, settings.attentionPause) : pause
    pause = min(pause + pause, settings.backoffMax)
    phase = .pausing(until: now + wait)
    return failures + change + [.wake(at: now + wait)]
  }

  /// Gives up the driver; the request it is at work on and those that wait are answered.
  mutating func letGo(_ fault: ReaderFault) -> [SupervisorAction] {
    earlierDamagedBytes += driver?.damagedByteCount ?? 0
    driver = nil
    identity = nil
    defer { waiting = [] }
    return giveUpAsked(fault) + waiting.flatMap { failure(of: $0, fault) }
  }

  /// Answers the request the driver is at work on, if it has not been answered.
  private mutating func giveUpAsked(_ fault: ReaderFault) -> [SupervisorAction] {
    defer { asked = nil }
    return asked.map { failure(of: $0, fault) } ?? []
  }

  /// The answer to a request that cannot be made; a round that was asked for needs none.
  func failure(of request: ReaderRequest, _ fault: ReaderFault) -> [SupervisorAction] {
    switch request {
    case .inventory:
      []
    case .readBlocks(let tag, let first, _), .writeBlocks(let tag, let first, _):
      [.blocks(BlockAnswer(tag: tag, first: first, outcome: .failed(fault)))]
    }
  }

  /// Takes a standing; tells it if it is news. While a reader stays away, each kind of fault is
  /// news once. That a reader whose channel broke is then not found is no news at all, whether
  /// others of its kind are there or not: behind a hub they come back one after another.
  private mutating func stand(_ next: ReaderStanding) -> [SupervisorAction] {
    let before = standing
    standing = next
    switch next {
    case .starting, .ready:
      toldCodes = []
      guard next != before else { return [] }
    case .lost(let fault), .attention(let fault):
      guard !toldCodes.contains(fault.code) else { return [] }
      toldCodes.append(fault.code)
      if fault.code == .channelLost { toldCodes += [.deviceNotFound, .otherSerial] }
    }
    return [.standing(next)]
  }
}
