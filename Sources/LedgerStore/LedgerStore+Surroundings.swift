import GRDB
import Ledger
import Menus
import TagReads

extension LedgerStore {
  /// What does not hold beside the journal: the menu contradicts itself, a card makes no sense or
  /// belongs to nobody, a card is a plate as well. At most a few of each.
  public func surroundingComplaints() throws(StoreError) -> [String] {
    let cards = try read { db in
      try Self.cardComplaints(db) + self.auditComplaints(db)
    }
    do {
      _ = try catalogue()
      return cards
    } catch {
      guard error.code == .damaged else { throw error }
      return cards + ["menu: \(error.message)"]
    }
  }

  private static func cardComplaints(_ db: Database) throws -> [String] {
    var complaints: [String] = []
    let cards = try StoredRows(
      db,
      sql: """
        SELECT cards.tag, cards.use, accounts.number, plates.tag AS plate FROM cards
        LEFT JOIN accounts ON accounts.id = cards.account
        LEFT JOIN plates ON plates.tag = cards.tag ORDER BY cards.tag
        """)
    while complaints.count < 20, let row = try cards.next() {
      guard let number = try? row.text("number") else {
        complaints.append("cards: one belongs to no account")
        continue
      }
      if (try? row.value("tag") { TagID($0) }) == nil
        || (try? row.value("use", CardUse.init(rawValue:))) == nil
      {
        complaints.append("cards: what is stored of one of account \(number) makes no sense")
      } else if (try? row.text("plate")) != nil {
        complaints.append("cards: one of account \(number) is a plate as well")
      }
    }
    return complaints
  }
}
