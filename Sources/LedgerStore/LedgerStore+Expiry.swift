import GRDB
public import Ledger
public import Money
public import Primitives

/// What has expired, all in all.
public struct Expired: Hashable, Sendable {
  /// How many purses were emptied.
  public var count = 0
  /// What they held.
  public var total = Amount.zero
}

extension LedgerStore {
  /// - expiryStep (purses, 200): so many purses are emptied in one transaction, so that lanes need
  ///   not wait.
  static let expiryStep = 200

  /// Takes back what is left of everything that could be used up to a day before this one.
  ///
  /// Each purse is emptied by a transfer of its own; what a kill on the way leaves goes at the next
  /// call. An expired purse can be spent no more in any case.
  ///
  /// - Parameter mint: makes the id of each transfer.
  public func expire(
    on day: CalendarDay, at now: WallTime, by: String, mint: () -> IntentID,
    progress: (Int) -> Void = { _ in }
  ) throws(StoreError) -> Expired {
    var expired = Expired()
    var last: (expires: Int, account: Int64, purse: String)? = (Int.min, 0, "")
    while let from = last {
      last = try write { db in
        try self.expire(
          on: day, after: from, at: now, by: by, mint: mint, adding: &expired, in: db)
      }
      progress(expired.count)
    }
    return expired
  }

  /// One step; answers where the next begins, nothing after the last.
  private func expire(
    on day: CalendarDay, after last: (expires: Int, account: Int64, purse: String),
    at now: WallTime, by: String, mint: () -> IntentID, adding expired: inout Expired,
    in db: Database
  ) throws -> (expires: Int, account: Int64, purse: String)? {
    let page = try db.rows(
      """
      SELECT purses.expires, purses.account, purses.purse, accounts.number FROM purses
      JOIN accounts ON accounts.id = purses.account
      WHERE purses.expires < ? AND (purses.expires, purses.account, purses.purse) > (?, ?, ?)
      ORDER BY purses.expires, purses.account, purses.purse LIMIT ?
      """, [day.daysSince1970, last.expires, last.account, last.purse, Self.expiryStep])
    for row in page {
      let body = Intent.Body.expiry(
        account: try row.value("number") { AccountNumber($0) },
        purse: try row.value("purse") { Purse(code: $0) })
      let intent = Intent(id: mint(), at: now, businessDay: day, by: by, body: body)
      guard case .post(let transfer) = try carryOut(intent, bodyHash: .ofBody(body), in: db) else {
        continue
      }
      expired.count += 1
      expired.total.minorUnits -= transfer.purseChanges.reduce(0) { $0 + $1.amount.minorUnits }
    }
    guard page.count == Self.expiryStep, let row = page.last else { return nil }
    return (try row.int("expires"), try row.integer("account"), try row.text("purse"))
  }
}
