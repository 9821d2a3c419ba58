public import Ledger
import Money
import Primitives

/// Writes a journal for an auditor: a line of JSON for each record and each Z, in their order.
///
/// It holds all that is under the hashes, so that whoever has the file can compute them anew
/// without this program; docs/journal.md describes the format. Nothing is judged here: a journal
/// that somebody has changed is written as it is.
///
///     {"journal":"traytally-journal-1","station":"East","currency":"CNY"}
///     {"record":1, ..., "hash":"..."}
///     {"close":1, ..., "seal":"..."}
///     {"end":1,"records":1,"intents":1,"closes":1,"acts":1,"head":"...","seal":"...","wallets":{}}
public struct JournalExport: JournalVisitor {
  /// Takes a piece of the file.
  public typealias Outlet = ([UInt8]) throws -> Void

  private let outlet: Outlet
  private var failure: (any Error)?
  private var heading: JournalHeading?
  private var records = 0
  private var closes = 0
  private var head: ChainHash?
  private var seal: ChainHash?
  private var wallets: [WalletKind: Int64] = [:]

  private init(_ outlet: @escaping Outlet) {
    self.outlet = outlet
  }

  /// Writes the journal as it is at this moment; answers how many records it has.
  ///
  /// - Throws: `ExportFault` for what cannot be written, and what source and outlet throw.
  @discardableResult
  public static func write(
    _ source: some JournalSource, to outlet: @escaping Outlet
  ) throws -> Int {
    var export = JournalExport(outlet)
    try source.tour(&export)
    try export.finish()
    return export.records
  }

  public mutating func begin(_ heading: JournalHeading) {
    self.heading = heading
    head = .beginning(station: heading.station, currencyCode: heading.currencyCode)
    seal = .beforeFirstClose(station: heading.station, currencyCode: heading.currencyCode)
    var line = JSONLine()
    line.add("journal", "traytally-journal-1")
    line.add("station", heading.station.text)
    line.add("currency", heading.currencyCode)
    send(line)
  }

  public mutating func visit(_ record: JournalRecord) -> Bool {
    switch record.content {
    case .success(let transfer):
      send(Self.line(transfer, record.place, record.hash))
      for posting in transfer.postings {
        if case .wallet(_, let purse) = posting.book {
          wallets[purse.wallet, default: 0] &+= posting.amount.minorUnits
        }
      }
      head = record.hash
    case .failure(let unreadable):
      let place = heading.map { ReceiptNumber(station: $0.station, serial: record.place) }
      failure = ExportFault(
        "record \(place?.description ?? "") cannot be exported: what is stored in "
          + "\(unreadable.column) makes no sense. Run `traytally verify --full`.")
    }
    records += 1
    return failure == nil
  }

  public mutating func visit(_ sealed: SealedClose) -> Bool {
    send(Self.line(sealed))
    seal = sealed.seal
    closes += 1
    return failure == nil
  }

  public mutating func visit(_ account: AccountState) -> Bool { false }

  private mutating func finish() throws {
    if let failure { throw failure }
    var line = JSONLine()
    line.add("end", 1)
    line.add("records", records)
    line.add("intents", heading?.doneIntentCount)
    line.add("closes", closes)
    line.add("acts", heading?.doneCloseCount)
    line.add("head", head?.description)
    line.add("seal", seal?.description)
    line.add("wallets", object: WalletKind.allCases.map { ($0.code, wallets[$0, default: 0]) })
    send(line)
    if let failure { throw failure }
  }

  private mutating func send(_ line: JSONLine) {
    guard failure == nil else { return }
    var line = line
    do { try outlet(line.end()) } catch { failure = error }
  }
}

extension JournalExport {
  private static func line(_ transfer: Transfer, _ place: Int, _ hash: ChainHash?) -> JSONLine {
    var line = JSONLine()
    line.add("record", place)
    line.add("id", transfer.id)
    line.add("kind", transfer.kind.rawValue)
    line.add("at", transfer.at.milliseconds)
    line.add("business_day", transfer.businessDay.description)
    line.add("by", transfer.by)
    line.add("account", transfer.account?.text)
    line.add("floor", transfer.floor.minorUnits)
    line.add("postings", pairs: transfer.postings.map { ($0.book.code, $0.amount.minorUnits) })
    line.add("cash_after", transfer.cashAfter.minorUnits)
    line.add("subsidy_after", transfer.subsidyAfter.minorUnits)
    line.add("refers_to", transfer.refersTo?.description)
    add(transfer.particulars, to: &line)
    line.add("hash", hash?.description)
    return line
  }

  private static func add(_ particulars: Particulars, to line: inout JSONLine) {
    line.add("card", particulars.card)
    line.add("lane", particulars.lane)
    line.add("visit", particulars.visit)
    line.add("meal_period", particulars.mealPeriod)
    line.add("group", particulars.group)
    line.add("batch", particulars.batch)
    line.add("note", particulars.note)
    line.add("lines", objects: particulars.lines) { object, sold in
      object.add("plate", sold.plate)
      object.add("class", sold.plateClass)
      object.add("dish", sold.dish)
      object.add("name", sold.name)
      object.add("amount", sold.amount.minorUnits)
      object.add("vat_basis_points", sold.vatBasisPoints)
      object.add("vat", sold.vat.minorUnits)
      object.add("refunds", sold.refunds)
    }
  }

  private static func line(_ sealed: SealedClose) -> JSONLine {
    let close = sealed.close
    var line = JSONLine()
    line.add("close", close.number)
    line.add("id", close.id)
    line.add("at", close.at.milliseconds)
    line.add("business_day", close.businessDay.description)
    line.add("time_zone", close.timeZone)
    line.add("day_start", close.dayStartMinute)
    line.add("by", close.by)
    line.add("software", close.software)
    line.add("first", close.first)
    line.add("last", close.last)
    line.add("journal_hash", close.journalHash.description)
    line.add("counted", close.counted)
    line.add("reason", close.reason)
    line.add("figures", pairs: close.figures.all.map { ($0.name, $0.value) })
    line.add("seal", sealed.seal.description)
    return line
  }
}
