import Primitives
import ReaderWire

extension LenAdrHFDialect {
  mutating func startRound(at now: Moment, damage: Int) {
    let wantsPlates = settings.airInterfaces.contains(.iso15693)
    let step = wantsPlates ? LenAdrHFRound.Step.plates : .card
    let round = LenAdrHFRound(began: now, damageBefore: damage, step: step)
    work = .round(round)
    if settings.resetsField { path.commands = [.field(on: false), .field(on: true)] }
    switchMode(to: wantsPlates ? .iso15693 : .iso14443A)
  }

  mutating func advance(
    _ current: LenAdrHFRound, with reply: LenAdrHFReply, at now: Moment, damage: Int
  ) -> Step {
    var round = current
    let verdict: LenAdrHFRound.Verdict
    if round.step == .plates {
      let found = LenAdrHFInventory(reply.data, expecting: uidOrder)
      uidOrder = found.provenOrder ?? uidOrder
      verdict = round.take(reply.status, found)
    } else {
      verdict = round.takeCard(reply)
    }
    switch verdict {
    case .refused:
      return .ended(.fault(.lenAdr(reply.status)))
    case .cardThere:
      round.step = .cardNumber
    case .done:
      guard round.step == .plates, settings.airInterfaces.contains(.iso14443) else {
        return .ended(.round(round.result(damage: damage, ended: now)))
      }
      round.step = .card
      switchMode(to: .iso14443A)
    }
    work = .round(round)
    return next(at: now)
  }

  /// Has the interface switched before the next question, unless it is known to be that one.
  mutating func switchMode(to wanted: LenAdrHFMode) {
    if mode != wanted { path.commands.append(.mode(wanted)) }
  }

  func command(of step: LenAdrHFRound.Step) -> LenAdrHFCommand {
    switch step {
    case .plates: .inventory
    case .card: .callCards
    case .cardNumber: .cardNumber
    }
  }
}
