/// How a family's frames lie in a stream of bytes: all that finding them needs to know.
protocol FrameLayout: Sendable {
  associatedtype Frame: Sendable

  /// What the bytes at the front of the stream may be; they are at least one.
  func extent(of bytes: ArraySlice<UInt8>) -> FrameExtent

  /// The frame that takes up exactly these bytes; nothing if its check is wrong.
  func frame(_ bytes: ArraySlice<UInt8>) -> Frame?
}

/// What the front of a stream may be.
enum FrameExtent: Equatable {
  /// The beginning of a frame whose end, or whose length, has not come yet.
  case unfinished
  /// Nothing that a frame begins with.
  case impossible
  /// A frame of that many bytes, if its check is right.
  case complete(length: Int)
}

/// Finds frames in a stream of bytes that may be cut, glued or damaged anywhere.
///
/// Where no frame can begin, or its check is wrong, one byte is dropped and the search goes on with
/// the next, so that a sound frame after damage is found. A damaged length can make the scanner
/// wait for bytes that never come: when the line has been silent, call `discardIncomplete`.
///
/// No more than one unfinished frame is kept between calls. A sound stream costs one pass; in a
/// damaged one every dropped byte can cost one check of at most the longest frame.
struct FrameScanner<Layout: FrameLayout>: Sendable {
  /// The bytes dropped so far because they belonged to no sound frame.
  private(set) var damagedByteCount = 0

  /// The layout; what a stream says about itself may change it between frames.
  var layout: Layout
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ layout: Layout) {
    self.layout = layout
  }

  /// The bytes kept because a frame has begun and not ended.
  var pendingByteCount: Int { buffer.count - start }

  /// Takes the next bytes of the stream and gives the frames they complete.
  mutating func receive(_ bytes: [UInt8]) -> [Layout.Frame] {
    buffer.append(contentsOf: bytes)
    let frames = scan()
    compact()
    return frames
  }

  /// Gives up the frame that has begun, because the line has been silent too long, and gives the
  /// sound frames that its wrong length had swallowed. Nothing is pending afterwards.
  mutating func discardIncomplete() -> [Layout.Frame] {
    var frames: [Layout.Frame] = []
    while pendingByteCount > 0 {
      dropByte()
      frames += scan()
    }
    compact()
    return frames
  }

  private mutating func scan() -> [Layout.Frame] {
    var frames: [Layout.Frame] = []
    while start < buffer.count {
      switch layout.extent(of: buffer[start...]) {
      case .unfinished:
        return frames
      case .impossible:
        dropByte()
      case .complete(let length):
        guard length <= pendingByteCount else { return frames }
        if let frame = layout.frame(buffer[start..<start + length]) {
          frames.append(frame)
          start += length
        } else {
          dropByte()
        }
      }
    }
    return frames
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
