internal import Ledger
internal import Money
internal import Primitives
internal import TagReads

/// Judges every sale of a journal by what really lay on the antenna when the money was asked for.
///
/// It knows the station's own account of the run only as the list of debits that it called paid.
struct DebitAudit: JournalVisitor {
  private struct PlateOfVisit: Hashable {
    var visit: UniqueID?
    var plate: String
  }

  private let truths: [IntentID: PaymentTruth]
  private let paidIntents: [IntentID]
  private var intents: Set<IntentID> = []
  private var sold: Set<PlateOfVisit> = []

  /// Debits that charged anything but what was due, or another account than the card's.
  private(set) var wrongCount = 0
  /// Sales that stand in the journal twice, or charge a plate a second time in a visit.
  private(set) var doubledCount = 0

  init(truths: [PaymentTruth], paidIntents: [IntentID]) {
    self.truths = Dictionary(
      truths.map { ($0.intent, $0) }, uniquingKeysWith: { first, _ in first })
    self.paidIntents = paidIntents
  }

  /// Debits in the books.
  var debitCount: Int { intents.count }

  /// Debits the station called paid that are not in the books.
  var lostCount: Int { paidIntents.count { !intents.contains($0) } }

  /// Debits in the books that the station never called paid.
  var unannouncedCount: Int { intents.subtracting(paidIntents).count }

  mutating func begin(_ heading: JournalHeading) {}

  mutating func visit(_ record: JournalRecord) -> Bool {
    guard case .success(let sale) = record.content, sale.kind == .sale else { return true }
    let isSecond = !intents.insert(sale.id).inserted
    let plates = sale.particulars.lines.map {
      PlateOfVisit(visit: sale.particulars.visit, plate: $0.plate)
    }
    let sellsAgain = plates.count { !sold.insert($0).inserted } > 0
    if isSecond || sellsAgain { doubledCount += 1 }
    if !isSecond, !isRight(sale) { wrongCount += 1 }
    return true
  }

  mutating func visit(_ account: AccountState) -> Bool { true }

  private func isRight(_ sale: Transfer) -> Bool {
    guard let truth = truths[sale.id] else { return false }
    let charged = sale.particulars.lines
    let plates = Set(charged.compactMap { TagID($0.plate) })
    let allowed = Set(truth.due).union(truth.inMotion)
    let pricesHold = charged.allSatisfy { line in
      TagID(line.plate).flatMap { truth.prices[$0] } == line.amount
    }
    let debited =
      sale.change(of: .cash).minorUnits + sale.change(of: .subsidy).minorUnits
    let total = charged.reduce(0) { $0 + $1.amount.minorUnits }
    return !truth.hasStranger && sale.account == truth.account && pricesHold && debited == -total
      && plates.count == charged.count && plates.isSuperset(of: truth.due)
      && plates.isSubset(of: allowed)
  }
}
