import Ledger
import Menus
import Primitives
import TagReads

/// Cards and what they mean.
extension Lane {
  mutating func observeCards(_ round: InventoryRound, _ turn: inout Turn) {
    guard settings.hasCardReader, cardReader == .working else { return }
    let catalogue = turn.context.catalogue
    let asks = cards.observeCards(round, isPlate: catalogue.isPlate)
    turn.actions += asks.map { .identify($0) }
    refuseNumbers(of: round, turn)
    cardsMoved(turn)
  }

  /// A card that cannot be known again is told once while it lies there, and pays nothing.
  private mutating func refuseNumbers(of round: InventoryRound, _ turn: Turn) {
    defer { cardRefusal = round.refusal }
    guard let refusal = round.refusal, refusal != cardRefusal, isOpenToCards, !cards.hasCards,
      claim == nil, payment.isNone
    else { return }
    switch refusal {
    case .changingNumber: object(.changingCard, to: nil, turn)
    case .noNumber, .otherProtocol: object(.numberlessCard, to: nil, turn)
    }
  }

  /// A round may have brought two cards together, or taken one away that was waited for.
  mutating func cardsMoved(_ turn: Turn) {
    if claim?.gate == .shownBill, let card = claim?.card, !cards.has(card) { claim = nil }
    if cards.isCrowded, isOpenToCards { severalCards(turn) }
    if !cards.hasCards { tellStranger(turn) }
  }

  /// Says once that nobody knows the card at the reader.
  private mutating func tellStranger(_ turn: Turn) {
    guard isOpenToCards, claim == nil, payment.isNone, let tag = cards.untoldStranger else {
      return
    }
    cards.noteTold(tag)
    object(.unknownCard, to: tag, turn)
  }

  mutating func identified(_ tag: TagID, _ standing: CardStanding, _ turn: inout Turn) {
    guard let tap = cards.answer(tag, standing, at: turn.now), isOpenToCards else { return }
    if standing == .unknown {
      guard tap.place == .cardReader, !cards.hasCards, claim == nil, payment.isNone else { return }
      cards.noteTold(tag)
      object(.unknownCard, to: tag, turn)
    } else if !justPaid(tag, turn.now) {
      tapped(tap, standing, &turn)
    }
  }

  /// The tap counts once the books can say whose card it is: the look-up is repeated while the
  /// card lies there.
  mutating func lookupFailed(_ tag: TagID, _ reason: String, _ turn: Turn) {
    guard isOpenToCards, payment.isNone, !cards.isStranger(tag) else { return }
    object(.booksUnavailable, to: tag, detail: reason, turn)
  }

  /// Whether a tap can mean anything now.
  private var isOpenToCards: Bool {
    if case .inFlight = payment { return false }
    return service == .open && trayReader == .working && !isSettledUp
  }

  private mutating func tapped(
    _ tap: CardStay, _ standing: CardStanding, _ turn: inout Turn
  ) {
    if case .looking(let look) = payment {
      if look.claim.card != tap.tag { severalCards(turn) }
      return
    }
    guard !cards.isCrowded(by: tap) else { return severalCards(turn) }
    switch standing {
    case .unknown: object(.unknownCard, to: tap.tag, turn)
    case .blocked: object(.blockedCard, to: tap.tag, turn)
    case .lost: object(.lostCard, to: tap.tag, turn)
    case .closed: object(.accountClosed, to: tap.tag, turn)
    case .open(let account):
      objection = nil
      claim = Claim(card: tap.tag, account: account, place: tap.place, tappedAt: turn.now)
      refuseEarlyTap(&turn)
    }
  }

  /// A tap at a tray that is a problem reminds of the problem; it does not pay what comes next.
  private mutating func refuseEarlyTap(_ turn: inout Turn) {
    switch stage {
    case .undecided: break
    case .settled(let tray) where !tray.isPayable: break
    case .absent, .reading, .settled: return
    }
    deferClaim()
    turn.sound(.problem)
  }

  /// Whether a tap is only the card that has just paid, still in the hand above the reader.
  private func justPaid(_ card: TagID, _ now: Moment) -> Bool {
    guard let last = lastPayment, last.card == card, last.visit != visit?.id else { return false }
    return now < last.at + (visit == nil ? settings.cardHold : settings.payerPause)
  }

  private mutating func severalCards(_ turn: Turn) {
    dropPayment()
    claim = nil
    guard objection?.code != .severalCards else { return }
    objection = Objection(code: .severalCards, raisedAt: turn.now)
  }

  /// Raises a problem with a card; the tap is used up.
  mutating func object(
    _ code: LaneProblem.Code, to card: TagID?, wallets: LaneWallets? = nil, detail: String = "",
    _ turn: Turn
  ) {
    claim = nil
    objection = Objection(
      code: code, card: card, raisedAt: turn.now, wallets: wallets, detail: detail)
  }

  /// The bill is not the one the tap was for: a card on the tray waits until the new one has been
  /// seen, a card at the reader has to be tapped again.
  mutating func deferClaim() {
    guard let card = claim?.card else { return }
    if claim?.place == .trayAntenna, cards.has(card) {
      claim?.gate = .shownBill
    } else {
      claim = nil
    }
  }

  /// The problem that a refusal of the books is to the diner. What a lane's sale can only be
  /// refused for if lane and books disagree has no row here.
  static func problem(of refusal: Refusal) -> LaneProblem.Code {
    switch refusal {
    case .insufficientBalance: .insufficientBalance
    case .minimumBalance: .minimumBalance
    case .transactionLimit: .transactionLimit
    case .mealAmountLimit: .mealAmountLimit
    case .mealCountLimit: .mealCountLimit
    case .dayAmountLimit: .dayAmountLimit
    case .dayCountLimit: .dayCountLimit
    case .unknownAccount, .unknownCard: .unknownCard
    case .blockedAccount, .blockedCard: .blockedCard
    case .accountClosed: .accountClosed
    case .accountNotValid: .accountNotValid
    case .lostCard: .lostCard
    case .alreadyPaidPlate: .alreadyPaid
    default: .booksStopped
    }
  }
}
