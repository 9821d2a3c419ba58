/// Writes a catalogue as the CSV files that `MenuImport` reads, to the same catalogue again.
///
/// Bindings made at the window and the staff's words about single days are no part of a file: they
/// are left out.
public enum MenuExport {
  /// One kind of thing as CSV text, with a byte order mark and CRLF.
  public static func text(of kind: CatalogueFileKind, from catalogue: Catalogue) -> String {
    text(of: CatalogueSheet(kind, of: catalogue.parts))
  }

  /// A table as CSV text, with a byte order mark and CRLF.
  public static func text(of sheet: CatalogueSheet) -> String {
    var writer = CSVWriter(header: sheet.columns)
    for row in sheet.rows { writer.append(row.map(\.text)) }
    return writer.text
  }
}
