/// The receiving half of a family's wire: a reader's bytes in, its answers out.
public protocol AnswerDecoder: Sendable {
  /// One answer, or one piece of an answer that comes in several frames.
  associatedtype Answer: Sendable

  /// The shortest answer in bytes; fewer damaged bytes are noise, not the answer.
  static var answerByteCountMin: Int { get }

  /// Takes the next bytes of the stream, cut anywhere, and gives the answers they complete.
  mutating func receive(_ bytes: [UInt8]) -> [Answer]

  /// Gives up an answer that has begun, because the line has been silent too long, and gives the
  /// sound ones that its wrong length had swallowed. Nothing is pending afterwards.
  mutating func discardIncomplete() -> [Answer]

  /// The bytes dropped so far because they belonged to no sound answer.
  var damagedByteCount: Int { get }

  /// Takes bytes that came while nothing was asked: they hold no answer, but may tell what later
  /// answers mean.
  mutating func overhear(_ bytes: [UInt8])
}

extension AnswerDecoder {
  /// Nothing is learned: for families whose answers stand for themselves.
  public mutating func overhear(_ bytes: [UInt8]) {}
}
