import Crypto
public import Primitives

/// One act of an operator, as the audit log keeps it.
///
/// It names accounts by number and plates by tag, never a person, so that erasing a person leaves
/// the log as it is.
public struct AuditEntry: Hashable, Sendable {
  /// The longest text of a field, in UTF-8 bytes.
  public static let textLengthMax = 1000

  /// Its place in the log, from 1 without gaps.
  public var sequence: Int
  /// When it was done.
  public var at: WallTime
  /// Who did it: an operator, or `shell:` and a user of the machine.
  public var by: String
  /// What was done: `accounts.open`, `operators.lock`.
  public var act: String
  /// What it was done to: an account's number, an operator's name; may be empty.
  public var subject: String
  /// What became of it: `done`, or why it was refused.
  public var outcome: String

  /// Makes an entry; texts that are too long are cut.
  public init(
    sequence: Int, at: WallTime, by: String, act: String, subject: String, outcome: String
  ) {
    self.sequence = sequence
    self.at = at
    self.by = Self.cut(by)
    self.act = Self.cut(act)
    self.subject = Self.cut(subject)
    self.outcome = Self.cut(outcome)
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > textLengthMax else { return text }
    var bytes = 0
    return String(
      text.prefix { character in
        bytes += String(character).utf8.count
        return bytes <= textLengthMax - 3
      }) + "..."
  }

  /// The SHA-256 over the 32 bytes of the seal before and this entry's fields as netstrings: the
  /// word `traytally-audit-1`, sequence, milliseconds, by, act, subject, outcome. The first entry
  /// follows 32 zero bytes.
  public func seal(after last: [UInt8]) -> [UInt8] {
    var bytes = last
    let fields = [
      "traytally-audit-1", "\(sequence)", "\(at.milliseconds)", by, act, subject, outcome,
    ]
    for field in fields {
      bytes.append(contentsOf: "\(field.utf8.count):".utf8)
      bytes.append(contentsOf: field.utf8)
      bytes.append(UInt8(ascii: ","))
    }
    return Array(SHA256.hash(data: bytes))
  }

  /// The seal before the first entry.
  public static let firstSeal = [UInt8](repeating: 0, count: 32)
}
