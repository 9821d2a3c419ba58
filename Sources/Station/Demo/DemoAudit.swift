internal import Ledger
internal import LedgerStore
internal import Money
internal import Primitives
internal import Settlement
internal import TagReads

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
    var sales = SalesOfJournal()
    try store.tour(&sales)
    let verification = try store.verify()
    let hall = run.diners
    return DemoReport(
      seed: seed, lanes: lanes, diners: hall.dinersCome, trays: run.tally.visits,
      plates: hall.platesBrought, billsShown: run.tally.billsShown,
      billsWrong: wrongBills(sales), paymentsStopped: run.tally.contradicted,
      refused: run.tally.problems, debits: sales.byIntent.count,
      debitsLost: run.tally.paidIntents.count { sales.byIntent[$0] == nil },
      debitsDoubled: sales.doubledCount,
      outcomes: Dictionary(grouping: hall.stays, by: \.end.rawValue).mapValues(\.count),
      ledgerBalanced: verification.isSound, chainVerified: verification.isSound,
      trayToBillMs: .init(hall.stays.compactMap(\.trayToBill)),
      tapToPaidMs: .init(hall.stays.compactMap(\.tapToPaid)),
      commitMs: .init(run.commitTimes), stationSeconds: run.stationSeconds)
  }

  /// Debits that charged anything but what was due, or another account than the card's.
  private func wrongBills(_ sales: SalesOfJournal) -> Int {
    let truths = Dictionary(
      run.diners.payments.map { ($0.intent, $0) }, uniquingKeysWith: { first, _ in first })
    return sales.byIntent.values.count { sale in
      guard let truth = truths[sale.id] else { return true }
      return !isRight(sale, truth)
    }
  }

  private func isRight(_ sale: Transfer, _ truth: PaymentTruth) -> Bool {
    let charged = sale.particulars.lines
    let plates = Set(charged.compactMap { TagID($0.plate) })
    let allowed = Set(truth.due).union(truth.inMotion)
    let pricesHold = charged.allSatisfy { line in
      TagID(line.plate).flatMap { truth.prices[$0] } == line.amount
    }
    return !truth.hasStranger && sale.account == truth.account && pricesHold
      && plates.count == charged.count && plates.isSuperset(of: truth.due)
      && plates.isSubset(of: allowed)
  }
}

/// Gathers the sales of a journal.
private struct SalesOfJournal: JournalVisitor {
  private struct PlateOfVisit: Hashable {
    var visit: UniqueID?
    var plate: String
  }

  private(set) var byIntent: [IntentID: Transfer] = [:]
  /// Sales that stand in the journal twice, or charge a plate a second time in a visit.
  private(set) var doubledCount = 0
  private var sold: Set<PlateOfVisit> = []

  mutating func begin(_ heading: JournalHeading) {}

  mutating func visit(_ record: JournalRecord) -> Bool {
    guard case .success(let transfer) = record.content, transfer.kind == .sale else { return true }
    let isSecond = byIntent.updateValue(transfer, forKey: transfer.id) != nil
    let plates = transfer.particulars.lines.map {
      PlateOfVisit(visit: transfer.particulars.visit, plate: $0.plate)
    }
    let sellsAgain = plates.contains { !sold.insert($0).inserted }
    if isSecond || sellsAgain { doubledCount += 1 }
    return true
  }

  mutating func visit(_ account: AccountState) -> Bool { true }
}
