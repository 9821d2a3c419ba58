public import Primitives

/// Turns a conversation into the lines of a capture file while it goes on.
///
/// It keeps nothing but the moment of the start, so a capture can run for days; whoever owns the
/// file appends what it is given, line by line.
public struct CaptureWriter: Sendable {
  private let start: Moment

  /// Begins a capture at a moment; times in it count from there.
  public init(startingAt start: Moment) {
    self.start = start
  }

  /// The header's lines, each with its line end; keys without a text are left out.
  public static func text(_ header: CaptureHeader) -> String {
    CaptureHeader.Key.allCases.filter { !header[$0].isEmpty }
      .map { "# \($0.rawValue): \(header[$0])\n" }
      .joined()
  }

  /// A transfer's line with its line end.
  public static func text(_ line: CaptureLine) -> String {
    let microseconds = max(0, line.time.wholeNanoseconds / 1000)
    let fraction = String(microseconds % 1_000_000)
    let padding = String(repeating: "0", count: 6 - fraction.count)
    let hex = Hex.text(line.bytes, separator: " ")
    return
      "+\(microseconds / 1_000_000).\(padding)\(fraction) \(line.direction.rawValue) \(hex)\n"
  }

  /// A whole capture as text.
  public static func text(_ capture: Capture) -> String {
    text(capture.header) + capture.lines.map { text($0) }.joined()
  }

  /// The line for a transfer that happened at a moment, with its line end; nothing for no bytes.
  public func line(_ direction: CaptureLine.Direction, _ bytes: [UInt8], at now: Moment) -> String {
    guard !bytes.isEmpty else { return "" }
    return Self.text(CaptureLine(time: now.since(start), direction: direction, bytes: bytes))
  }
}
