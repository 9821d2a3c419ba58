public import Operators
import Primitives

extension LedgerStore {
  /// - tokensMax (64): tokens at once.
  public static let tokensMax = 64

  /// The tokens there are, by name; removed ones are left out.
  public func tokens() throws(StoreError) -> [AccessToken] {
    try read { db in
      try db.rows("SELECT * FROM tokens WHERE removed = 0 ORDER BY name").map {
        try AccessToken($0)
      }
    }
  }

  /// The token of a secret's hash, or nothing if there is none.
  public func token(hash: [UInt8]) throws(StoreError) -> AccessToken? {
    try read { db in
      try db.row("SELECT * FROM tokens WHERE hash = ? AND removed = 0", [hash]).map {
        try AccessToken($0)
      }
    }
  }

  /// The token of a name, or nothing if there is none.
  public func token(named name: OperatorName) throws(StoreError) -> AccessToken? {
    try read { db in
      try db.row("SELECT * FROM tokens WHERE name = ? AND removed = 0", [name.text]).map {
        try AccessToken($0)
      }
    }
  }

  /// Adds a token.
  public func addToken(_ token: AccessToken, hash: [UInt8]) throws(StoreError) {
    try write { db in
      guard try db.row("SELECT 1 FROM tokens WHERE name = ?", [token.name.text]) == nil else {
        throw StoreError(
          .refused,
          "There is or was a token \(token.name), and the books name it. Choose another name.")
      }
      guard try db.number("SELECT count(*) FROM tokens WHERE removed = 0") < Self.tokensMax else {
        throw StoreError(
          .refused, "There are \(Self.tokensMax) tokens. Remove one that nobody uses any more.")
      }
      try db.run(
        "INSERT INTO tokens (name, scopes, hash, added_at, last_day) VALUES (?, ?, ?, ?, ?)",
        [
          token.name.text, token.scopes.map(\.word).sorted().joined(separator: " "), hash,
          token.addedAt.milliseconds, token.lastDay?.daysSince1970,
        ])
    }
  }

  /// Takes a token out; the name is not given again.
  public func removeToken(_ name: OperatorName) throws(StoreError) {
    try write { db in
      let row = try db.row("SELECT 1 FROM tokens WHERE name = ? AND removed = 0", [name.text])
      guard row != nil else {
        throw StoreError(
          .refused, "There is no token \(name). `traytally tokens list` lists them.")
      }
      try db.run("UPDATE tokens SET removed = 1 WHERE name = ?", [name.text])
    }
  }
}

extension AccessToken {
  fileprivate init(_ row: StoredRow) throws {
    let scopes = try row.text("scopes").split(separator: " ").map { word in
      guard let scope = TokenScope(String(word)) else { throw row.damaged("scopes") }
      return scope
    }
    self.init(
      name: try row.value("name") { OperatorName($0) }, scopes: Set(scopes),
      addedAt: WallTime(milliseconds: try row.integer("added_at")),
      lastDay: try row.optionalInteger("last_day").map { CalendarDay(daysSince1970: Int($0)) })
  }
}
