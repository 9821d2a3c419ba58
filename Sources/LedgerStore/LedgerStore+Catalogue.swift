import GRDB
import Ledger
public import Menus
import Money

extension LedgerStore {
  /// Everything that is needed to price a tray, as it is stored now; empty before the first menu.
  public func catalogue() throws(StoreError) -> Catalogue {
    let parts = try read { db in try CatalogueTables(db: db).parts(in: self.currency) }
    do {
      return try Catalogue(validating: parts)
    } catch {
      throw StoreError(
        .damaged,
        "The menu stored in \(directory) contradicts itself (\(error.problems.count) problems, "
          + "the first: \(error.problems.first?.description ?? "none")). Import the menu files "
          + "again.")
    }
  }

  /// Counts the changes of the catalogue: another number means that it has changed.
  public func catalogueVersion() throws(StoreError) -> Int {
    try read { db in Int(try db.number("SELECT version FROM catalogue WHERE id = 1")) }
  }

  /// Puts a catalogue in the place of the stored one, all of it or nothing; only what differs is
  /// written. Answers the new version.
  ///
  /// - Parameter act: what the change is remembered as, in the same transaction.
  @discardableResult
  public func replaceCatalogue(
    _ catalogue: Catalogue, as act: CatalogueAct = .edit
  ) throws(StoreError) -> Int {
    guard catalogue.currency == currency else {
      throw StoreError(
        .otherCurrency,
        "The menu's prices are in \(catalogue.currency.code), the books in \(currency.code). "
          + "Nothing was changed; give the prices in \(currency.code).")
    }
    let wanted = catalogue.parts
    return try write { db in
      let tables = CatalogueTables(db: db)
      try tables.replace(try tables.parts(in: self.currency), with: wanted)
      try Self.checkNoPlateIsCard(db)
      try CatalogueVersions(db: db).note(act)
      try db.run("UPDATE catalogue SET version = version + 1 WHERE id = 1")
      return Int(try db.number("SELECT version FROM catalogue WHERE id = 1"))
    }
  }

  private static func checkNoPlateIsCard(_ db: Database) throws {
    let row = try db.row(
      """
      SELECT accounts.number FROM cards JOIN plates ON plates.tag = cards.tag
      JOIN accounts ON accounts.id = cards.account ORDER BY accounts.number LIMIT 1
      """)
    guard let number = try row?.text("number") else { return }
    throw StoreError(
      .refused,
      "One of the plates is a card of account \(number). Nothing was changed; take it out of the "
        + "plates, or remove the card.")
  }
}
