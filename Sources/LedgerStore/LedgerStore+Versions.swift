import Foundation
import GRDB
public import Menus
import Primitives

extension LedgerStore {
  /// - catalogueVersionsKept (imports, 20): imports that can be undone.
  public static let catalogueVersionsKept = 20

  /// - catalogueVersionsListed (imports, 500): imports of which it is known who did them.
  public static let catalogueVersionsListed = 500

  /// - catalogueVersionBytes (bytes, 64 MiB): what is kept for undoing, the latest import's apart.
  public static let catalogueVersionBytes = 64 << 20

  /// The imports, latest first.
  public func catalogueVersions() throws(StoreError) -> [CatalogueVersion] {
    try read { db in try CatalogueVersions(db: db).all() }
  }

  /// What the catalogue had before an import, as the files of an import; nothing if it is not kept
  /// any more.
  public func filesBefore(version: Int) throws(StoreError) -> [ImportFile]? {
    try read { db in try CatalogueVersions(db: db).files(before: version) }
  }
}

/// The table of imports.
struct CatalogueVersions {
  let db: Database

  func note(_ act: CatalogueAct) throws {
    switch act {
    case .edit: break
    case .imported(let note): try insert(note)
    case .undone(let version, let at, let by):
      try db.run(
        """
        UPDATE catalogue_versions SET undone_at = ?, undone_by = ?, former = NULL
        WHERE number = ?
        """, [at.milliseconds, by, version])
    }
  }

  private func insert(_ note: ImportNote) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let former = try encoder.encode(note.former)
    try db.run(
      """
      INSERT INTO catalogue_versions (at, by, files, added, changed, removed, former)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        note.at.milliseconds, note.by, note.files.joined(separator: "\n"), note.added,
        note.changed, note.removed, former,
      ])
    try forgetOld()
  }

  /// Keeps the table within its bounds.
  private func forgetOld() throws {
    var bytes: Int64 = 0
    let kept = try db.rows(
      """
      SELECT number, length(former) AS length FROM catalogue_versions
      WHERE former IS NOT NULL ORDER BY number DESC
      """)
    for (index, row) in kept.enumerated() {
      bytes += try row.integer("length")
      let isTooMuch = index > 0 && bytes > Int64(LedgerStore.catalogueVersionBytes)
      if index >= LedgerStore.catalogueVersionsKept || isTooMuch {
        try db.run(
          "UPDATE catalogue_versions SET former = NULL WHERE number = ?",
          [try row.integer("number")])
      }
    }
    try db.run(
      """
      DELETE FROM catalogue_versions WHERE number <=
      (SELECT number FROM catalogue_versions ORDER BY number DESC LIMIT 1 OFFSET ?)
      """, [LedgerStore.catalogueVersionsListed])
  }

  func all() throws -> [CatalogueVersion] {
    let rows = try db.rows(
      """
      SELECT number, at, by, files, added, changed, removed, former IS NOT NULL AS kept,
        undone_at, undone_by
      FROM catalogue_versions ORDER BY number DESC
      """)
    return try rows.map { row in
      CatalogueVersion(
        number: try row.int("number"), at: WallTime(milliseconds: try row.integer("at")),
        by: try row.text("by"),
        files: try row.text("files").split(separator: "\n").map { String($0) },
        added: try row.int("added"), changed: try row.int("changed"),
        removed: try row.int("removed"), isKept: try row.int("kept") == 1,
        undoneBy: try row.optionalText("undone_by"),
        undoneAt: try row.optionalInteger("undone_at").map { WallTime(milliseconds: $0) })
    }
  }

  func files(before version: Int) throws -> [ImportFile]? {
    let row = try db.row(
      "SELECT former FROM catalogue_versions WHERE number = ? AND former IS NOT NULL", [version])
    guard let row else { return nil }
    let texts = try JSONDecoder().decode([String: String].self, from: Data(try row.bytes("former")))
    return CatalogueFileKind.allCases.compactMap { kind in
      texts[kind.rawValue].map {
        ImportFile(name: "before import \(version), \(kind.rawValue)", text: $0)
      }
    }
  }
}
