/// What a family's answer must have to be found in a stream.
protocol LenAdrAnswer: Sendable {
  /// The shortest body of an answer, in bytes.
  static var bodyByteCountMin: Int { get }

  /// Makes an answer of a sound frame's address and body, which is at least that long.
  init(address: UInt8, body: ArraySlice<UInt8>)
}

/// Where frames of the length-address-command family begin and end; `LenAdrFrame` has the drawing.
struct LenAdrLayout<Answer: LenAdrAnswer>: FrameLayout {
  func extent(of bytes: ArraySlice<UInt8>) -> FrameExtent {
    let length = Int(bytes[bytes.startIndex])
    return length < Answer.bodyByteCountMin + LenAdrFrame.overhead
      ? .impossible : .complete(length: length + 1)
  }

  func frame(_ bytes: ArraySlice<UInt8>) -> Answer? {
    // A frame followed by its own check leaves nothing over.
    guard CRC16.mcrf4xx.checksum(of: bytes) == 0 else { return nil }
    return Answer(
      address: bytes[bytes.startIndex + 1], body: bytes.dropFirst(2).dropLast(2))
  }
}
