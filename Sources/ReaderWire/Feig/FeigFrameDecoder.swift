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
  /// The bytes dropped so far because they belonged to no sound frame.
  public private(set) var damagedByteCount = 0

  private let sender: FeigFrame.Sender
  private let frameLengthMax: Int
  private var buffer: [UInt8] = []
  private var start = 0

  /// Makes a decoder for one direction; a frame announced longer than the limit is damage.
  public init(from sender: FeigFrame.Sender = .reader, frameLengthMax: Int = 4096) {
    self.sender = sender
    self.frameLengthMax = frameLengthMax
  }

  /// The bytes kept because a frame has begun and not ended.
  public var pendingByteCount: Int { buffer.count - start }

  /// Takes the next bytes of the stream and gives the frames they complete.
  public mutating func receive(_ bytes: [UInt8]) -> [FeigFrame] {
    buffer.append(contentsOf: bytes)
    let frames = scan()
    compact()
    return frames
  }

  /// Gives up the frame that has begun, because the line has been silent too long, and gives the
  /// sound frames that its wrong length had swallowed. Nothing is pending afterwards.
  public mutating func discardIncomplete() -> [FeigFrame] {
    var frames: [FeigFrame] = []
    while pendingByteCount > 0 {
      dropByte()
      frames += scan()
    }
    compact()
    return frames
  }

  private enum Candidate {
    case needsMoreBytes
    case impossible
    case complete(FeigFrame.Form, length: Int)
  }

  private mutating func scan() -> [FeigFrame] {
    var frames: [FeigFrame] = []
    while true {
      switch candidate() {
      case .needsMoreBytes:
        return frames
      case .impossible:
        dropByte()
      case .complete(let form, let length):
        let end = start + length
        // A frame followed by its own check leaves nothing over.
        if CRC16.mcrf4xx.checksum(of: buffer[start..<end]) == 0 {
          frames.append(frame(form, end: end))
          start = end
        } else {
          dropByte()
        }
      }
    }
  }

  private func candidate() -> Candidate {
    guard start < buffer.count else { return .needsMoreBytes }
    let form: FeigFrame.Form = buffer[start] == FeigFrame.advancedMark ? .advanced : .standard
    let length: Int
    if form == .advanced {
      guard pendingByteCount >= 3 else { return .needsMoreBytes }
      length = Int(buffer[start + 1]) << 8 | Int(buffer[start + 2])
    } else {
      length = Int(buffer[start])
    }
    let lengthMin = form.overhead + (sender == .reader ? 1 : 0)
    guard (lengthMin...frameLengthMax).contains(length) else { return .impossible }
    return pendingByteCount < length ? .needsMoreBytes : .complete(form, length: length)
  }

  private func frame(_ form: FeigFrame.Form, end: Int) -> FeigFrame {
    let addressIndex = start + form.overhead - 4
    return FeigFrame(
      form: form, address: buffer[addressIndex], command: buffer[addressIndex + 1],
      payload: Array(buffer[addressIndex + 2..<end - 2]))
  }

  private mutating func dropByte() {
    start += 1
    damagedByteCount += 1
  }

  /// Moves what is pending to the front; at most one begun frame is ever moved.
  private mutating func compact() {
    buffer.removeFirst(start)
    start = 0
  }
}
