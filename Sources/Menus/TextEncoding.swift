/// Tells UTF-8 text from files that only look like text.
enum TextEncoding {
  /// The bytes with which some programs begin a UTF-8 file.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static let remedy = "save the file as UTF-8 (in Excel: \"CSV UTF-8\")"

  /// Why these bytes are not UTF-8 text, or nothing if they are.
  static func fault(in bytes: [UInt8]) -> CSVFault? {
    if let format = foreignFormat(of: bytes) {
      return CSVFault(line: 1, column: 1, message: "this is \(format), not CSV; \(remedy)")
    }
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var (offset, line, column) = (0, 1, 1)
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) {
      offset += scalar.count
      if scalar.first == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if offset > 3 || !bytes.starts(with: byteOrderMark) {
        column += 1
      }
    }
    let byte = String(bytes[min(offset, bytes.count - 1)], radix: 16, uppercase: true)
    return CSVFault(
      line: line, column: column,
      message: "the byte 0x\(byte) at byte offset \(offset) is not UTF-8; \(remedy)")
  }

  private static func foreignFormat(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "an Excel workbook or a zip file" }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "an old Excel workbook" }
    return nil
  }
}
