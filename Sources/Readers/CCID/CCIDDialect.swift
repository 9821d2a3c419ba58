public import Primitives
public import ReaderWire
import TagReads

/// The USB class of smart-card readers: how one slot is asked which card lies there.
///
/// A round is: slot status (65); for a card that has not been read yet, power off if it is powered
/// (63), power on (62), and twice the card's number (6F with FF CA 00 00 00). The card stays
/// powered while it lies there, and as long as the slot says so and no notice has come, the slot's
/// status is the whole round. After `verifyPeriod` the card is read anew, because a reader may not
/// notice that it was exchanged (QEMU's keeps calling its slot active).
///
/// Answers are known by their sequence number; any other is a leftover. While a reader asks for
/// more time it is waited for, up to a bound.
///
/// How answers are judged:
///
///     no card                       complete, without a tag; but disturbed soon after the station
///                                   itself took the power away
///     number of 4, 7, 10 bytes      complete, an ISO 14443 card
///     number of 8 bytes with E0     complete, an ISO 15693 card
///     number of 4 bytes from 08     complete, without a tag: a phone, and the round says so
///     67, 68, 6A, 6B, 6D, 6E        complete, without a tag: no number, and the round says so
///     T=1 alone, by TPDUs           complete, without a tag: another protocol, and it says so
///     two unequal numbers, other statuses, a mute card, failed commands      disturbed
///     busy                          asked again a few times, then disturbed
///     no or damaged answer          disturbed; several in a row, a fatal fault
///
/// Readers that exchange TPDUs are used with T=0: data that waits (61) is fetched with GET
/// RESPONSE, a wrong length (6C) is put right. A reader that exchanges TPDUs and knows T=1 alone is
/// refused when it is probed; a card in such a reader that offers T=1 alone in its answer to reset
/// is refused in its round. Without a class descriptor the reader is taken for one that takes short
/// APDUs, as nearly all contactless ones do.
///
/// Of a reader with several slots the first is used: a canteen's reader for cards has one, and what
/// is put elsewhere could not be told from a card that lies beside the reader.
public struct CCIDDialect: ReaderDialect {
  typealias Step = DialectStep<CCIDAnswer>

  enum Work: Sendable {
    case none
    case probing(repeats: Int)
    case round(CCIDRound)
  }

  let settings: CCIDDriverSettings
  var work = Work.none
  /// The number of the last command.
  var sequence: UInt8 = 0
  var askedAt = Moment.origin
  var descriptor: CCIDClassDescriptor?
  /// The card that was read last, while it may still lie there.
  var card: LyingCard?
  /// The order of ISO 15693 numbers that the reader has shown.
  var order: CardNumber.Order?
  var roundEndedAt: Moment?
  var poweredOffAt: Moment?

  /// Makes a dialect for one opening of the channel.
  public init(settings: CCIDDriverSettings = .init()) {
    self.settings = settings
  }

  public var answers: CCIDAnswerDecoder { CCIDAnswerDecoder() }

  public var patience: LinePatience { settings.line }

  /// Power off, so that the card that lies there is left as it was found.
  public var farewell: [UInt8]? {
    guard card != nil else { return nil }
    return CCIDCommand.powerOff.message(slot: settings.slot, sequence: sequence &+ 1).bytes
  }

  public func fault(_ failure: LineFailure) -> ReaderFault {
    failure == .damaged ? .ccidDamaged : .ccidSilent
  }

  public mutating func begin(
    _ job: ReaderJob, at now: Moment, damage: Int
  ) -> DialectStep<CCIDAnswer> {
    switch job {
    case .identify:
      card = nil
      return probe(repeats: 0, at: now)
    case .request(.inventory):
      let gap = roundEndedAt.map { ($0 + settings.roundGapMin).since(now) } ?? .zero
      return ask(
        CCIDRound(began: now, damageBefore: damage), .status, at: now, pause: max(.zero, gap))
    case .request(.readBlocks(let tag, let first, _)),
      .request(.writeBlocks(let tag, let first, _)):
      let outcome = BlockAnswer.Outcome.failed(.ccidBlocks)
      return .ended(.blocks(BlockAnswer(tag: tag, first: first, outcome: outcome)))
    }
  }

