import Foundation
import GRDBSQLite
import Primitives

/// What a column of a row holds.
enum StoredValue {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])
  /// A number with a fraction, which no table here has room for.
  case real
}

/// A value that a statement takes.
protocol Storable {
  /// Binds the value to a place of a statement, counted from 1, and answers what SQLite says.
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32
}

/// SQLite copies what it is given before the call returns (`SQLITE_TRANSIENT` of sqlite3.h).
private var copied: sqlite3_destructor_type {
  unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Int64: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self)
  }
}

extension Int: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, Int64(self))
  }
}

extension Bool: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self ? 1 : 0)
  }
}

extension String: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { utf8 in
      guard let start = utf8.baseAddress else {
        return sqlite3_bind_text(statement, place, "", 0, copied)
      }
      return sqlite3_bind_text(statement, place, start, Int32(utf8.count), copied)
    }
  }
}

extension [UInt8]: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    guard !isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
    return sqlite3_bind_blob(statement, place, self, Int32(count), copied)
  }
}

extension Data: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    Array(self).bind(to: statement, at: place)
  }
}

/// An id lies in the books as its 16 bytes.
extension UniqueID: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    let bytes = (high.bigEndian, low.bigEndian)
    return withUnsafeBytes(of: bytes) {
      sqlite3_bind_blob(statement, place, $0.baseAddress, 16, copied)
    }
  }
}

extension Optional: Storable where Wrapped: Storable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    guard let self else { return sqlite3_bind_null(statement, place) }
    return self.bind(to: statement, at: place)
  }
}
