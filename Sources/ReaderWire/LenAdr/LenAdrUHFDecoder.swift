/// Finds a UHF reader's answers in a stream of bytes that may be cut, glued or damaged anywhere.
///
/// A first byte below the shortest answer's length, or a wrong check, costs one byte; the search
/// goes on with the next. No more than one frame, 256 bytes, is kept between calls.
public struct LenAdrUHFDecoder: AnswerDecoder {
  private var scanner = FrameScanner(LenAdrLayout<LenAdrUHFReply>())

  /// Makes a decoder that has received nothing.
  public init() {}

  /// An answer with nothing but command and status.
  public static var answerByteCountMin: Int { 6 }

  public var damagedByteCount: Int { scanner.damagedByteCount }

  /// The bytes kept because a frame has begun and not ended.
  public var pendingByteCount: Int { scanner.pendingByteCount }

  public mutating func receive(_ bytes: [UInt8]) -> [LenAdrUHFReply] { scanner.receive(bytes) }

  public mutating func discardIncomplete() -> [LenAdrUHFReply] { scanner.discardIncomplete() }
}
