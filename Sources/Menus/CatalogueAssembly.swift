import Money
import TagReads

/// Puts the rows of several tables in place of what a catalogue had, and remembers which line each
/// item comes from.
///
/// Items of which a cell was refused are put in all the same, with an ordinary value in its place:
/// so a wrong price does not make every row that refers to the dish wrong as well. The parts are
/// used only if nothing was refused.
struct CatalogueAssembly {
  var parts: CatalogueParts
  var log: ComplaintLog
  private(set) var tables: [ImportTable]
  /// The kinds of which a file was given; their former items are gone.
  let kinds: Set<CatalogueFileKind>
  /// The lines of the imported items, in the order of the parts' arrays.
  var origins: [CatalogueFileKind: [ImportOrigin]] = [:]
  var newBindings: [Binding] = []
  var bindingOrigins: [ImportOrigin] = []
  /// Items whose stand-in values must not be judged.
  var unjudged: Set<CatalogueSubject> = []

  /// - Parameter isComplete: false if some file could not be read at all, so that what is missing
  ///   may stand there.
  init(_ former: CatalogueParts, tables: [ImportTable], isComplete: Bool, log: ComplaintLog) {
    parts = former
    self.log = log
    // What is referred to comes first: groups, periods, classes, dishes, plates.
    self.tables = CatalogueFileKind.allCases.flatMap { kind in tables.filter { $0.kind == kind } }
    kinds = Set(tables.map(\.kind))
    clearFormer()
    for index in tables.indices {
      let header = ImportHeader(
        of: self.tables[index], groups: parts.dinerGroups, isComplete: isComplete, log: &self.log)
      self.tables[index].columnIndexes = header.columnIndexes
      read(self.tables[index], tableIndex: index)
    }
    parts.bindings += newBindings
  }

  /// Takes away what the files replace: also the bindings that former files of their kind made,
  /// but not those made at the window.
  private mutating func clearFormer() {
    if kinds.contains(.dinerGroups) { parts.dinerGroups = [] }
    if kinds.contains(.mealPeriods) { parts.mealPeriods = [] }
    if kinds.contains(.plateClasses) { parts.plateClasses = [] }
    if kinds.contains(.dishes) { parts.dishes = [] }
    if kinds.contains(.plates) { parts.plates = [] }
    if kinds.contains(.menu) { parts.menu = [] }
    let kinds = kinds
    parts.bindings.removeAll { binding in
      guard binding.boundAt == nil else { return false }
      return switch binding.target {
      case .plateClass: kinds.contains(.dishes)
      case .plate: kinds.contains(.plates)
      }
    }
  }

  private mutating func read(_ table: ImportTable, tableIndex: Int) {
    guard table.columnIndexes[table.kind.keyColumn] != nil else { return }
    var lines = KeyLines()
    for (recordIndex, record) in table.records.enumerated() {
      let row = ImportRow(
        table: table, record: record,
        origin: ImportOrigin(tableIndex: Int32(tableIndex), recordIndex: Int32(recordIndex)))
      checkWidth(of: row)
      if table.kind == .plates {
        readPlate(row, &lines)
      } else if table.kind == .menu {
        readMenuEntry(row)
      } else if let key = newKey(of: row, &lines) {
        origins[table.kind, default: []].append(row.origin)
        readItem(key, row)
      }
    }
  }

  private mutating func readItem(_ key: String, _ row: ImportRow) {
    let names = names(in: row)
    switch row.table.kind {
    case .dinerGroups: readDinerGroup(DinerGroupCode(key), names, row)
    case .mealPeriods: readMealPeriod(MealPeriodCode(key), names, row)
    case .plateClasses: readPlateClass(PlateClassCode(key), names, row)
    case .dishes: readDish(DishCode(key), names, row)
    case .plates, .menu: break
    }
  }

  private func names(in row: ImportRow) -> LocalizedName {
    var names = LocalizedName(zh: row.text("name_zh"), en: row.text("name_en"))
    for column in row.table.columnIndexes.keys where column.hasPrefix("name_") {
      let language = String(column.dropFirst(5))
      let text = row.text(column)
      if !["zh", "en"].contains(language), !text.isEmpty { names.others[language] = text }
    }
    return names
  }

  private mutating func checkWidth(of row: ImportRow) {
    let (header, cells) = (row.table.header, row.record.cells)
    if cells.count < header.count, !row.table.isSheet {
      complain(
        cells[0], row, "\(cells.count) cells; the first line names \(header.count) columns")
    }
    let surplus = cells.dropFirst(header.count).first { !Cell.trimmed($0.text).isEmpty }
    if let surplus {
      complain(
        surplus, row,
        "\"\(Cell.shown(surplus.text))\" stands beyond the last column; "
          + (row.table.isSheet
            ? "name its column or clear the cell" : "put text that has commas in quotes"))
    }
  }

  /// The code that the row is about, or nothing if it is blank or was there before.
  private mutating func newKey(of row: ImportRow, _ lines: inout KeyLines) -> String? {
    let column = row.table.kind.keyColumn
    guard let cell = row.cell(column),
      let key = value(column, row, isRequired: true, read: { .value($0) })
    else { return nil }
    if let firstLine = lines.first[key] {
      complain(
        cell, row,
        "\(column) \"\(Cell.shown(key))\" is already on line \(firstLine); once is allowed")
      return nil
    }
    lines.first[key] = cell.line
    return key
  }
}

/// Where the codes of a table were first met.
struct KeyLines {
  var first: [String: Int] = [:]
  var plates: [TagID: PlateLine] = [:]

  /// The first line of a tag.
  struct PlateLine {
    var line: Int
    var plateClass: String
    var hasDish: Bool
  }
}

extension CatalogueAssembly {
  /// Notes what is wrong with a cell.
  mutating func complain(_ cell: CSVCell, _ row: ImportRow, _ message: String) {
    log.add(row.table.fileIndex, cell.line, cell.column, message)
  }

  /// Reads the cell in a column; nothing if it is blank or was refused, which is noted.
  mutating func value<Value>(
    _ column: String, _ row: ImportRow, isRequired: Bool = false,
    read: (String) -> CellReading<Value>
  ) -> Value? {
    guard let cell = row.cell(column) else { return nil }
    let text = row.text(column)
    guard !text.isEmpty else {
      if isRequired { complain(cell, row, "\(column) is blank; every line needs one") }
      return nil
    }
    switch read(text) {
    case .value(let value): return value
    case .refused(let reason):
      complain(cell, row, "\(column) \"\(Cell.shown(Cell.trimmed(cell.text)))\" \(reason)")
      return nil
    }
  }
}
