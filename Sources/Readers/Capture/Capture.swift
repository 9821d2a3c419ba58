/// A recorded conversation with a reader.
public struct Capture: Hashable, Sendable {
  /// What was recorded.
  public var header: CaptureHeader

  /// The transfers, in the order of their times.
  public var lines: [CaptureLine]

  /// Makes a capture.
  public init(header: CaptureHeader, lines: [CaptureLine]) {
    self.header = header
    self.lines = lines
  }
}
