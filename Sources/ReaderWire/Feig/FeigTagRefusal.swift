/// Why a tag refused to be read or written, and at which block.
///
///     status 03, writing    DB-ADR-E
///     status 95, reading    ISO-ERROR
///     status 95, writing    ISO-ERROR DB-ADR-E
///
/// Source: FEIG system manual H60301-3e, pages 64 and 65.
public struct FeigTagRefusal: Hashable, Sendable {
  /// The tag's own error code, if it gave one.
  public var error: ISO15693Error?

  /// The first block that failed, if the reader said which.
  public var block: UInt8?

  /// Takes the refusal out of an answer; nothing if its status is not a tag's refusal.
  public init?(_ reply: FeigReply) {
    switch reply.status {
    case .writeError:
      block = reply.data.first
    case .tagError:
      error = ISO15693Error(rawValue: reply.data.first ?? ISO15693Error.unknown.rawValue)
      block = reply.data.dropFirst().first
    default:
      return nil
    }
  }
}
