import Primitives

/// A row holds what its table should never hold.
struct DamagedRow: Error {
  /// The table and column, for the operator.
  var place: String
}

/// One row read with suspicion: a damaged file makes an error, never a trap.
struct StoredRow {
  private let names: [String]
  private let values: [StoredValue]

  /// - Parameter names: the columns, as many as there are values.
  init(_ names: [String], _ values: [StoredValue]) {
    self.names = names
    self.values = values
  }

  func integer(_ column: String) throws -> Int64 {
    guard let value = try optionalInteger(column) else { throw damaged(column) }
    return value
  }

  func optionalInteger(_ column: String) throws -> Int64? {
    switch try value(column) {
    case .null: nil
    case .integer(let value): value
    default: throw damaged(column)
    }
  }

  func text(_ column: String) throws -> String {
    guard let value = try optionalText(column) else { throw damaged(column) }
    return value
  }

  func optionalText(_ column: String) throws -> String? {
    switch try value(column) {
    case .null: nil
    case .text(let value): value
    default: throw damaged(column)
    }
  }

  func bytes(_ column: String) throws -> [UInt8] {
    guard case .bytes(let bytes) = try value(column) else { throw damaged(column) }
    return bytes
  }

  func id(_ column: String) throws -> UniqueID {
    guard let id = try optionalID(column) else { throw damaged(column) }
    return id
  }

  func optionalID(_ column: String) throws -> UniqueID? {
    switch try value(column) {
    case .null: nil
    case .bytes(let bytes) where bytes.count == 16:
      UniqueID(
        high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
        low: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
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

  private func value(_ column: String) throws -> StoredValue {
    guard let place = names.firstIndex(of: column) else { throw damaged(column) }
    return values[place]
  }
}
