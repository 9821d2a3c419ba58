import Crypto

/// The SHA-256 that seals a record of the journal and everything before it (FIPS 180-4).
public struct ChainHash: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Takes the 32 bytes of a stored hash, or nothing if there are not 32.
  public init?(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    guard self.bytes.count == 32 else { return nil }
  }

  init(digesting parts: [UInt8]...) {
    var hasher = SHA256()
    for part in parts { part.withUnsafeBytes { hasher.update(bufferPointer: $0) } }
    bytes = hasher.finalize().withUnsafeBytes { [UInt8]($0) }
  }

  /// The hash before the first record: SHA-256 over the netstrings `traytally-journal-1`, station
  /// and currency code, so that the chains of two stations never share a record.
  public static func beginning(station: StationName, currencyCode: String) -> ChainHash {
    var text = CanonicalText()
    text.append("traytally-journal-1")
    text.append(station.text)
    text.append(currencyCode)
    return ChainHash(digesting: text.bytes)
  }

  /// The hash of a record that follows this one.
  public func sealing(_ transfer: Transfer) -> ChainHash {
    ChainHash(digesting: bytes, transfer.canonicalBytes)
  }

  /// The hash of what an intent asks for, by which a retry is told from another use of its id.
  public static func ofBody(_ body: Intent.Body) -> ChainHash {
    ChainHash(digesting: body.canonicalBytes)
  }

  /// The hash of what a batch asks for.
  public static func ofBatch(_ batch: Batch) -> ChainHash {
    ChainHash(digesting: batch.canonicalBytes)
  }

  /// 64 hexadecimal digits in lower case.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
