internal import Primitives
internal import Readers

/// The text of a capture that is being made, line by line.
///
/// It begins with the header and the opening of the conversation, which come with the first line.
/// When the opening was over long before, the first line is the next transfer to the reader: an
/// answer without its question would be of no use.
struct CaptureText: Sendable {
  private var beginning: String
  private let writer: CaptureWriter
  private var awaitsRequest: Bool

  init(
    _ label: CaptureLabel, family: ReaderFamily, reader: ReaderStanding, opening: CaptureOpening,
    at time: StationTime
  ) {
    var header = label.header
    header[.family] = family.rawValue
    if case .ready(let identity) = reader {
      header[.reader] = identity.model
      header[.firmware] = identity.firmware
    }
    header[.recorded] = time.local.day.description
    if let ended = opening.ended {
      let seconds = time.moment.since(ended).components.seconds
      let gap = "begun while the lane was serving, \(seconds) s after the reader's opening exchange"
      header[.notes] = label.notes.isEmpty ? gap : "\(label.notes); \(gap)"
    }
    beginning = CaptureWriter.text(Capture(header: header, lines: opening.lines))
    writer = CaptureWriter(startingAt: opening.clockStart(at: time.moment))
    awaitsRequest = opening.ended != nil
  }

  /// The text that a transfer adds; may be none.
  mutating func added(
    by direction: CaptureLine.Direction, _ bytes: [UInt8], at moment: Moment
  ) -> String {
    if awaitsRequest, direction == .fromReader { return "" }
    awaitsRequest = false
    defer { beginning = "" }
    return beginning + writer.line(direction, bytes, at: moment)
  }
}

/// What only whoever records it can say of a capture.
public struct CaptureLabel: Codable, Sendable, Equatable {
  /// What is shown in it.
  public var name: String
  /// The antenna and what is around it.
  public var antenna: String
  /// Who records it, or where.
  public var by: String
  /// Anything else.
  public var notes: String

  /// Makes a label; what is empty is left out of the header.
  public init(name: String, antenna: String = "", by: String = "", notes: String = "") {
    self.name = name
    self.antenna = antenna
    self.by = by
    self.notes = notes
  }

  /// The header that says so.
  var header: CaptureHeader {
    var header = CaptureHeader()
    header[.name] = name
    header[.antenna] = antenna
    header[.by] = by
    header[.notes] = notes
    return header
  }
}
