import Primitives
import ReaderWire

// Bringing the reader into the right state, and asking.
extension LenAdrHFDialect {
  /// Asks what stands before the job's own question, else that question.
  mutating func next(at now: Moment) -> Step {
    if let command = path.next { return ask(command) }
    switch work {
    case .none:
      return .listen
    case .identifying(let found):
      guard let found else { return .listen }
      return .ended(
        .identified(
          ReaderIdentity(family: .lenAdrHF, model: found.model, firmware: found.firmware)))
    case .round(let round):
      return ask(command(of: round.step))
    case .blocks(let blocks):
      return ask(command(of: blocks))
    }
  }

  /// Takes the answer to a question on the path; a fault if the job cannot go on.
  mutating func prepared(_ asked: LenAdrHFCommand, _ reply: LenAdrHFReply) -> ReaderFault? {
    if path.needsFence {
      guard let found = LenAdrHFInformation(reply.data) else { return .lenAdr(reply.status) }
      scanTime = .milliseconds(100 * Int64(found.scanTimeTenths))
      path.needsFence = false
      mayHaveLateAnswer = false
      if case .identifying = work { work = .identifying(found) }
      return nil
    }
    path.commands.removeFirst()
    guard case .mode(let switched) = asked else {
      return reply.status == .ok ? nil : .lenAdr(reply.status)
    }
    // A reader for ISO 15693 alone may not know how to be switched to it.
    let isOnlyInterface =
      switched == .iso15693 && [.notSupported, .notAvailable].contains(reply.status)
    guard reply.status == .ok || isOnlyInterface else { return .lenAdr(reply.status) }
    mode = switched
    return nil
  }

  /// What makes the reader ready for the question it has just refused, if anything does.
  func remedy(for status: LenAdrHFStatus) -> LenAdrHFCommand? {
    switch status {
    case .fieldOff: .field(on: true)
    case .wrongMode: .mode(wantedMode)
    default: nil
    }
  }

  private var wantedMode: LenAdrHFMode {
    if case .round(let round) = work, round.step != .plates { .iso14443A } else { .iso15693 }
  }

  func ask(_ command: LenAdrHFCommand, pause: Duration = .zero) -> Step {
    let address = settings.address
    return .ask(
      ReaderQuestion(
        command.frame(address: address).bytes ?? [], patience: patience(for: command), pause: pause
      ) { reply in
        let isAsked = address == LenAdrFrame.anyAddress || reply.address == address
        return isAsked && Self.fits(reply, command) ? .last : .foreign
      })
  }

  private func patience(for command: LenAdrHFCommand) -> Duration {
    switch command {
    case .information: fencePatience
    case .field, .mode: settings.answerTimeMax
    case .inventory: scanTime + settings.inventoryTimeMargin
    case .readBlock, .writeBlock, .callCards, .cardNumber: settings.tagTimeMax
    }
  }

  /// An inventory begun before may have to end first; while probing, it is asked again instead.
  private var fencePatience: Duration {
    if case .identifying = work { return settings.answerTimeMax }
    return scanTime + settings.answerTimeMax
  }

  /// Whether an answer has a form that a command's answer can have.
  private static func fits(_ reply: LenAdrHFReply, _ command: LenAdrHFCommand) -> Bool {
    if command == .information {
      return reply.status == .ok && LenAdrHFInformation(reply.data) != nil
    }
    guard reply.status == .ok else { return true }
    return switch command {
    case .information, .field, .mode, .writeBlock: reply.data.isEmpty
    case .inventory: reply.data.count.isMultiple(of: 9)
    case .readBlock: reply.data.count == 5
    case .callCards: reply.data.count == 2
    case .cardNumber: reply.data.count == 4
    }
  }
}
