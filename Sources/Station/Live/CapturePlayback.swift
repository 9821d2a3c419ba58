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
    var session = Session(capture)
    while session.step() {}
    return session.lines
  }

  private static func line(_ round: InventoryRound) -> Line {
    let milliseconds = round.began.since(.origin).wholeMilliseconds
    let quality = round.quality.rawValue
    let tags = round.tags.map(\.description)
    let quoted = tags.map { "\"\($0)\"" }.joined(separator: ",")
    return Line(
      text: "+\(milliseconds) ms  \(quality)  \(tags.joined(separator: " "))",
      json: #"{"at_ms":\#(milliseconds),"quality":"\#(quality)","tags":[\#(quoted)]}"#)
  }
}

extension CapturePlayback {
  /// The driver in conversation with the capture.
  private struct Session {
    private static let end = Moment.origin + .seconds(24 * 3600)

    private var script: ReplayScript
    private var supervisor = ReaderSupervisor(driver: { FeigDriver() })
    private var now = Moment.origin
    private var wakeAt: Moment?
    private var isLost = false
    private(set) var lines: [Line] = []

    init(_ capture: Capture) {
      script = ReplayScript(capture)
      follow(supervisor.start(at: now))
    }

    /// Goes on to whatever happens next; false if nothing does any more.
    mutating func step() -> Bool {
      if isLost || (script.isOver && script.nextOutput == nil) { return false }
      let due = [script.nextOutput, wakeAt].compactMap { $0 }.min()
      guard let due, due <= Self.end else { return false }
      now = max(now, due)
      let bytes = script.output(upTo: now)
      if bytes.isEmpty {
        wakeAt = nil
        follow(supervisor.wake(at: now))
      } else {
        follow(supervisor.received(bytes, at: now))
      }
      return true
    }

    private mutating func follow(_ actions: [SupervisorAction]) {
      for action in actions {
        switch action {
        case .open:
          script.opened(at: now)
          follow(supervisor.channelOpened(at: now))
        case .send(let bytes): script.hostSent(bytes, at: now)
        case .wake(let moment): wakeAt = moment
        case .round(let round): lines.append(CapturePlayback.line(round))
        case .standing(.lost): isLost = true
        case .close, .blocks, .standing: break
        }
      }
    }
  }
}
