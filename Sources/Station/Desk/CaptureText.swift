internal import Primitives
internal import Readers

/// The lines of a capture that is being made.
struct CaptureText: Sendable {
  /// The lines above the transfers.
  let header: String
  private let writer: CaptureWriter

  init(reader: ReaderStanding, name: String, startingAt start: Moment, at time: StationTime) {
    var header = CaptureHeader()
    header[.name] = name
    if case .ready(let identity) = reader {
      header[.reader] = identity.model
      header[.firmware] = identity.firmware
    }
    header[.recorded] = time.local.day.description
    self.header = CaptureWriter.text(header)
    writer = CaptureWriter(startingAt: start)
  }

  /// The line of one transfer.
  func line(_ direction: ChannelTap.Direction, _ bytes: [UInt8], at moment: Moment) -> String {
    writer.line(direction == .toReader ? .toReader : .fromReader, bytes, at: moment)
  }
}
