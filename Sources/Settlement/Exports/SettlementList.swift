public import Ledger
import Primitives

/// Writes settlements as one JSON document: every Z with every figure, for programs.
///
///     {"format":"traytally-settlements-1","settlements":[
///     {"z":1,"business_date":"2026-11-26", ...,"figures":{"sales:net":106, ...}}
///     ]}
///
/// Amounts are minor units; names of figures are those under the seal.
public struct SettlementList: SettlementVisitor {
  private let outlet: JournalExport.Outlet
  private var isFirst = true

  /// Begins a document.
  public init(to outlet: @escaping JournalExport.Outlet) throws {
    self.outlet = outlet
    try outlet(Array("{\"format\":\"traytally-settlements-1\",\"settlements\":[\n".utf8))
  }

  public mutating func begin(_ sealed: SealedClose) throws {
    let close = sealed.close
    var line = JSONLine()
    line.add("station", close.station.text)
    line.add("z", close.number)
    line.add("id", close.id)
    line.add("business_date", close.businessDay.description)
    line.add("time_zone", close.timeZone)
    line.add("day_start", close.dayStart)
    line.add("sealed_at", close.at.milliseconds)
    line.add("sealed_by", close.by)
    line.add("software", close.software)
    line.add("currency", close.currencyCode)
    line.add("first_record", close.first)
    line.add("last_record", close.last)
    line.add("transfers", close.recordCount)
    line.add("drawer_counted", close.counted)
    line.add("drawer_difference", close.drawerDifference)
    line.add("difference_reason", close.reason)
    line.add("journal_hash", close.journalHash.description)
    line.add("seal", sealed.seal.description)
    line.add("seal_code", sealed.seal.shortCode)
    line.add("figures", object: close.figures.all.map { ($0.name, $0.value) })
    if !isFirst { try outlet(Array(",".utf8)) }
    isFirst = false
    try outlet(line.end())
  }

  /// Ends the document.
  public func finish() throws { try outlet(Array("]}\n".utf8)) }
}
