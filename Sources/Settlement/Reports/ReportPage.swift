public import Money
import Primitives

extension DayReport {
  /// The report as a page of HTML with its charts, its own style and nothing else.
  public func page(in currency: Currency) -> String {
    let tables = tables(in: currency)
    let span = settlements.first == settlements.last ? "Z" : "Zs"
    let numbers = Set(settlements).sorted().map { String($0) }.joined(separator: "–")
    let average = total.average.map { currency.plain(Amount(minorUnits: $0)) } ?? "–"
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Report 报表</title><style>
      @page { size: A4; margin: 12mm }
      body { font: 10pt/1.4 system-ui, "Noto Sans CJK SC", sans-serif; margin: auto; \
      max-width: 190mm }
      h1 { font-size: 15pt } h2 { font-size: 11pt; margin: 6mm 0 1mm; break-after: avoid }
      svg { max-width: 100%; height: auto }
      table { border-collapse: collapse; width: 100% }
      th, td { border-bottom: 0.2mm solid #ccc; text-align: right; padding: 0 1mm }
      th:first-child, td:first-child { text-align: left }
      td { font-variant-numeric: tabular-nums } tr { break-inside: avoid }
      </style></head><body>
      <h1>Report 报表: \(MarkupText.escaped(station)), \(span) \(numbers)</h1>
      <p>Receipts 单据 \(total.receipts), lines 份数 \(total.lines), sales 销售 \
      \(currency.plain(Amount(minorUnits: total.gross))) \(currency.code), \
      average receipt 平均每单 \(average)</p>
      \(tables.map { section($0, currency) }.joined(separator: "\n"))
      </body></html>

      """
  }

  private func section(_ table: ReportTable, _ currency: Currency) -> String {
    let heads = table.columns.map { "<th>\($0.name.replacing("_", with: " "))</th>" }
    let rows = table.rows.map { row in
      "<tr>" + row.map { "<td>\(MarkupText.escaped($0.text(in: currency)))</td>" }.joined()
        + "</tr>"
    }
    return """
      <h2>\(table.title)</h2>
      \(table.chart?.svg ?? "")
      <table><tr>\(heads.joined())</tr>
      \(rows.joined(separator: "\n"))</table>
      """
  }
}

extension ExportCell {
  /// The cell as people read it.
  public func text(in currency: Currency) -> String {
    switch self {
    case .blank: ""
    case .text(let text): text
    case .number(let number): String(number)
    case .amount(let amount): currency.plain(Amount(minorUnits: amount))
    case .rate(let rate): "\(rate / 100)" + (rate % 100 == 0 ? "" : ".\(rate % 100)")
    case .day(let day): day.description
    }
  }
}
