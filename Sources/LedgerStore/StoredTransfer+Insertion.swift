import GRDB
import Ledger
import Money
import Primitives

extension Database {
  /// Adds a transfer to the end of the journal.
  ///
  /// These rows are most of what a debit writes, so each value is bound by itself and each
  /// statement is looked up once.
  func insert(_ stored: StoredTransfer, account: Int64?) throws {
    try insert(head: stored, account: account)
    let place = stored.transfer.receipt.serial
    try insert(stored.transfer.postings, of: place)
    try insert(stored.transfer.particulars.lines, of: place)
  }

  private func insert(head stored: StoredTransfer, account: Int64?) throws {
    let transfer = stored.transfer
    let particulars = transfer.particulars
    let statement = try statement(
      """
      INSERT INTO transfers (sequence, intent, kind, at, business_day, by, account, floor,
        cash_after, subsidy_after, refers_to, card, lane, visit, meal_period, diner_group, batch,
        note, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try statement.run { values in
      try values.add(transfer.receipt.serial)
      try values.add(transfer.id)
      try values.add(transfer.kind.rawValue)
      try values.add(transfer.at.milliseconds)
      try values.add(transfer.businessDay.daysSince1970)
      try values.add(transfer.by)
      try values.add(account)
      try values.add(transfer.floor.minorUnits)
      try values.add(transfer.cashAfter.minorUnits)
      try values.add(transfer.subsidyAfter.minorUnits)
      try values.add(transfer.refersTo?.serial)
      try values.add(particulars.card)
      try values.add(particulars.lane)
      try values.add(particulars.visit)
      try values.add(particulars.mealPeriod)
      try values.add(particulars.group)
      try values.add(particulars.batch)
      try values.add(particulars.note)
      try values.add(stored.hash.bytes)
    }
  }

  private func insert(_ postings: [Posting], of transfer: Int) throws {
    let statement = try statement(
      "INSERT INTO postings (transfer, line, book, amount) VALUES (?, ?, ?, ?)")
    for (line, posting) in postings.enumerated() {
      try statement.run { values in
        try values.add(transfer)
        try values.add(line)
        try values.add(posting.book.code)
        try values.add(posting.amount.minorUnits)
      }
    }
  }

  private func insert(_ lines: [SaleLine], of transfer: Int) throws {
    guard !lines.isEmpty else { return }
    let statement = try statement(
      """
      INSERT INTO sale_lines (transfer, line, plate, plate_class, dish, name, amount,
        vat_basis_points, vat, refunds)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for (index, line) in lines.enumerated() {
      try statement.run { values in
        try values.add(transfer)
        try values.add(index)
        try values.add(line.plate)
        try values.add(line.plateClass)
        try values.add(line.dish)
        try values.add(line.name)
        try values.add(line.amount.minorUnits)
        try values.add(line.vatBasisPoints)
        try values.add(line.vat.minorUnits)
        try values.add(line.refunds)
      }
    }
  }
}
