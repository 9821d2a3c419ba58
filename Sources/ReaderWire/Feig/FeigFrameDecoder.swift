/// Finds the frames in a stream of bytes that may be cut, glued or damaged anywhere.
///
/// Both forms are accepted at any time; the first byte tells them apart (02 is advanced, and no
/// standard frame is that short). When the length is impossible or the check is wrong, one byte is
/// dropped and the search goes on with the next, so a sound frame after damage is found. A frame
/// whose length was damaged can make the decoder wait for bytes that never come: when the line has
/// been silent, call `discardIncomplete`.
///
/// No more than `frameLengthMax` bytes are kept between calls. A sound stream costs one pass; in a
/// damaged one every dropped byte can cost one check of at most `frameLengthMax` bytes.
public struct FeigFrameDecoder: Sendable {
  private var scanner: FrameScanner<FeigFrameLayout>

  /// Makes a decoder for one direction; a frame announced longer than the limit is damage.
  public init(from sender: FeigFrame.Sender = .reader, frameLengthMax: Int = 4096) {
    scanner = FrameScanner(FeigFrameLayout(sender: sender, frameLengthMax: frameLengthMax))
  }

  /// The bytes dropped so far because they belonged to no sound frame.
  public var damagedByteCount: Int { scanner.damagedByteCount }

  /// The bytes kept because a frame has begun and not ended.
  public var pendingByteCount: Int { scanner.pendingByteCount }

  /// Takes the next bytes of the stream and gives the frames they complete.
  public mutating func receive(_ bytes: [UInt8]) -> [FeigFrame] { scanner.receive(bytes) }

  /// Gives up the frame that has begun, because the line has been silent too long, and gives the
  /// sound frames that its wrong length had swallowed. Nothing is pending afterwards.
  public mutating func discardIncomplete() -> [FeigFrame] { scanner.discardIncomplete() }
}

extension FeigFrameDecoder: AnswerDecoder {
  /// A standard frame with nothing but a status.
  public static var answerByteCountMin: Int { 6 }
}

/// Where FEIG frames begin and end; `FeigFrame` has the drawing.
private struct FeigFrameLayout: FrameLayout {
  let sender: FeigFrame.Sender
  let frameLengthMax: Int

  func extent(of bytes: ArraySlice<UInt8>) -> FrameExtent {
    let form = form(of: bytes)
    let length: Int
    if form == .advanced {
      guard bytes.count >= 3 else { return .unfinished }
      length = Int(bytes[bytes.startIndex + 1]) << 8 | Int(bytes[bytes.startIndex + 2])
    } else {
      length = bytes.first.map { Int($0) } ?? 0
    }
    let lengthMin = form.overhead + (sender == .reader ? 1 : 0)
    return (lengthMin...frameLengthMax).contains(length) ? .complete(length: length) : .impossible
  }

  func frame(_ bytes: ArraySlice<UInt8>) -> FeigFrame? {
    // A frame followed by its own check leaves nothing over.
    guard CRC16.mcrf4xx.checksum(of: bytes) == 0 else { return nil }
    let form = form(of: bytes)
    let address = bytes.startIndex + form.overhead - 4
    return FeigFrame(
      form: form, address: bytes[address], command: bytes[address + 1],
      payload: Array(bytes[(address + 2)..<(bytes.endIndex - 2)]))
  }

  private func form(of bytes: ArraySlice<UInt8>) -> FeigFrame.Form {
    bytes.first == FeigFrame.advancedMark ? .advanced : .standard
  }
}
