/// What an R321 reader says about itself.
///
///     TEXT50 FLAG 00      TEXT is "MODEL SOFTWARE HARDWARE"
///
/// What follows the text's first zero is leftover memory.
///
/// Source: AnyID "RFID HF READER Communication Protocol V1.1", 3.9, and the answer in dumb.txt of
/// Cyberistic/Python-R321-RFID-Read-Write-with-ISO15693.
public struct R321Version: Hashable, Sendable {
  /// The model, such as `R321G`.
  public var model: String

  /// The software's version; empty if the reader does not say.
  public var software: String

  /// The hardware's version; empty if the reader does not say.
  public var hardware: String

  private static let textCount = 50

  /// Takes the parameters of an answer apart; nothing if no reader of this family says that.
  public init?(_ parameters: [UInt8]) {
    guard parameters.count == Self.textCount + R321Outcome.byteCount,
      R321Outcome(parameters)?.isSuccess == true
    else { return nil }
    let text = parameters.prefix(Self.textCount).prefix { (0x20..<0x7F).contains($0) }
    let words = text.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard let model = words.first else { return nil }
    self.model = model
    software = words.count > 1 ? words[1] : ""
    hardware = words.count > 2 ? words[2] : ""
  }
}
