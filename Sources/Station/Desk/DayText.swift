/// A settlement as text, for a terminal or a page.
public struct DayText {
  private let day: DayAnswer

  /// Lays out a settlement or the open period.
  public init(_ day: DayAnswer) {
    self.day = day
  }

  /// The settlement in a line: number, day, records, net sales, seal code.
  public var line: String {
    let columns = [
      "Z \(day.number ?? 0)", day.businessDay, "\(day.transfers) transfers",
      "net " + amount("sales:net"), day.sealCode ?? "",
    ]
    return columns.joined(separator: "  ")
  }

  /// All of it.
  public var text: String {
    let parts = [head, sales, wallets, money] + breakdowns + [end]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var head: String {
    let name = day.number.map { "Z \($0)" } ?? "X, the open period"
    let receipts = [day.firstReceipt, day.lastReceipt].compactMap { $0 }.joined(separator: " to ")
    var lines = [
      "\(name) of \(day.station), \(day.businessDay) (\(day.timeZone), from \(day.dayStart))"
    ]
    if let at = day.sealedAt {
      lines.append("sealed at \(at) by \(day.by ?? "") with \(day.software ?? "")")
    }
    lines.append("\(day.transfers) transfers" + (receipts.isEmpty ? "" : ", \(receipts)"))
    return lines.joined(separator: "\n")
  }

  private var sales: String {
    table(
      "sales in \(day.currency)",
      [
        row("sold", "sales:sold"), row("refunded", "sales:refunded"),
        row("reversed", "sales:reversed"), row("net", "sales:net"), row("VAT in it", "sales:vat"),
        row("net of all Zs", "perpetual:sales:net"),
      ])
  }

  private var wallets: String {
    let changes = names(below: "wallets:change").map { row($0, "wallets:change:" + $0) }
    return table(
      "wallets",
      [("opening", money(sum("wallets:opening")))] + changes
        + [("closing", money(sum("wallets:closing")))])
  }

  private var money: String {
    let tenders = names(below: "tender").map {
      row($0.replacing(":", with: " "), "tender:" + $0)
    }
    var drawer = [row("drawer should hold", "drawer:expected")]
    if let counted = day.counted {
      drawer.append(("drawer counted", money(counted)))
      let reason = day.reason.map { " (\($0))" } ?? ""
      drawer.append(("difference" + reason, money(day.difference ?? 0)))
    }
    return table("tenders", tenders + drawer)
  }

  private var breakdowns: [String] {
    let titles = [
      ("payment", "paid by"), ("vat", "VAT rates"), ("meal", "meal periods"), ("lane", "lanes"),
      ("group", "diner groups"), ("dish", "dishes"), ("class", "plate classes"),
      ("day", "business days"),
    ]
    return titles.map { word, title in
      let keys = Set(names(below: "by:" + word).compactMap { $0.split(separator: ":").first })
      let rows = keys.sorted().map { key in
        let count = day.figures["by:\(word):\(key):count"].map { " x \($0)" } ?? ""
        return (
          label(String(key), word) + count, money(day.figures["by:\(word):\(key):gross"] ?? 0)
        )
      }
      return table(title, rows)
    }
  }

  private var end: String {
    let kept = day.identities.filter { $0.left == $0.right }.count
    var lines = ["\(kept) of \(day.identities.count) identities hold"]
    for broken in day.identities where broken.left != broken.right {
      lines.append("BROKEN: \(broken.words): \(money(broken.left)), \(money(broken.right))")
    }
    if let trouble = day.trouble { lines.append("SETTLEMENT IN TROUBLE: \(trouble)") }
    if let code = day.sealCode { lines.append("seal code \(code)") }
    return lines.joined(separator: "\n")
  }

  private func label(_ key: String, _ breakdown: String) -> String {
    let text = DayAnswer.text(ofKey: key)
    guard breakdown == "vat", let points = Int(text) else { return text.isEmpty ? "-" : text }
    return "\(points / 100)" + (points % 100 == 0 ? "" : ".\(points % 100)") + " %"
  }

  private func names(below prefix: String) -> [String] {
    let start = prefix + ":"
    return day.figures.keys.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      .sorted()
  }

  private func sum(_ prefix: String) -> Int64 {
    names(below: prefix).reduce(0) { $0 + (day.figures[prefix + ":" + $1] ?? 0) }
  }

  private func row(_ label: String, _ figure: String) -> (String, String) {
    (label, amount(figure))
  }

  private func amount(_ figure: String) -> String { money(day.figures[figure] ?? 0) }

  private func money(_ minorUnits: Int64) -> String {
    DayAnswer.plain(minorUnits, currency: day.currency)
  }

  private func table(_ title: String, _ rows: [(String, String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let lines = rows.map { label, value in
      let space = max(1, 44 - label.count - value.count)
      return "  " + label + String(repeating: " ", count: space) + value
    }
    return ([title] + lines).joined(separator: "\n")
  }
}
