import Primitives

/// Reads the text of a capture file.
///
/// A file is `# key: value` lines, then one line a transfer. Empty lines, and lines beginning with
/// `#` after the first transfer, are remarks. Times may have up to nine decimals and never go back.
public struct CaptureReader: Sendable {
  /// Makes a reader.
  public init() {}

  /// Reads a whole file, or says which line is wrong.
  public func capture(_ text: String) throws(CaptureComplaint) -> Capture {
    var capture = Capture(header: CaptureHeader(), lines: [])
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() where !row.allSatisfy(\.isWhitespace) {
      if row.first != "#" {
        try capture.lines.append(line(row, number: index + 1, after: capture.lines.last))
      } else if capture.lines.isEmpty {
        try take(row, number: index + 1, into: &capture.header)
      }
    }
    return capture
  }

  private func take(_ row: Substring, number: Int, into header: inout CaptureHeader)
    throws(CaptureComplaint)
  {
    let parts = row.dropFirst().split(separator: ":", maxSplits: 1)
    let word = parts.first.map { String($0).filter { !$0.isWhitespace } } ?? ""
    guard parts.count == 2, let key = CaptureHeader.Key(rawValue: word) else {
      let known = CaptureHeader.Key.allCases.map(\.rawValue).joined(separator: ", ")
      throw CaptureComplaint(
        line: number, message: "a header line is \"# key: text\" with one of the keys \(known)")
    }
    header[key] = String(parts[1])
  }

  private func line(_ row: Substring, number: Int, after last: CaptureLine?)
    throws(CaptureComplaint) -> CaptureLine
  {
    let fields = row.split(maxSplits: 2, whereSeparator: \.isWhitespace)
    guard let time = fields.first.flatMap({ seconds($0) }) else {
      throw CaptureComplaint(
        line: number, message: "begin with the seconds since the start, such as +0.0123")
    }
    if let last, time < last.time {
      throw CaptureComplaint(
        line: number, message: "the time goes back; put the lines in the order of their times")
    }
    guard fields.count > 1, fields[1].count == 1,
      let direction = fields[1].first.flatMap({ CaptureLine.Direction(rawValue: $0) })
    else {
      throw CaptureComplaint(
        line: number, message: "after the time put > for bytes to the reader or < for its own")
    }
    guard fields.count == 3, let bytes = Hex.bytes(fields[2]), !bytes.isEmpty else {
      throw CaptureComplaint(
        line: number, message: "end with the bytes as pairs of hexadecimal digits")
    }
    return CaptureLine(time: time, direction: direction, bytes: bytes)
  }

  /// Reads `+12.345` to the nanosecond, without going through a floating-point number.
  private func seconds(_ text: Substring) -> Duration? {
    guard text.first == "+" else { return nil }
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = digits(parts[0], countMax: 9) else {
      return nil
    }
    guard parts.count == 2 else { return .seconds(whole) }
    guard let part = digits(parts[1], countMax: 9) else { return nil }
    let scale = (parts[1].count..<9).reduce(Int64(1)) { scale, _ in scale * 10 }
    return .seconds(whole) + .nanoseconds(part * scale)
  }

  private func digits(_ text: Substring, countMax: Int) -> Int64? {
    guard (1...countMax).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int64(text)
  }
}
