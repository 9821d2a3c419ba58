import Primitives

/// What became of the trays of one contender in one scenario.
struct Tally {
  private(set) var trays = 0
  private(set) var right = 0
  private(set) var wrong = 0
  private(set) var missing = 0
  private(set) var stray = 0
  private(set) var doubled = 0
  private(set) var wrongTray = 0
  private(set) var undecided = 0
  private(set) var tappedAgain = 0
  private(set) var firstBillWrong = 0
  private(set) var amendments = 0
  private(set) var firstBills = Quantiles()
  private(set) var settles = Quantiles()
  private(set) var confirmations = Quantiles()

  /// A tray was paid for.
  mutating func note(_ faults: PaymentFaults, paidTwice: Bool, confirmedAfter: Duration) {
    confirmations.add(confirmedAfter)
    if paidTwice { doubled += 1 }
    if faults.isMissing { missing += 1 }
    if faults.hasStray { stray += 1 }
    if faults.isWrongTray { wrongTray += 1 }
    if faults.isWrong { wrong += 1 } else { right += 1 }
  }

  /// A diner leaves.
  mutating func note(_ diner: Diner, of visit: VisitPlan) {
    trays += 1
    if !diner.hasPaid { undecided += 1 }
    if diner.taps > 1 { tappedAgain += 1 }
    if diner.bills.isFirstWrong { firstBillWrong += 1 }
    amendments += max(0, diner.bills.count - 1)
    if let time = diner.bills.firstAfter { firstBills.add(time) }
    if let time = diner.bills.rightAfter { settles.add(time) }
  }
}
