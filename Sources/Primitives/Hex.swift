/// Bytes as hexadecimal text and back.
public enum Hex {
  /// Two digits a byte, with the separator between bytes.
  public static func text(
    _ bytes: some Collection<UInt8>, uppercase: Bool = true, separator: String = ""
  ) -> String {
    let digits: StaticString = uppercase ? "0123456789ABCDEF" : "0123456789abcdef"
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * (2 + separator.utf8.count))
    digits.withUTF8Buffer { digits in
      for byte in bytes {
        if !text.isEmpty { text.append(contentsOf: separator.utf8) }
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 0xF)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads pairs of digits, with or without blanks between bytes; nothing if the text is not that.
  public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var pending: UInt8?
    for character in text.utf8 {
      if character == UInt8(ascii: " ") {
        guard pending == nil else { return nil }
        continue
      }
      guard let digit = digit(character) else { return nil }
      if let high = pending {
        bytes.append(high << 4 | digit)
        pending = nil
      } else {
        pending = digit
      }
    }
    return pending == nil ? bytes : nil
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
