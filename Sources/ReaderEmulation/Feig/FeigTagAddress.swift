import TagReads

/// Which tag a [B0] command is meant for: the bits ADR of its MODE byte, and the UID after it.
///
///     MODE  bits 2-0 ADR: 000 non-addressed, 001 addressed, 010 selected
///           bit 3 SEC (read only): the lock state of each block is asked for
///     UID   8 bytes, E0 first, only when addressed
enum FeigTagAddress: Equatable {
  case anyone
  case uid(TagID)
  case selected

  /// Takes MODE and UID off the front of a command's data; the status to answer with if they are
  /// not right.
  static func take(
    from data: inout ArraySlice<UInt8>, extraModeBits: UInt8 = 0
  ) throws(FeigRefusal) -> FeigTagAddress {
    guard let mode = data.popFirst() else { throw FeigRefusal(.wrongLength) }
    switch mode & ~extraModeBits {
    case 0: return .anyone
    case 1:
      guard data.count >= 8 else { throw FeigRefusal(.wrongLength) }
      let uid = data.prefix(8)
      data = data.dropFirst(8)
      guard let tag = TagID(.iso15693, uid) else {
        throw FeigRefusal(FeigAnswer(status: FeigStatusByte.noTransponder))
      }
      return .uid(tag)
    case 2: return .selected
    default: throw FeigRefusal(.outOfRange)
    }
  }
}

/// A command the reader ends early, and what it answers.
struct FeigRefusal: Error {
  var answer: FeigAnswer

  init(_ answer: FeigAnswer) {
    self.answer = answer
  }
}
