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

  /// What came of playing a capture.
  public struct Outcome: Sendable, Equatable {
    /// The rounds, in order.
    public var rounds: [Line]
    /// Questions of the recorded host that the driver did not ask, so their answers were left out.
    public var passedOverCount: Int
  }

  private let file: String
  private let capture: Capture

  /// Reads a capture file.
  ///
  /// - Throws: `CaptureFileError` with the place of the fault.
  public init(file: String) throws(CaptureFileError) {
    self.file = file
    capture = try .load(file)
  }

  /// Plays the capture to its end, or until the driver has lost the reader for good.
  ///
  /// - Throws: `CaptureFileError` if no round comes of it, with the reason.
  public func play() throws(CaptureFileError) -> Outcome {
    var session = Session(capture)
    while session.step() {}
    guard !session.lines.isEmpty else {
      throw CaptureFileError(
        description: "\(file): no round comes of this capture. \(session.whyNoRound)")
    }
    return Outcome(rounds: session.lines, passedOverCount: session.passedOverCount)
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
    private var supervisor: ReaderSupervisor
    private var now = Moment.origin
    private var wakeAt: Moment?
    private var isOver = false
    private var isIdentified = false
    private var fault: ReaderFault?
    private(set) var lines: [Line] = []

    init(_ capture: Capture) {
      let family = capture.header.family ?? .feig
      supervisor = ReaderSupervisor(driver: { family.makeDriver() })
      script = ReplayScript(capture)
      follow(supervisor.start(at: now))
    }

    var passedOverCount: Int { script.passedOverCount }

    var whyNoRound: String {
      if isIdentified {
        return fault?.message ?? "It ends before the first inventory does: record for longer."
      }
      let reason = fault?.message ?? "It ends before the reader has said what it is."
      return reason + " A capture begins with the reader's opening exchange, as 'readers capture' "
        + "writes it."
    }

    /// Goes on to whatever happens next; false if nothing does any more.
    mutating func step() -> Bool {
      if isOver || (script.isOver && script.nextOutput == nil) { return false }
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
        case .open: open()
        case .send(let bytes): script.hostSent(bytes, at: now)
        case .wake(let moment): wakeAt = moment
        case .round(let round): lines.append(CapturePlayback.line(round))
        case .standing(.ready): isIdentified = true
        case .standing(.lost(let reason)), .standing(.attention(let reason)): fault = reason
        case .close, .reset, .blocks, .standing(.starting): break
        }
      }
    }

    /// A reader that was opened again while it was recorded is opened again here.
    private mutating func open() {
      guard script.leadsOn else {
        isOver = true
        return
      }
      script.opened(at: now)
      follow(supervisor.channelOpened(at: now))
    }
  }
}
