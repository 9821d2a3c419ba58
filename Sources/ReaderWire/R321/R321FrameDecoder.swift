/// Finds the R321 frames in a stream of HID reports that may be cut, glued or damaged anywhere.
///
/// Every 64 bytes are a report, counted from the first byte after silence. A report with an
/// impossible count is dropped whole; one with a count of zero carries nothing. What the others
/// carry is one stream, in which frames are searched for; padding is never looked into, for an old
/// frame may lie there. When the line has been silent, call `discardIncomplete`.
///
/// No more than one report and `frameLengthMax` bytes are kept between calls.
public struct R321FrameDecoder: Sendable {
  private var report: [UInt8] = []
  private var scanner: FrameScanner<R321FrameLayout>
  private var droppedByteCount = 0

  /// Makes a decoder; a frame announced longer than the limit is damage. The longest answer of a
  /// short frame takes 258 bytes.
  public init(frameLengthMax: Int = 1024) {
    scanner = FrameScanner(R321FrameLayout(frameLengthMax: frameLengthMax))
  }

  /// The bytes dropped so far because they belonged to no sound frame; sound padding is none.
  public var damagedByteCount: Int { droppedByteCount + scanner.damagedByteCount }

  /// The bytes kept because a report or a frame has begun and not ended.
  public var pendingByteCount: Int { report.count + scanner.pendingByteCount }

  /// Takes the next bytes of the stream and gives the frames they complete.
  public mutating func receive(_ bytes: [UInt8]) -> [R321Frame] {
    var frames: [R321Frame] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(R321Reports.byteCount - report.count)
      report += part
      rest = rest.dropFirst(part.count)
      if report.count == R321Reports.byteCount { frames += takeReport() }
    }
    return frames
  }

  /// Gives up the report and the frame that have begun, because the line has been silent too long,
  /// and gives the sound frames among what had come. Nothing is pending afterwards.
  public mutating func discardIncomplete() -> [R321Frame] {
    let frames = report.isEmpty ? [] : takeReport()
    return frames + scanner.discardIncomplete()
  }

  private mutating func takeReport() -> [R321Frame] {
    defer { report = [] }
    guard let content = R321Reports.content(report) else {
      droppedByteCount += report.count
      return []
    }
    return scanner.receive(content)
  }
}

extension R321FrameDecoder: AnswerDecoder {
  /// A response without parameters.
  public static var answerByteCountMin: Int { 12 }
}
