import Billing
import Ledger
import Menus
import Money
import Primitives
import TagReads
import Trays

/// What the four sides of a lane add up to for the people in front of it.
extension Lane {
  /// Shows, sounds and notes what has changed.
  mutating func present(_ turn: inout Turn) {
    let old = view
    view = composed()
    noteBill(&turn)
    if view != old { turn.actions.append(.show(view)) }
    announce(view.problem, after: old.problem, &turn)
    turn.actions += turn.sounds.map { .sound($0) }
    let wanted = wantedPace
    if wanted != pace {
      pace = wanted
      turn.actions.append(.pace(wanted))
    }
  }

  private var wantedPace: LanePace {
    guard service == .open else { return .resting }
    return visit == nil && claim == nil && payment.isNone ? .resting : .busy
  }

  private mutating func announce(
    _ problem: LaneProblem?, after old: LaneProblem?, _ turn: inout Turn
  ) {
    guard problem?.code != old?.code else { return }
    guard let problem else {
      if let old { turn.note(.problemEnded(old.code)) }
      return
    }
    turn.note(.problem(problem))
    guard let sound = problem.sound else { return }
    if let last = lastHeard, last.code == problem.code, turn.now < last.at + settings.soundPause {
      return
    }
    lastHeard = (problem.code, turn.now)
    turn.sound(sound)
  }

  /// Notes the bill on display if it is another than the one noted last in the visit.
  private mutating func noteBill(_ turn: inout Turn) {
    guard service == .open, let visit, visit.id == shownVisit?.id, let tray = shownTray,
      !tray.isSettledUp
    else { return }
    let bill = ShownBill(
      visit: visit.id, tags: tray.reading.tags, lines: tray.lines, total: tray.bill.total,
      isPayable: tray.isPayable, isSupplementary: visit.settlement != nil,
      decidedAt: tray.reading.at)
    guard !bill.saysTheSame(as: visit.noted) else { return }
    self.visit?.noted = bill
    turn.note(.billShown(bill))
  }

  /// The visit on display: while a payment is in flight the one that pays.
  private var shownVisit: Visit? {
    guard case .inFlight(let flight) = payment else { return visit }
    return flight.endedVisit ?? visit
  }

  private var shownSettlement: Settlement? {
    shownVisit?.settlement ?? clearing?.settlement
  }

  /// The tray on display: priced for the diner once a card was tapped.
  private var shownTray: PricedTray? {
    switch payment {
    case .looking(let look): look.tray
    case .inFlight(let flight): flight.tray
    case .none: tray
    }
  }
}

/// Putting a view together.
extension Lane {
  private func composed() -> LaneView {
    var view = LaneView(state)
    view.problem = problem
    view.receipt = shownSettlement?.receipt
    if let problem = view.problem, Self.closing.contains(problem.code) {
      view.state = .closed
      return view
    }
    view.visit = shownVisit?.id
    view.tagCount = state == .reading ? visit?.tagCount ?? 0 : 0
    view.isCardWaiting = claim != nil && payment.isNone
    view.wallets = wallets
    putLines(on: &view)
    if view.problem != nil { view.state = .problem }
    view.wantsAnotherTap = view.state == .bill && visit?.wantsAnotherTap == true && claim == nil
    return view
  }

  /// The stage, problems left aside.
  private var state: LaneView.State {
    guard payment.isNone else { return .paying }
    if clearing != nil { return .clearing }
    guard let visit else { return .idle }
    switch stage {
    case .settled(let tray) where !tray.bill.lines.isEmpty: return .bill
    case .absent, .reading, .undecided, .settled:
      return visit.settlement == nil ? .reading : .paid
    }
  }

  private var wallets: LaneWallets? {
    switch payment {
    case .looking(let look): look.claim.wallets
    case .inFlight(let flight): flight.claim.wallets
    case .none:
      claim?.wallets ?? objection?.wallets
        ?? shownSettlement?.receipt.left
    }
  }

  private func putLines(on view: inout LaneView) {
    if let tray = shownTray, !tray.bill.lines.isEmpty {
      view.lines = tray.lines
      view.total = tray.bill.total
      view.energyKilojoules = tray.bill.energyKilojoules
      view.isSupplementary = shownVisit?.settlement != nil
    } else if let settlement = shownSettlement {
      view.lines = settlement.lines
      view.total = settlement.receipt.total
      view.energyKilojoules = settlement.energyKilojoules
    }
  }

  private static let closing: Set<LaneProblem.Code> = [.booksStopped, .laneClosed, .laneStarting]
}

/// What is wrong.
extension Lane {
  /// The problem to be shown: the first by priority.
  ///
  /// While a payment is in flight nothing else is said, unless the lane is closed: its answer is
  /// due at once, and until then nobody can do anything about it.
  private var problem: LaneProblem? {
    switch service {
    case .booksStopped(let reason): return LaneProblem(.booksStopped, detail: reason)
    case .closed(let reason): return LaneProblem(.laneClosed, detail: reason)
    case .open: break
    }
    if case .inFlight = payment { return nil }
    let found = [problem(of: trayReader, .readerLost), cardReaderProblem, cardProblem, trayProblem]
    return found.compactMap { $0 }.min { $0.code < $1.code }
  }

  private func problem(of reader: LaneReaderState, _ code: LaneProblem.Code) -> LaneProblem? {
    switch reader {
    case .working: nil
    case .starting: LaneProblem(.laneStarting)
    case .lost(let reason): LaneProblem(code, detail: reason)
    case .attention(let instruction): LaneProblem(code, detail: instruction)
    }
  }

  /// Whoever has paid needs no card reader.
  private var cardReaderProblem: LaneProblem? {
    isSettledUp || clearing != nil ? nil : problem(of: cardReader, .cardReaderLost)
  }

  private var cardProblem: LaneProblem? {
    objection.map { LaneProblem($0.code, detail: $0.detail) }
  }

  /// A paid tray is lifted plate by plate, so its set may well be undecided; only plates beyond the
  /// paid ones make that a problem.
  private var trayProblem: LaneProblem? {
    switch stage {
    case .absent, .reading: return nil
    case .settled(let tray):
      return tray.obstacles.first.map { LaneProblem($0.code, tags: $0.tags) }
    case .undecided(let reason):
      guard let visit, visit.paid.isEmpty || visit.tagCount > visit.paid.count else { return nil }
      return LaneProblem(Self.problem(of: reason))
    }
  }
}

extension ShownBill {
  /// True if a diner would see no difference, whenever it was decided.
  fileprivate func saysTheSame(as other: ShownBill?) -> Bool {
    guard var other else { return false }
    other.decidedAt = decidedAt
    return self == other
  }
}
