/// Finds out which columns a table has, and notes the unknown, double and missing ones.
struct ImportHeader {
  private let table: ImportTable
  private let allowed: [String]
  private var suggested: Set<String> = []
  private(set) var columnIndexes: [String: Int] = [:]

  /// - Parameter groups: the groups for which there may be a price column; nothing if any may be.
  init(of table: ImportTable, groups: [DinerGroupCode]?, log: inout ComplaintLog) {
    self.table = table
    let priceColumns = table.kind == .dishes ? (groups ?? []).map { "price_\($0)" } : []
    allowed = table.kind.columns + priceColumns
    for (index, cell) in table.header.enumerated() {
      take(cell, at: index, acceptsAnyGroup: groups == nil, &log)
    }
    for column in table.kind.requiredColumns
    where columnIndexes[column] == nil && !suggested.contains(column) {
      let first = table.header[0]
      log.add(
        table.fileIndex, first.line, first.column,
        "missing column \"\(column)\"; \(table.kind.rawValue) need "
          + table.kind.requiredColumns.joined(separator: ", "))
    }
  }

  private mutating func take(
    _ cell: CSVCell, at index: Int, acceptsAnyGroup: Bool, _ log: inout ComplaintLog
  ) {
    let name = Cell.trimmed(cell.text)
    let isGroupPrice = table.kind == .dishes && name.hasPrefix("price_")
    if !allowed.contains(name), !(isGroupPrice && acceptsAnyGroup) {
      log.add(table.fileIndex, cell.line, cell.column, refusal(of: name))
    } else if let earlier = columnIndexes[name] {
      log.add(
        table.fileIndex, cell.line, cell.column,
        "column \"\(name)\" is already the \(earlier + 1). column; once is allowed")
    } else {
      columnIndexes[name] = index
    }
  }

  private mutating func refusal(of name: String) -> String {
    let listed = allowed.joined(separator: ", ")
    guard !name.isEmpty else { return "a column without a name; known: \(listed)" }
    let known = Known("column", allowed)
    if let nearest = known.nearest(to: name) { suggested.insert(nearest) }
    let hint = known.nearest(to: name).map { " (did you mean \"\($0)\"?)" } ?? ""
    return "unknown column \"\(Cell.shown(name))\"\(hint); known: \(listed)"
  }
}