  public mutating func take(
    _ answers: [CCIDAnswer], isOver: Bool, at now: Moment, damage: Int
  ) -> DialectStep<CCIDAnswer> {
    guard let answer = answers.last else { return .listen }
    descriptor = answer.descriptor ?? descriptor
    if case .timeExtension = answer.reply.outcome,
      now.since(askedAt) < settings.extensionTimeMax
    {
      return .listen
    }
    switch work {
    case .none: return .listen
    case .probing(let repeats): return probed(answer.reply, repeats: repeats, at: now)
    case .round(let round): return advance(round, with: answer, at: now, damage: damage)
    }
  }

  public mutating func giveUp(
    _ failure: LineFailure, isLost: Bool, at now: Moment, damage: Int
  ) -> [DriverAction] {
    defer { work = .none }
    guard case .round(let round) = work, !isLost else { return [] }
    card = nil
    roundEndedAt = now
    return [.round(round.result(nil, quality: .disturbed, damage: damage, ended: now))]
  }

  /// A question whose answer is the next one with its sequence number.
  mutating func question(
    _ command: CCIDCommand, at now: Moment, patience: Duration, pause: Duration = .zero
  ) -> ReaderQuestion<CCIDAnswer> {
    sequence &+= 1
    askedAt = now
    let (slot, sequence, kind) = (settings.slot, sequence, command.answer)
    let bytes = command.message(slot: slot, sequence: sequence).bytes
    return ReaderQuestion(bytes, patience: patience, pause: pause) { answer in
      let reply = answer.reply
      guard reply.slot == slot, reply.sequence == sequence else { return .foreign }
      switch reply.outcome {
      case .timeExtension: return .piece
      case .failed: return .last
      case .done: return reply.kind == kind ? .last : .foreign
      }
    }
  }
}

/// Proving that the reader is alive, before it counts as open.
extension CCIDDialect {
  private mutating func probe(repeats: Int, at now: Moment, pause: Duration = .zero) -> Step {
    work = .probing(repeats: repeats)
    return .ask(
      question(.slotStatus, at: now, patience: settings.answerTimeMax, pause: pause))
  }

  private mutating func probed(_ reply: CCIDReply, repeats: Int, at now: Moment) -> Step {
    switch reply.outcome {
    case .failed(let error) where error.isBusy && repeats < settings.repeatsMax:
      return probe(repeats: repeats + 1, at: now, pause: settings.busyPause)
    case .failed(let error) where error == .noSuchSlot || error == .notSupported:
      return .closed(.ccid(error))
    case .timeExtension:
      return .closed(.ccidSilent)
    case .done, .failed:
      // A card that cannot be heard is no reason to doubt the reader.
      return identified
    }
  }

  private var identified: Step {
    guard let descriptor else {
      return .ended(
        .identified(ReaderIdentity(family: .ccid, model: "CCID, short APDU", firmware: "unknown")))
    }
    if descriptor.level == .character { return .closed(.ccidCharacters) }
    if descriptor.level == .tpdu, !descriptor.speaksT0 { return .closed(.ccidBlockProtocol) }
    return .ended(
      .identified(
        ReaderIdentity(
          family: .ccid, model: "CCID \(descriptor.releaseText), \(descriptor)",
          firmware: "unknown")))
  }
}

/// The driver of smart-card readers as a machine without I/O; its link is `ReaderLink.ccid`.
public typealias CCIDDriver = DialectDriver<CCIDDialect>

extension DialectDriver where Dialect == CCIDDialect {
  /// Makes a driver for one opening of the channel.
  public init(settings: CCIDDriverSettings = .init()) {
    self.init(CCIDDialect(settings: settings))
  }
}
