/// Finds out which columns a table has, and notes the unknown, double and missing ones.
struct ImportHeader {
  private let table: ImportTable
  private let allowed: [String]
  private let groups: [DinerGroup]
  private let acceptsAnyGroup: Bool
  private var suggested: Set<String> = []
  private(set) var columnIndexes: [String: Int] = [:]

  /// - Parameters:
  ///   - groups: the groups for which there may be a price column.
  ///   - isComplete: false if more groups may be in a file that could not be read.
  init(
    of table: ImportTable, groups: [DinerGroup], isComplete: Bool, log: inout ComplaintLog
  ) {
    self.table = table
    self.groups = groups
    acceptsAnyGroup = !isComplete
    let priceColumns = table.kind.hasGroupPrices ? groups.map { "price_\($0.code)" } : []
    allowed = table.kind.columns + priceColumns
    for (index, cell) in table.header.enumerated() {
      take(cell, at: index, &log)
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

  private mutating func take(_ cell: CSVCell, at index: Int, _ log: inout ComplaintLog) {
    let name = ImportColumn.named(cell.text, in: table.kind, groups: groups)
    let isGroupPrice = table.kind.hasGroupPrices && name.hasPrefix("price_")
    let isName =
      table.kind.hasNames && name.hasPrefix("name_") && LocalizedName.isLanguage(name.dropFirst(5))
    if !allowed.contains(name), !isName, !(isGroupPrice && acceptsAnyGroup) {
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
