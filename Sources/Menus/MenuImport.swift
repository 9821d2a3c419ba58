/// A catalogue made from files, and how it differs from the one before.
public struct ImportedCatalogue: Equatable, Sendable {
  /// The whole new catalogue.
  public var catalogue: Catalogue

  /// What it adds, changes and removes.
  public var changes: CatalogueChanges

  /// Bindings made at the window that the new catalogue does not allow any more, because the
  /// plate, the dish or the meal is gone; those plates need a dish anew.
  public var droppedBindings: [Binding]

  /// The kinds of which there was a file, in the order of `CatalogueFileKind`.
  public var kinds: [CatalogueFileKind]
}

/// Makes a catalogue of CSV files and sheets: all of it, or complaints about every fault and
/// nothing.
///
/// A file replaces everything of its kind (`CatalogueFileKind` lists the columns); kinds of which
/// there is no file stay as they are. Files that refer to each other are given together, in any
/// order. Bindings made at the window outlive an import as long as plate, dish and meal do.
public enum MenuImport {
  /// Reads files onto a catalogue.
  ///
  /// - Parameters:
  ///   - files: at most one of a kind.
  ///   - current: the catalogue they change; prices are in its currency.
  ///   - accepting: the kinds of file the command takes.
  ///   - allowingEmpty: whether a file may have no rows, so that nothing of its kind is left.
  public static func parse(
    _ files: [ImportFile], onto current: Catalogue,
    accepting: [CatalogueFileKind] = CatalogueFileKind.allCases, allowingEmpty: Bool = false
  ) throws(ImportRefusal) -> ImportedCatalogue {
    var log = ComplaintLog(files: files)
    var tables: [ImportTable] = []
    for (index, file) in files.enumerated() {
      guard
        let table = ImportTable(
          file, fileIndex: index, mayBeEmpty: allowingEmpty, log: &log)
      else { continue }
      if !accepting.contains(table.kind) {
        let allowed = accepting.map(\.rawValue).joined(separator: ", ")
        log.add(index, 1, 1, "this file lists \(table.kind.rawValue); taken here: \(allowed)")
      } else if let other = tables.first(where: { $0.kind == table.kind }) {
        let title = files[other.fileIndex].title
        log.add(index, 1, 1, "\(title) also lists \(table.kind.rawValue); put them into one file")
      } else {
        tables.append(table)
      }
    }
    let isComplete = tables.count == files.count
    let former = current.parts
    var assembly = CatalogueAssembly(former, tables: tables, isComplete: isComplete, log: log)
    let dropped = assembly.dropStaleWindowBindings()
    assembly.dropStaleDayMarks()
    assembly.judge(isComplete: isComplete)
    guard assembly.log.isEmpty else { throw assembly.log.refusal }
    let catalogue = Catalogue(checked: assembly.parts)
    return ImportedCatalogue(
      catalogue: catalogue, changes: CatalogueChanges(from: former, to: catalogue.parts),
      droppedBindings: dropped,
      kinds: CatalogueFileKind.allCases.filter(assembly.kinds.contains))
  }
}
