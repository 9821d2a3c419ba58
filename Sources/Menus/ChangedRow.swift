/// A cell of a changed row: the column and what it said and says.
public struct ChangedCell: Equatable, Sendable, Codable {
  /// The column's name.
  public var column: String
  /// What it said before.
  public var before: String
  /// What it says now.
  public var after: String

  /// Makes a changed cell.
  public init(column: String, before: String, after: String) {
    self.column = column
    self.before = before
    self.after = after
  }
}

/// One thing that an import adds, changes or removes, in the words of the files.
public struct ChangedRow: Equatable, Sendable, Codable {
  /// What becomes of it.
  public enum Act: String, Sendable, Codable {
    /// It is new.
    case added
    /// It was known with another content.
    case changed
    /// It is gone.
    case removed
  }

  /// What becomes of it.
  public var act: Act
  /// What kind of thing it is: `dishes`, `menu`, ...
  public var kind: String
  /// Its key and, where it has one, its name: `D01 米饭 / Rice`.
  public var what: String
  /// The cells that differ; none if it is added or removed.
  public var cells: [ChangedCell]
}

/// Row by row what lies between two catalogues.
public struct ChangedRows: Equatable, Sendable {
  /// The most rows that are listed.
  public static let rowCountMax = 1_000

  /// The rows by kind and key: first what is added or changed, then what is removed.
  public private(set) var rows: [ChangedRow] = []

  /// How many more there are than are listed.
  public private(set) var unlistedCount = 0

  /// Compares the tables of some kinds.
  public init(from old: Catalogue, to new: Catalogue, kinds: [CatalogueFileKind]) {
    let (former, latter) = (old.parts, new.parts)
    for kind in kinds {
      compare(CatalogueSheet(kind, of: former), CatalogueSheet(kind, of: latter))
    }
  }

  private mutating func compare(_ old: CatalogueSheet, _ new: CatalogueSheet) {
    var rest = Dictionary(
      old.rows.map { (old.key(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    for row in new.rows {
      guard let former = rest.removeValue(forKey: new.key(of: row)) else {
        note(.added, row, in: new)
        continue
      }
      let cells = differences(old.named(former), new.named(row), new.columns + old.columns)
      if !cells.isEmpty { note(.changed, row, in: new, cells) }
    }
    for row in old.rows where rest[old.key(of: row)] != nil { note(.removed, row, in: old) }
  }

  private func differences(
    _ before: [String: String], _ after: [String: String], _ columns: [String]
  ) -> [ChangedCell] {
    var seen: Set<String> = []
    return columns.filter { seen.insert($0).inserted }.compactMap { column in
      let (old, new) = (before[column] ?? "", after[column] ?? "")
      return old == new ? nil : ChangedCell(column: column, before: old, after: new)
    }
  }

  private mutating func note(
    _ act: ChangedRow.Act, _ row: [SheetCell], in sheet: CatalogueSheet,
    _ cells: [ChangedCell] = []
  ) {
    guard rows.count < Self.rowCountMax else {
      unlistedCount += 1
      return
    }
    let kind = sheet.kind.rawValue
    rows.append(ChangedRow(act: act, kind: kind, what: sheet.title(of: row), cells: cells))
  }
}

extension CatalogueSheet {
  /// What tells the row from every other one.
  fileprivate func key(of row: [SheetCell]) -> [String] {
    zip(columns, row).filter { kind.keyColumns.contains($0.0) }.map(\.1.text)
  }

  fileprivate func named(_ row: [SheetCell]) -> [String: String] {
    Dictionary(zip(columns, row.map(\.text)), uniquingKeysWith: { first, _ in first })
  }

  fileprivate func title(of row: [SheetCell]) -> String {
    let cells = named(row)
    let names = ["name_zh", "name_en"].compactMap { cells[$0] }.filter { !$0.isEmpty }
    let key = key(of: row).filter { !$0.isEmpty }.joined(separator: " ")
    return names.isEmpty ? key : key + " " + names.joined(separator: " / ")
  }
}
