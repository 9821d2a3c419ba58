import Menus
import Primitives
import TagReads
import Trays

/// The tray on the antenna.
extension Lane {
  mutating func observeTray(_ round: InventoryRound, _ turn: inout Turn) {
    guard trayReader == .working else { return }
    let catalogue = turn.context.catalogue
    let (tray, asks) = cards.observeTray(round, isPlate: catalogue.isPlate)
    turn.actions += asks.map { .identify($0) }
    let visit = visit?.id
    let events = engine.observe(tray) { Self.knowledge(of: $0, in: visit, turn.context) }
    for event in events { take(event, &turn) }
    cardsMoved(turn)
  }

  /// What the engine may know of a tag; a plate that nobody could bill now is rarely on a tray.
  private static func knowledge(
    of tag: TagID, in visit: UniqueID?, _ context: LaneContext
  ) -> TagKnowledge {
    let catalogue = context.catalogue
    guard catalogue.isPlate(tag) else {
      return TagKnowledge(.unknown, rival: context.rival(tag))
    }
    let period = catalogue.mealPeriod(at: context.menuTime)
    let hasPrice =
      catalogue.offer(for: tag, period: period, on: context.businessDay) != .plateWithoutDish
    let soldElsewhere = context.soldRecently(tag).map { $0 != visit } ?? false
    return TagKnowledge(
      .plate, isInUse: hasPrice && !soldElsewhere, past: context.pastRates(tag),
      rival: context.rival(tag))
  }

  mutating func take(_ event: TrayEvent, _ turn: inout Turn) {
    switch event {
    case .arrived: arrived(&turn)
    case .counting(let count): visit?.tagCount = count
    case .settled(let reading): settled(reading, turn)
    case .unsettled: stage = .reading
    case .undecided(let reason): undecided(reason, turn)
    case .confirmed(let reading): confirmed(reading, &turn)
    case .contradicted: contradicted(&turn)
    case .departed: departed(&turn)
    }
  }

  private mutating func arrived(_ turn: inout Turn) {
    if visit != nil { departed(&turn) }
    let new = Visit(id: turn.context.mintID())
    visit = new
    stage = .reading
    clearing = nil
    turn.note(.visitBegan(new.id))
  }

  private mutating func settled(_ reading: TrayReading, _ turn: Turn) {
    isRechecking = false
    guard let tray = priced(reading, turn) else { return }
    if case .looking(let look) = payment {
      guard look.tray.reading.tags != reading.tags else { return }
      endLook(look)
    }
    settle(tray)
  }

  /// Puts a priced set in place, and thinks again about a tap that waits for one.
  mutating func settle(_ tray: PricedTray) {
    stage = .settled(tray)
    visit?.unpaid = tray.unpaid
    switch claim?.gate {
    case nil: break
    case .open: if !tray.isPayable { deferClaim() }
    case .sameSet(let tags):
      if tray.isPayable, tags == tray.reading.tags { claim?.gate = .open } else { deferClaim() }
    case .shownBill: break
    }
    if isSettledUp { claim = nil }
  }

  private mutating func undecided(_ reason: UndecidedReason, _ turn: Turn) {
    if isRechecking {
      stage = .undecided(reason)
      _ = engine.beginDecisiveLook(at: turn.now)
    } else if case .looking = payment {
      lookFailed(reason, turn)
    } else {
      stage = .undecided(reason)
      deferClaim()
    }
  }

  private mutating func confirmed(_ reading: TrayReading, _ turn: inout Turn) {
    if isRechecking {
      settled(reading, turn)
    } else if case .looking(let look) = payment {
      lookConfirmed(look, reading, &turn)
    }
  }

  private mutating func contradicted(_ turn: inout Turn) {
    isRechecking = false
    stage = .reading
    guard case .looking(let look) = payment, let visit else { return }
    endLook(look)
    turn.note(.contradicted(visit: visit.id))
  }

  /// Prices a set in the visit at hand as the display shows it.
  func priced(_ reading: TrayReading, _ turn: Turn) -> PricedTray? {
    priced(reading, for: visit?.shownFor, turn)
  }

  /// Prices a set in the visit at hand.
  func priced(_ reading: TrayReading, for group: DinerGroupCode?, _ turn: Turn) -> PricedTray? {
    visit.map {
      PricedTray(
        reading, of: $0, after: lastPayment?.visit, group: group, settings: settings,
        at: turn.now, context: turn.context)
    }
  }

  /// Keeps a shown bill true while clock, menu, bindings and sales go on.
  mutating func reprice(_ turn: Turn) {
    guard payment.isNone, let tray, turn.now >= tray.pricedAt + settings.repricingTime,
      var new = priced(tray.reading, turn)
    else { return }
    guard new.matches(tray) else { return settle(new) }
    new.shownSince = tray.shownSince
    stage = .settled(new)
  }
}

/// The end of a visit.
extension Lane {
  mutating func departed(_ turn: inout Turn) {
    guard let visit else { return }
    self.visit = nil
    stage = .absent
    isRechecking = false
    claim = nil
    objection = nil
    if case .looking = payment {
      engine.cancelDecisiveLook()
      payment = .none
    }
    if case .inFlight(var flight) = payment, flight.endedVisit == nil {
      flight.endedVisit = visit
      payment = .inFlight(flight)
    } else {
      conclude(visit, &turn)
    }
  }

  /// Says how a visit ended, once nothing about it is open any more.
  mutating func conclude(_ visit: Visit, _ turn: inout Turn) {
    let unpaid = visit.unpaid.filter { !visit.doubted.contains($0) }
    if !unpaid.isEmpty {
      turn.note(.leftWithoutPaying(visit: visit.id, plates: unpaid))
      turn.sound(.attention)
    }
    turn.note(.visitEnded(visit.id, paid: visit.settlement != nil && visit.unpaid.isEmpty))
    guard let settlement = visit.settlement, self.visit == nil else { return }
    clearing = Clearing(settlement: settlement, until: turn.now + settings.clearingHold)
  }
}
