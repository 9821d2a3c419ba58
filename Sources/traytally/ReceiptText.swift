import Station

/// Receipts and batches as people read them.
enum ReceiptText {
  static func of(_ sale: SaleAnswer) -> String {
    let receipt = sale.receipt
    var lines = [
      "receipt    \(receipt.receipt) (\(receipt.kind)), business day \(receipt.businessDay)",
      "account    \(receipt.account ?? "none, over the counter")",
      "by         \(sale.by)",
    ]
    lines += [
      ("lane", sale.lane.map { String($0) }), ("meal", sale.meal), ("group", sale.group),
      ("batch", sale.batch), ("of", sale.refersTo), ("note", sale.note.isEmpty ? nil : sale.note),
    ].compactMap { label, value in value.map { padded(label) + $0 } }
    lines += sale.lines.map { line in
      let back = line.isGivenBack ? "  given back" : ""
      return "line \(line.line)".padding(to: 11)
        + "\(line.amount)  VAT \(line.vat)  \(line.name)\(back)"
    }
    lines += sale.postings.map { padded("posting") + "\($0.amount)  \($0.book)" }
    return lines.joined(separator: "\n")
  }

  static func line(_ batch: BatchAnswer) -> String {
    let columns = [
      batch.batch, batch.businessDay, batch.act, "\(batch.transfers) transfers", batch.total,
      batch.isApplied ? "by \(batch.by)" : "only checked",
    ]
    return columns.joined(separator: "  ")
  }

  private static func padded(_ label: String) -> String { label.padding(to: 11) }
}

extension String {
  /// The text with blanks after it, up to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
