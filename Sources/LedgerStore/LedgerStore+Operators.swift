import GRDB
public import Operators
import Primitives

extension LedgerStore {
  /// The operators there are, by name; removed ones are left out.
  public func operators() throws(StoreError) -> [Operator] {
    try read { db in
      try db.rows("SELECT * FROM operators WHERE removed = 0 ORDER BY name").map {
        try Operator($0)
      }
    }
  }

  /// True once somebody works under a name of their own; from then on acts need one.
  public func hasOperators() throws(StoreError) -> Bool {
    try read { db in try db.row("SELECT 1 FROM operators WHERE removed = 0 LIMIT 1") != nil }
  }

  /// An operator and what is kept of their secret, or nothing if nobody has the name.
  public func operatorAndSecret(
    _ name: OperatorName
  ) throws(StoreError) -> (operator: Operator, secret: SecretHash)? {
    try read { db in
      let row = try db.row("SELECT * FROM operators WHERE name = ? AND removed = 0", [name.text])
      return try row.map { (try Operator($0), try SecretHash($0)) }
    }
  }

  /// Adds an operator; the first one must be an administrator, or nobody could add a second.
  public func addOperator(_ new: Operator, secret: SecretHash) throws(StoreError) {
    try write { db in
      let old = try db.row("SELECT removed FROM operators WHERE name = ?", [new.name.text])
      if let old {
        throw StoreError(
          .refused,
          try old.integer("removed") == 0
            ? "There is an operator \(new.name) already. Choose another name."
            : "An operator who was removed was called \(new.name), and the books still name them. "
              + "Choose another name.")
      }
      try db.run(
        """
        INSERT INTO operators
          (name, role, added_at, salt, hash, rounds, block_size, parallelism)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [new.name.text, new.role.rawValue, new.addedAt.milliseconds] + secret.values)
      try Self.checkAdministrator(db)
    }
  }

  /// Gives an operator another role.
  public func setRole(_ role: Role, of name: OperatorName) throws(StoreError) {
    try change(name) { db in
      try db.run("UPDATE operators SET role = ? WHERE name = ?", [role.rawValue, name.text])
    }
  }

  /// Gives an operator another secret, and forgets the wrong ones.
  public func setSecret(_ secret: SecretHash, of name: OperatorName) throws(StoreError) {
    try change(name) { db in
      try db.run(
        """
        UPDATE operators SET salt = ?, hash = ?, rounds = ?, block_size = ?, parallelism = ?,
          mistakes = 0, locked_until = NULL WHERE name = ?
        """, secret.values + [name.text])
    }
  }

  /// Locks an operator until further notice, or lets them work again.
  public func setLocked(_ isLocked: Bool, _ name: OperatorName) throws(StoreError) {
    try change(name) { db in
      try db.run(
        "UPDATE operators SET locked = ?, mistakes = 0, locked_until = NULL WHERE name = ?",
        [isLocked ? 1 : 0, name.text])
    }
  }

  /// Takes an operator out; the name is not given again.
  public func removeOperator(_ name: OperatorName) throws(StoreError) {
    try change(name) { db in
      try db.run("UPDATE operators SET removed = 1 WHERE name = ?", [name.text])
    }
  }

  /// Keeps what is known of wrong secrets.
  public func setLockOut(_ lockOut: LockOut, of name: OperatorName) throws(StoreError) {
    try write { db in
      try db.run(
        "UPDATE operators SET mistakes = ?, locked_until = ? WHERE name = ?",
        [lockOut.mistakes, lockOut.until?.milliseconds, name.text])
    }
  }

  private func change(
    _ name: OperatorName, _ body: (Database) throws -> Void
  ) throws(StoreError) {
    try write { db in
      let row = try db.row("SELECT 1 FROM operators WHERE name = ? AND removed = 0", [name.text])
      guard row != nil else {
        throw StoreError(
          .refused, "There is no operator \(name). `traytally operators list` lists them.")
      }
      try body(db)
      try Self.checkAdministrator(db)
    }
  }

  /// One administrator at least is left who can work.
  private static func checkAdministrator(_ db: Database) throws {
    let count = try db.number(
      "SELECT count(*) FROM operators WHERE removed = 0 AND locked = 0 AND role = 'administrator'")
    guard count > 0 else {
      throw StoreError(
        .refused,
        "No administrator who is not locked would be left, and nobody could add operators. Nothing "
          + "was changed; add another administrator first.")
    }
  }
}

extension Operator {
  fileprivate init(_ row: StoredRow) throws {
    self.init(
      name: try row.value("name") { OperatorName($0) },
      role: try row.value("role", Role.init(rawValue:)),
      isLocked: try row.integer("locked") != 0,
      lockOut: LockOut(
        mistakes: try row.int("mistakes"),
        until: try row.optionalInteger("locked_until").map { WallTime(milliseconds: $0) }),
      addedAt: WallTime(milliseconds: try row.integer("added_at")))
  }
}

extension SecretHash {
  fileprivate init(_ row: StoredRow) throws {
    let cost = Cost(
      rounds: try row.int("rounds"), blockSize: try row.int("block_size"),
      parallelism: try row.int("parallelism"))
    guard
      let hash = SecretHash(salt: try row.bytes("salt"), hash: try row.bytes("hash"), cost: cost)
    else { throw row.damaged("hash") }
    self = hash
  }

  fileprivate var values: [any Storable] {
    [salt, hash, cost.rounds, cost.blockSize, cost.parallelism]
  }
}
