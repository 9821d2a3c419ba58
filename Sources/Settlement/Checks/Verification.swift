public import Ledger
import Money

/// Recomputes the books from the journal alone and compares them with everything else they say.
///
/// Record by record: the numbering without gaps, the hash chain, postings that sum to zero, the
/// shape of each kind, wallets after as before plus change, floors, references, one intent for each
/// transfer. Every Z between them: its number, its period, its figures, its seal. Then every
/// account's purses against the sum of its transfers, and the identity of the whole. Memory grows
/// with the accounts and with what was reversed and given back, not with the journal.
public struct Verification: JournalVisitor {
  /// Says how many records are done, of how many.
  public typealias Progress = (_ done: Int, _ total: Int) -> Void

  private static let progressStep = 10_000

  private let progress: Progress
  private var heading: JournalHeading?
  private var closes: CloseCheck?
  private var report: VerificationReport
  private var wallets: [AccountNumber: Wallets] = [:]
  private var reversed: Set<Int> = []
  private var givenBack: [Int: GivenBack] = [:]
  private var postingCount = 0
  private var saleLineCount = 0

  private init(progress: @escaping Progress) {
    self.progress = progress
    report = VerificationReport(
      station: "none", currencyCode: "",
      transferCount: 0, closeCount: 0, accountCount: 0,
      head: .beginning(station: "none", currencyCode: ""), totals: JournalTotals(),
      isFileChecked: false, fault: nil)
  }

  /// Checks a journal; with `includingFile` the file below it too, which takes longer.
  ///
  /// The report names the first thing that is wrong. Only books that cannot be read at all throw.
  public static func check<Source: JournalSource>(
    _ source: Source, includingFile: Bool, progress: @escaping Progress = { _, _ in }
  ) throws(Source.Failure) -> VerificationReport {
    var verification = Verification(progress: progress)
    try source.tour(&verification)
    verification.finish()
    if includingFile {
      let complaint = try source.fileComplaints().first
      verification.report.isFileChecked = true
      if let complaint { verification.fail("file", complaint) }
    }
    return verification.report
  }

  public mutating func begin(_ heading: JournalHeading) {
    self.heading = heading
    closes = CloseCheck(heading)
    report.station = heading.station
    report.currencyCode = heading.currencyCode
    report.head = .beginning(station: heading.station, currencyCode: heading.currencyCode)
  }

  public mutating func visit(_ record: JournalRecord) -> Bool {
    let expected = report.transferCount + 1
    guard record.place == expected else {
      failRecord(expected, "it is missing; record \(record.place) stands in its place")
      return false
    }
    do throws(RecordFault) {
      try check(record)
    } catch {
      failRecord(record.place, error.problem)
      return false
    }
    report.transferCount += 1
    if report.transferCount % Self.progressStep == 0 {
      progress(report.transferCount, heading?.transferCount ?? report.transferCount)
    }
    return true
  }

  private mutating func check(_ record: JournalRecord) throws(RecordFault) {
    let transfer: Transfer
    switch record.content {
    case .success(let content): transfer = content
    case .failure(let unreadable):
      throw RecordFault("what is stored in \(unreadable.column) makes no sense")
    }
    let check = RecordCheck(record: record, transfer: transfer)
    try check.chain(after: report.head)
    try check.shape()
    try check.intent()
    if let account = transfer.account {
      wallets[account] = try check.wallets(after: wallets[account, default: Wallets()])
    } else {
      _ = try check.wallets(after: Wallets())
    }
    try checkReference(of: transfer, to: record.named)
    do {
      try report.totals.add(transfer)
    } catch {
      throw RecordFault("a sum over the journal leaves the range of 64 bits")
    }
    postingCount += transfer.postings.count
    saleLineCount += transfer.particulars.lines.count
    report.head = report.head.sealing(transfer)
    closes?.add(transfer)
  }

  public mutating func visit(_ close: SealedClose) -> Bool {
    do throws(RecordFault) {
      try closes?.check(close, after: report.transferCount, report.head)
    } catch {
      if let missing = error.missing {
        failRecord(missing, error.problem)
      } else {
        fail("Z \(report.closeCount + 1)", error.problem)
      }
      return false
    }
    report.closeCount += 1
    return true
  }

  /// Nothing is reversed twice, and no more given back than was sold.
  private mutating func checkReference(
    of transfer: Transfer, to named: Transfer?
  ) throws(RecordFault) {
    guard let named else { return }
    let serial = named.receipt.serial
    switch transfer.kind {
    case .reversal:
      guard reversed.insert(serial).inserted else {
        throw RecordFault("\(named.receipt) had been reversed before")
      }
      guard givenBack[serial] == nil else {
        throw RecordFault("part of \(named.receipt) had been given back before")
      }
    case .saleRefund:
      guard !reversed.contains(serial) else {
        throw RecordFault("\(named.receipt) had been reversed before")
      }
      var back = givenBack[serial] ?? GivenBack()
      try back.add(transfer, of: named)
      givenBack[serial] = back
    default: break
    }
  }

  public mutating func visit(_ account: AccountState) -> Bool {
    if report.accountCount == 0 { checkCounts() }
    guard report.fault == nil else { return false }
    guard isJournalWhole else { return false }
    let sum = wallets.removeValue(forKey: account.number) ?? Wallets()
    let stored = Wallets(cash: account.cash.minorUnits, purses: account.purses)
    guard stored == sum, account.subsidy.minorUnits == sum.subsidy else {
      fail("account \(account.number)", "its wallets are not the sum of its transfers")
      return false
    }
    report.accountCount += 1
    return true
  }

  /// True if there are as many records as the heading says; else that is the fault.
  private var isJournalWhole: Bool {
    mutating get {
      guard let heading, report.transferCount != heading.transferCount else { return true }
      fail("journal", "it says \(heading.transferCount) records and has \(report.transferCount)")
      return false
    }
  }

  /// Nothing is missing after the last record, and nothing lies beside the records.
  private mutating func checkCounts() {
    guard report.fault == nil, let heading else { return }
    let count = report.transferCount
    if max(heading.transferCount, heading.doneIntentCount) > count {
      failRecord(count + 1, "it is missing; its intent is remembered as done")
    } else if heading.doneIntentCount != count {
      fail("intents", "\(heading.doneIntentCount) are done by \(count) transfers")
    } else if (heading.postingCount, heading.saleLineCount) != (postingCount, saleLineCount) {
      fail("journal", "there are postings or sale lines that belong to no transfer")
    } else if max(heading.closeCount, heading.doneCloseCount) > report.closeCount {
      fail("Z \(report.closeCount + 1)", "it is missing; the act that asked for it is remembered")
    } else if heading.doneCloseCount != report.closeCount {
      fail("Z \(report.closeCount)", "no act is remembered that asked for it")
    }
  }

  private mutating func finish() {
    checkCounts()
    guard report.fault == nil else { return }
    progress(report.transferCount, report.transferCount)
    if let stray = wallets.keys.min() {
      fail("account \(stray)", "it has transfers and no account")
    } else if !report.totals.isIdentityKept {
      fail("journal", "the kinds do not add up to the wallets")
    }
  }

  private mutating func failRecord(_ serial: Int, _ problem: String) {
    fail("record \(ReceiptNumber(station: report.station, serial: serial))", problem)
  }

  private mutating func fail(_ place: String, _ problem: String) {
    if report.fault == nil { report.fault = .init(place: place, problem: problem) }
  }
}
