internal import Primitives
internal import Readers
internal import Synchronization

/// Sends the capture of a running reader to a visitor of the desk, line by line, until they leave.
///
/// A visitor who does not read as fast as the reader talks is told so, and the capture ends: a
/// capture with holes would be worse than a short one.
final class CaptureFeed: Sendable {
  private static let fellBehind =
    "the capture has ended: it was not written as fast as the reader talks. Is the disk full or "
    + "slow, or the command stopped? What is in the file is without gaps."

  private let visitor: DeskVisitor
  private let text: Mutex<CaptureText>

  /// Makes a feed for a visitor; nothing is sent before the first transfer.
  init(
    _ label: CaptureLabel, of family: ReaderFamily, from start: CaptureStart,
    to visitor: DeskVisitor
  ) {
    self.visitor = visitor
    text = Mutex(
      CaptureText(
        label, family: family, reader: start.standing, opening: start.opening, at: start.time))
  }

  /// The tap that feeds it.
  var tap: ChannelTap {
    let visitor = visitor
    return ChannelTap(
      while: { visitor.isWaiting },
      { direction, bytes, moment in self.take(direction, bytes, moment) }
    )
  }

  private func take(_ direction: CaptureLine.Direction, _ bytes: [UInt8], _ moment: Moment) {
    guard !visitor.isBehind else { return visitor.reply(.refused([Self.fellBehind])) }
    let added = text.withLock { $0.added(by: direction, bytes, at: moment) }
    if !added.isEmpty { visitor.reply(.text(added)) }
  }
}
