internal import Primitives
internal import Readers
internal import TagReads

/// Plays a capture into the driver in virtual time.
public struct CapturePlayback: Sendable {
  /// A round or a change of standing that the capture makes.
  public struct Line: Sendable, Equatable {
    /// The line for people.
    public var text: String
    /// The line as JSON.
    public var json: String
  }

  private let capture: Capture

  /// Reads a capture file.
  ///
  /// - Throws: `CaptureFileError` with the place of the fault.
  public init(file: String) throws(CaptureFileError) {
    capture = try .load(file)
  }

  /// Everything the driver makes of the capture, in order.
  public var rounds: [Line] {
    var script = ReplayScript(capture)
    var supervisor = ReaderSupervisor(driver: { FeigDriver() })
    var lines: [Line] = []
    var wakeAt: Moment?
    var now = Moment.origin
    var actions = supervisor.start(at: now)
    let end = now + .seconds(24 * 3600)
    while true {
      var next: [SupervisorAction] = []
      for action in actions {
        switch action {
        case .open:
          script.opened(at: now)
          next += supervisor.channelOpened(at: now)
        case .send(let bytes): script.hostSent(bytes, at: now)
        case .wake(let moment): wakeAt = moment
        case .round(let round): lines.append(Self.line(round))
        case .standing(.lost): return lines
        case .close, .blocks, .standing: break
        }
      }
      if !next.isEmpty {
        actions = next
        continue
      }
      if script.isOver, script.nextOutput == nil { return lines }
      guard let due = [script.nextOutput, wakeAt].compactMap({ $0 }).min(), due <= end else {
        return lines
      }
      now = max(now, due)
      let bytes = script.output(upTo: now)
      if !bytes.isEmpty {
        actions = supervisor.received(bytes, at: now)
      } else {
        wakeAt = nil
        actions = supervisor.wake(at: now)
      }
    }
  }

  private static func line(_ round: InventoryRound) -> Line {
    let milliseconds = round.began.since(.origin).wholeMilliseconds
    let tags = round.tags.map(\.description)
    let quoted = tags.map { "\"\($0)\"" }.joined(separator: ",")
    return Line(
      text: "+\(milliseconds) ms  \(round.quality.rawValue)  \(tags.joined(separator: " "))",
      json: "{\"at_ms\":\(milliseconds),\"quality\":\"\(round.quality.rawValue)\",\"tags\":[\(quoted)]}")
  }
}
