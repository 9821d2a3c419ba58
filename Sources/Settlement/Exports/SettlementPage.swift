public import Ledger
public import Money
public import Primitives

/// Writes settlements as pages to be printed and signed: HTML with its own style and nothing else.
///
/// Each Z starts a page of A4. What is not the first print says that it is a copy.
public struct SettlementPage: SettlementVisitor {
  private let outlet: JournalExport.Outlet
  private let currency: Currency
  private let isCopy: Bool
  private let utcOffset: (WallTime, String) -> Int
  private var previous: Figures?

  /// Begins a document.
  ///
  /// - Parameters:
  ///   - isCopy: whether the pages were printed before.
  ///   - previous: the figures of the Z before the first one, if there is one.
  ///   - utcOffset: seconds that the clocks of a time zone are ahead of UTC at a moment.
  ///   - outlet: takes the file piece by piece.
  public init(
    currency: Currency, isCopy: Bool, previous: Figures?,
    utcOffset: @escaping (WallTime, String) -> Int, to outlet: @escaping JournalExport.Outlet
  ) throws {
    self.outlet = outlet
    self.currency = currency
    self.isCopy = isCopy
    self.previous = previous
    self.utcOffset = utcOffset
    try outlet(Array(Self.head.utf8))
  }

  public mutating func begin(_ sealed: SealedClose) throws {
    let close = sealed.close
    let sections = [
      title(sealed), table("Sales 销售", sales(close)), table("Wallets 账户", wallets(close)),
      table("Tenders and drawer 收款与钱箱", drawer(close)),
      breakdowns(close), identities(close), signature(sealed),
    ]
    try outlet(Array(("<article>\n" + sections.joined(separator: "\n") + "</article>\n").utf8))
    previous = close.figures
  }

  /// Ends the document.
  public func finish() throws { try outlet(Array("</body></html>\n".utf8)) }
}

// What stands on a page.
extension SettlementPage {
  private func title(_ sealed: SealedClose) -> String {
    let close = sealed.close
    let offset = utcOffset(close.at, close.timeZone)
    let receipt = { (serial: Int) in
      ReceiptNumber(station: close.station, serial: serial).description
    }
    let span =
      close.recordCount == 0
      ? "none" : "\(receipt(close.first)) – \(receipt(close.last)) (\(close.recordCount))"
    let facts = [
      ("Business day 营业日", "\(close.businessDay), from \(close.dayStart)"),
      ("Time zone 时区", close.timeZone), ("Receipts 单据", span),
      ("Sealed 封账", "\(close.at.stamp(utcOffsetSeconds: offset)), \(close.by)"),
      ("Program 程序", close.software), ("Currency 货币", close.currencyCode),
    ]
    let copy = isCopy ? "<strong>COPY 副本</strong>" : ""
    let rows = facts.map { "<dt>\($0.0)</dt><dd>\(MarkupText.escaped($0.1))</dd>" }
    return """
      <header><h1>Settlement 日结 Z \(close.number)</h1>\(copy)</header>
      <dl>\(rows.joined())</dl>
      """
  }

  private func sales(_ close: DayClose) -> [[String]] {
    let names = [
      ("Sold 售出", FigureName.sold), ("Refunded 退款", FigureName.refunded),
      ("Reversed 冲正", FigureName.reversed), ("Net sales 净销售", FigureName.net),
      ("VAT in it 含税", FigureName.vat),
    ]
    return names.map { label, name in
      [label, money(close.figures[name]), money(close.figures[FigureName.perpetual(name)])]
    }.inserting(["", "Period 本期", "Perpetual 累计"])
  }

  private func wallets(_ close: DayClose) -> [[String]] {
    let figures = close.figures
    let opening = WalletKind.allCases.reduce(0) { $0 &+ figures[FigureName.opening($1)] }
    let closing = WalletKind.allCases.reduce(0) { $0 &+ figures[FigureName.closing($1)] }
    let changes = TransferKind.allCases.filter { figures[FigureName.count($0)] != 0 }.map { kind in
      [
        kind.rawValue, "\(figures[FigureName.count(kind)])",
        money(figures[FigureName.change(kind)]),
      ]
    }
    return [["Opening 期初", "", money(opening)]] + changes
      + [["Closing 期末", "", money(closing)]]
  }

