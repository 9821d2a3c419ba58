/// The HID reports that carry R321 frames over USB.
///
///     COUNT | COUNT bytes of the protocol | padding to 64 bytes
///
/// COUNT is 1 to 63. A frame of more bytes goes on in the next report, after a COUNT of its own.
/// The padding means nothing: it may be what an earlier report left there.
///
/// Source: the captures in Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693 (dumb.txt), where a
/// version answer of 64 bytes comes as `3F` and 63 bytes, then `01` and the last. The manual does
/// not describe it.
public enum R321Reports {
  /// The bytes of a report.
  public static let byteCount = 64

  /// The most bytes of the protocol that a report holds.
  public static let contentCountMax = byteCount - 1

  /// As many reports as the bytes need, one after another, padded with zeros.
  public static func carrying(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: contentCountMax).flatMap { start in
      let content = bytes[start..<min(start + contentCountMax, bytes.count)]
      let padding = [UInt8](repeating: 0, count: contentCountMax - content.count)
      return [UInt8(truncatingIfNeeded: content.count)] + content + padding
    }
  }

  /// What a report carries, or as much of it as there is; nothing if its count is impossible.
  public static func content(_ report: some Collection<UInt8>) -> [UInt8]? {
    guard let count = report.first, Int(count) <= contentCountMax else { return nil }
    return Array(report.dropFirst().prefix(Int(count)))
  }
}
