import GRDB
import Ledger
public import Primitives
public import TagReads

/// Something done with a plate beside selling it.
public struct PlateChange: Hashable, Sendable {
  /// What is done.
  public enum Act: String, Hashable, Sendable, CaseIterable {
    /// It is entered in a class.
    case enrolled
    /// A dish is put on it.
    case bound
    /// It is taken out of use for good.
    case retired
    /// It is missed.
    case lost
    /// It is taken back into use.
    case restored
  }

  /// The plate.
  public var tag: TagID
  /// What is done.
  public var act: Act
  /// The class, or dish and meal.
  public var detail: String

  /// Describes a change.
  public init(_ act: Act, _ tag: TagID, _ detail: String) {
    self.tag = tag
    self.act = act
    self.detail = detail
  }
}

/// A plate that is not in use any more.
public struct DepartedPlate: Hashable, Sendable {
  /// The plate.
  public var tag: TagID
  /// The class it had.
  public var plateClass: String
  /// True if it is missed, false if it was retired.
  public var isLost: Bool
  /// Since when.
  public var at: WallTime
  /// Who took it out.
  public var by: String
}

/// What the books know of a plate's past.
public struct PlateLife: Hashable, Sendable {
  /// One thing that was done with it.
  public struct Entry: Hashable, Sendable {
    /// When.
    public var at: WallTime
    /// `enrolled`, `bound`, `retired`, `lost`, `restored` or `sold`.
    public var act: String
    /// The class, the dish and meal, or the receipt.
    public var detail: String
    /// The operator, or the lane.
    public var by: String
  }

  /// How often it was sold and not given back.
  public var soldCount: Int
  /// How often it has certainly been washed: a plate that was sold and seen again afterwards has
  /// been. The last sale counts once the plate has been bound anew or taken out of use since.
  public var washCount: Int
  /// What was done, newest first.
  public var entries: [Entry]
}

extension LedgerStore {
  /// - plateActsMax (acts, 50): what is kept of one plate beside its sales.
  static let plateActsMax = 50

  /// The plates that were retired or are missed, by tag.
  public func departedPlates() throws(StoreError) -> [DepartedPlate] {
    try read { db in
      try db.rows("SELECT * FROM departed_plates ORDER BY tag").map { try DepartedPlate($0) }
    }
  }

  /// A plate that was retired or is missed, or nothing.
  public func departedPlate(_ tag: TagID) throws(StoreError) -> DepartedPlate? {
    try read { db in
      try db.row("SELECT * FROM departed_plates WHERE tag = ?", [tag.description])
        .map { try DepartedPlate($0) }
    }
  }

  /// What was done with a plate, its newest sales among it.
  public func life(ofPlate tag: TagID, limit: Int) throws(StoreError) -> PlateLife {
    try read { db in
      let acts = try db.rows(
        "SELECT at, by, act, detail FROM plate_acts WHERE tag = ? ORDER BY id DESC",
        [tag.description]
      ).map {
        PlateLife.Entry(
          at: WallTime(milliseconds: try $0.integer("at")), act: try $0.text("act"),
          detail: try $0.text("detail"), by: try $0.text("by"))
      }
      let sales = try self.sales(ofPlate: tag, limit: limit, in: db)
      let count = Int(
        try db.number(
          """
          SELECT count(*) FROM sale_lines AS sold WHERE sold.plate = ? AND NOT EXISTS
            (SELECT 1 FROM transfers WHERE refers_to = sold.transfer AND kind = 'reversal')
          """, [tag.description]))
      let seenAgain = acts.contains { act in sales.first.map { act.at > $0.at } ?? false }
      let entries = (acts + sales).sorted { $0.at > $1.at }.prefix(limit)
      return PlateLife(
        soldCount: count, washCount: max(0, seenAgain ? count : count - 1),
        entries: Array(entries))
    }
  }

  private func sales(
    ofPlate tag: TagID, limit: Int, in db: Database
  ) throws -> [PlateLife.Entry] {
    try db.rows(
      """
      SELECT sale.sequence, sale.at, sale.by FROM sale_lines AS sold
      JOIN transfers AS sale ON sale.sequence = sold.transfer
      WHERE sold.plate = ? ORDER BY sold.transfer DESC LIMIT ?
      """, [tag.description, limit]
    ).map {
      let receipt = ReceiptNumber(station: self.station, serial: try $0.int("sequence"))
      return PlateLife.Entry(
        at: WallTime(milliseconds: try $0.integer("at")), act: "sold",
        detail: receipt.description, by: try $0.text("by"))
    }
  }
}

extension DepartedPlate {
  fileprivate init(_ row: StoredRow) throws {
    self.init(
      tag: try row.value("tag") { TagID($0) }, plateClass: try row.text("plate_class"),
      isLost: try row.text("reason") == "lost", at: WallTime(milliseconds: try row.integer("at")),
      by: try row.text("by"))
  }
}

extension Database {
  /// Writes down what is done with a plate, and whether it is in use from now on.
  func note(_ change: PlateChange, at: WallTime, by: String) throws {
    let tag = change.tag.description
    try run(
      "INSERT INTO plate_acts (tag, at, by, act, detail) VALUES (?, ?, ?, ?, ?)",
      [tag, at.milliseconds, by, change.act.rawValue, change.detail])
    try run(
      """
      DELETE FROM plate_acts WHERE tag = ? AND id <=
        (SELECT id FROM plate_acts WHERE tag = ? ORDER BY id DESC LIMIT 1 OFFSET ?)
      """, [tag, tag, LedgerStore.plateActsMax])
    switch change.act {
    case .bound: break
    case .enrolled, .restored: try run("DELETE FROM departed_plates WHERE tag = ?", [tag])
    case .retired, .lost:
      try run(
        """
        INSERT OR REPLACE INTO departed_plates (tag, plate_class, reason, at, by)
        VALUES (?, ?, ?, ?, ?)
        """, [tag, change.detail, change.act.rawValue, at.milliseconds, by])
    }
  }
}
