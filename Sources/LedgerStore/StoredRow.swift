import Foundation
import GRDB
import Primitives

/// A row holds what its table should never hold.
struct DamagedRow: Error {
  /// The table and column, for the operator.
  var place: String
}

/// One row read with suspicion: a damaged file makes an error, never a trap.
struct StoredRow {
  private let row: Row

  init(_ row: Row) {
    self.row = row
  }

  func integer(_ column: String) throws -> Int64 {
    guard let value = try optionalInteger(column) else { throw damaged(column) }
    return value
  }

  func optionalInteger(_ column: String) throws -> Int64? {
    switch try storage(column) {
    case .null: nil
    case .int64(let value): value
    default: throw damaged(column)
    }
  }

  func text(_ column: String) throws -> String {
    guard let value = try optionalText(column) else { throw damaged(column) }
    return value
  }

  func optionalText(_ column: String) throws -> String? {
    switch try storage(column) {
    case .null: nil
    case .string(let value): value
    default: throw damaged(column)
    }
  }

  func bytes(_ column: String) throws -> [UInt8] {
    guard case .blob(let data) = try storage(column) else { throw damaged(column) }
    return Array(data)
  }

  func id(_ column: String) throws -> UniqueID {
    guard let id = try optionalID(column) else { throw damaged(column) }
    return id
  }

  func optionalID(_ column: String) throws -> UniqueID? {
    switch try storage(column) {
    case .null: nil
    case .blob(let data) where data.count == 16:
      UniqueID(
        high: data.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
        low: data.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
    default: throw damaged(column)
    }
  }

  /// The value that the text stands for.
  func value<Value>(_ column: String, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(try text(column)) else { throw damaged(column) }
    return value
  }

  /// A number that fits `Int`, which on a 64-bit machine is every one.
  func int(_ column: String) throws -> Int {
    Int(try integer(column))
  }

  func damaged(_ column: String) -> DamagedRow {
    DamagedRow(place: column)
  }

  private func storage(_ column: String) throws -> DatabaseValue.Storage {
    guard let value = row[column] as DatabaseValue? else { throw damaged(column) }
    return value.storage
  }
}

extension Database {
  /// Runs a statement that is prepared once and kept; the text is fixed in the source, so that no
  /// value can get into it and the number of kept statements stays what the source holds.
  func run(_ sql: StaticString, _ arguments: StatementArguments = .init()) throws {
    try cachedStatement(sql: "\(sql)").execute(arguments: arguments)
  }

  /// The first row, or nothing.
  func row(_ sql: StaticString, _ arguments: StatementArguments = .init()) throws -> StoredRow? {
    try Row.fetchOne(cachedStatement(sql: "\(sql)"), arguments: arguments).map(StoredRow.init)
  }

  /// Every row; for results that are small.
  func rows(_ sql: StaticString, _ arguments: StatementArguments = .init()) throws -> [StoredRow] {
    try Row.fetchAll(cachedStatement(sql: "\(sql)"), arguments: arguments).map(StoredRow.init)
  }

  /// The first column of the first row as a number; zero if there is no row.
  func number(_ sql: StaticString, _ arguments: StatementArguments = .init()) throws -> Int64 {
    try Int64.fetchOne(cachedStatement(sql: "\(sql)"), arguments: arguments) ?? 0
  }
}

extension UniqueID {
  /// The 16 bytes as SQLite keeps them.
  var blob: Data { Data(bytes) }
}