  private func drawer(_ close: DayClose) -> [[String]] {
    let figures = close.figures
    var rows = Tender.allCases.map { tender in
      [
        tender.rawValue, money(figures[FigureName.takenIn(tender)]),
        money(figures[FigureName.paidOut(tender)]),
      ]
    }.inserting(["", "In 收", "Out 付"])
    rows.append(["Drawer should hold 应有", "", money(figures[FigureName.drawerExpected])])
    if let counted = close.counted, let difference = close.drawerDifference {
      rows.append(["Counted 实点", "", money(counted)])
      rows.append(["Difference 差额", MarkupText.escaped(close.reason), money(difference)])
    }
    return rows
  }

  private func breakdowns(_ close: DayClose) -> String {
    let titles: [(Breakdown, String)] = [
      (.payment, "Paid by 支付"), (.vatRate, "VAT rates (0.01 %) 税率"),
      (.mealPeriod, "Meals 餐次"),
      (.lane, "Lanes 通道"), (.group, "Groups 人群"), (.dish, "Dishes 菜品"),
    ]
    let tables = titles.map { breakdown, title in
      table(
        title,
        close.figures.parts(of: breakdown).map { part in
          [
            part.key.isEmpty ? "–" : MarkupText.escaped(part.key), part.count.map { "\($0)" } ?? "",
            money(part.gross),
          ]
        })
    }
    return "<div class=\"columns\">" + tables.joined() + "</div>"
  }

  private func identities(_ close: DayClose) -> String {
    let all = SettlementIdentities.of(close.figures, after: previous)
    let broken = all.filter { !$0.isKept }
    let words = broken.map { "<br>BROKEN 不符: \(MarkupText.escaped($0.words))" }.joined()
    return "<p>\(all.count - broken.count) of \(all.count) identities hold. 恒等式核对。\(words)</p>"
  }

  private func signature(_ sealed: SealedClose) -> String {
    """
    <p>Seal code 封账码 <strong>\(sealed.seal.shortCode)</strong><br>
    <small>seal \(sealed.seal)<br>journal \(sealed.close.journalHash)</small></p>
    <footer><span>Cashier 收银</span><span>Finance 财务</span><span>Date 日期</span></footer>
    """
  }

  private func money(_ minorUnits: Int64) -> String {
    currency.plain(Amount(minorUnits: minorUnits))
  }

  /// A table whose first column says what the others are.
  private func table(_ title: String, _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = rows.map { row in
      let cells = row.dropFirst().map { "<td>\($0)</td>" }.joined()
      return "<tr><th>\(row[0])</th>\(cells)</tr>"
    }
    return "<section><h2>\(title)</h2><table>\(lines.joined())</table></section>"
  }

  private static var head: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>Settlement 日结</title><style>
    @page { size: A4; margin: 12mm }
    body { font: 9pt/1.35 system-ui, "Noto Sans CJK SC", sans-serif; margin: auto }
    article { break-after: page }
    header { display: flex; justify-content: space-between; align-items: baseline }
    h1 { font-size: 15pt; margin: 0 } h2 { font-size: 10pt; margin: 2mm 0 1mm }
    dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 0 4mm }
    dt { color: #555 } dd { margin: 0 }
    table { border-collapse: collapse; width: 100% }
    th { text-align: left; font-weight: normal }
    td { text-align: right; font-variant-numeric: tabular-nums }
    tr { border-bottom: 0.2mm solid #ccc; break-inside: avoid }
    .columns { columns: 2; column-gap: 8mm }
    footer { display: flex; gap: 8mm; margin-top: 10mm }
    footer span { flex: 1; border-top: 0.3mm solid; padding-top: 1mm }
    </style></head><body>

    """
  }
}

extension [[String]] {
  fileprivate func inserting(_ heading: [String]) -> [[String]] { [heading] + self }
}
