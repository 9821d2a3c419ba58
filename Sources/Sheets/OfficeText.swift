import Glibc

/// Text as office programs save it, made UTF-8.
public struct OfficeText: Equatable, Sendable {
  /// The text as UTF-8.
  public var bytes: [UInt8]
  /// The encoding it was in, where it was not UTF-8.
  public var encoding: String?

  /// Takes UTF-8 as it is, and text that is surely GB18030 (which GBK and GB2312 are part of).
  ///
  /// Bytes of another encoding may make sense in GB18030 by accident. So nine in ten of the double
  /// bytes must be those of GB2312, the characters in daily use; otherwise the bytes are left as
  /// they are, for the complaint that they are not UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard String(validating: bytes, as: UTF8.self) == nil, Self.looksLikeGB18030(bytes),
      let converted = Self.converted(bytes, from: "GB18030")
    else { return }
    self.bytes = converted
    encoding = "GB18030"
  }

  private static func looksLikeGB18030(_ bytes: [UInt8]) -> Bool {
    var (usual, all, index) = (0, 0, 0)
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, (0x81...0xFE).contains(lead) else { return false }
      let trail = bytes[index + 1]
      all += 1
      if (0xA1...0xF7).contains(lead), trail >= 0xA1 { usual += 1 }
      index += (0x30...0x39).contains(trail) ? 4 : 2
    }
    return all > 0 && usual * 10 >= all * 9
  }

  /// The bytes in UTF-8 (iconv); nothing if they are not whole in that encoding.
  private static func converted(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 4)
    var (inputLeft, outputLeft) = (input.count, output.count)
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        return iconv(converter, &from, &inputLeft, &to, &outputLeft) != Int.max
          && inputLeft == 0
      }
    }
    guard isWhole else { return nil }
    let converted = output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    return String(validating: converted, as: UTF8.self) == nil ? nil : converted
  }
}
