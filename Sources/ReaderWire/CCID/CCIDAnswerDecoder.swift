/// One answer of a smart-card reader, with what was known of the reader when it came.
public struct CCIDAnswer: Hashable, Sendable {
  /// The answer itself.
  public var reply: CCIDReply

  /// What the reader said about itself, if it has.
  public var descriptor: CCIDClassDescriptor?

  /// How many notices had come before it: where the number has grown, cards have come or gone.
  public var noticeCount: Int

  /// Makes an answer.
  public init(reply: CCIDReply, descriptor: CCIDClassDescriptor? = nil, noticeCount: Int = 0) {
    self.reply = reply
    self.descriptor = descriptor
    self.noticeCount = noticeCount
  }
}

/// Finds a smart-card reader's messages, notices and class descriptor in one stream of bytes.
///
/// The first byte tells them apart: 36 the class descriptor, 50 and 51 notices, 80 to 84 messages.
/// The descriptor is kept and notices are counted; both are handed on with the answers after them,
/// also when they came while nothing was asked.
///
/// Messages have no check, so a damaged stream is found by what cannot be: types, lengths and
/// statuses that do not exist. No more than one begun message is kept, of `messageLengthMax` bytes
/// at most.
public struct CCIDAnswerDecoder: AnswerDecoder {
  /// A message without data.
  public static var answerByteCountMin: Int { CCIDMessage.headerByteCount }

  /// The longest message that is waited for, whatever the reader says it can send.
  public static let messageLengthMax = 4096

  private var scanner = FrameScanner(CCIDLayout())
  private var descriptor: CCIDClassDescriptor?
  private var noticeCount = 0

  /// Makes a decoder that has received nothing.
  public init() {}

  public var damagedByteCount: Int { scanner.damagedByteCount }

  /// The bytes kept because a message has begun and not ended.
  public var pendingByteCount: Int { scanner.pendingByteCount }

  public mutating func receive(_ bytes: [UInt8]) -> [CCIDAnswer] {
    // Byte by byte, for what the descriptor says holds for the very next byte.
    bytes.flatMap { byte in answers(scanner.receive([byte])) }
  }

  public mutating func discardIncomplete() -> [CCIDAnswer] {
    answers(scanner.discardIncomplete())
  }

  public mutating func overhear(_ bytes: [UInt8]) {
    _ = receive(bytes)
  }

  private mutating func answers(_ pieces: [CCIDLayout.Piece]) -> [CCIDAnswer] {
    pieces.compactMap { piece in
      switch piece {
      case .reply(let reply):
        return CCIDAnswer(reply: reply, descriptor: descriptor, noticeCount: noticeCount)
      case .notice:
        noticeCount += 1
      case .descriptor(let found):
        descriptor = found
        scanner.layout.take(found)
      }
      return nil
    }
  }
}

/// Where the pieces of a smart-card reader's stream begin and end.
private struct CCIDLayout: FrameLayout {
  enum Piece: Sendable {
    case reply(CCIDReply)
    case notice(CCIDNotice)
    case descriptor(CCIDClassDescriptor)
  }

  /// A short APDU's answer and the header: what every reader at that level can send.
  private static let shortMessageLength = 271

  private var slotCount = 1
  private var messageLengthMax = Self.shortMessageLength

  mutating func take(_ descriptor: CCIDClassDescriptor) {
    slotCount = descriptor.slotCount
    let announced = Int(descriptor.messageLengthMax)
    messageLengthMax = min(
      max(announced, Self.shortMessageLength), CCIDAnswerDecoder.messageLengthMax)
  }

  func extent(of bytes: ArraySlice<UInt8>) -> FrameExtent {
    let type = bytes[bytes.startIndex]
    if let count = CCIDNotice.byteCount(type: type, slotCount: slotCount) {
      return .complete(length: count)
    }
    if type == CCIDClassDescriptor.mark[0] {
      guard bytes.count >= 2 else { return .unfinished }
      return bytes[bytes.startIndex + 1] == CCIDClassDescriptor.mark[1]
        ? .complete(length: CCIDClassDescriptor.byteCount) : .impossible
    }
    guard CCIDReply.Kind(rawValue: type) != nil else { return .impossible }
    guard let count = CCIDMessage.dataByteCount(bytes) else { return .unfinished }
    let length = CCIDMessage.headerByteCount + count
    let hasNoData = type == CCIDReply.Kind.slotStatus.rawValue
    return length > messageLengthMax || hasNoData && count > 0
      ? .impossible : .complete(length: length)
  }

  func frame(_ bytes: ArraySlice<UInt8>) -> Piece? {
    if let notice = CCIDNotice(bytes, slotCount: slotCount) { return .notice(notice) }
    if let descriptor = CCIDClassDescriptor(bytes) { return .descriptor(descriptor) }
    return CCIDMessage(bytes).flatMap { CCIDReply($0) }.map { .reply($0) }
  }
}
