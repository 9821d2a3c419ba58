internal import Ledger
internal import LedgerStore
internal import Settlement

/// Compares the books after a run with what really lay on the antennas.
struct DemoAudit {
  private let run: VirtualRunner
  private let store: LedgerStore

  init(run: VirtualRunner, store: LedgerStore) {
    self.run = run
    self.store = store
  }

  /// Reads the whole journal, verifies it, and counts what went wrong.
  func report(seed: UInt64, lanes: Int) throws(StoreError) -> DemoReport {
    var debits = DebitAudit(
      truths: run.diners.payments, paidIntents: run.tally.paidIntents)
    try store.tour(&debits)
    let verification = try store.verify()
    let hall = run.diners
    let bills = hall.bills
    return DemoReport(
      seed: seed, lanes: lanes, diners: hall.dinersCome, trays: hall.traysPlaced,
      plates: hall.platesBrought, billsShown: bills.shown, billsAmended: bills.amended,
      billsShownWrong: bills.shownWrong, billsLeftWrong: bills.leftWrong,
      billsWrong: debits.wrongCount, paymentsStopped: run.tally.contradicted,
      refused: Dictionary(hall.stays.flatMap(\.refusals).map { ($0, 1) }, uniquingKeysWith: +),
      refusedByBooks: run.tally.refusedByBooks, problems: run.tally.problems,
      tappedTwice: hall.stays.count { $0.hasTappedTwice }, debits: debits.debitCount,
      debitsLost: debits.lostCount,
      debitsDoubled: debits.doubledCount, debitsUnannounced: debits.unannouncedCount,
      unexplained: hall.stays.count { $0.end == .turnedAway && $0.problems.isEmpty },
      outcomes: Dictionary(grouping: hall.stays, by: \.end.rawValue).mapValues(\.count),
      ledgerBalanced: verification.isSound, chainVerified: verification.isChainSound,
      trayToBillMs: .init(hall.stays.compactMap(\.trayToBill)),
      tapToPaidMs: .init(hall.stays.compactMap(\.tapToPaid)),
      commitMs: .init(run.commitTimes), stationSeconds: run.stationSeconds)
  }
}
