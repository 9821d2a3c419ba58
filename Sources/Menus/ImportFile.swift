/// A file to be imported: its name for complaints, and its bytes.
public struct ImportFile: Sendable {
  /// The most bytes a file may have.
  public static let byteCountMax = 64 << 20

  /// The name as the user gave it.
  public var name: String

  /// What the file holds.
  public var bytes: [UInt8]

  /// Makes a file of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a file of text.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}
