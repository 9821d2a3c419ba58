public import Primitives

/// How the conversation with a reader began: what was drained, and the probe with its answer.
///
/// A capture that begins while the reader is at work starts with it, since no driver asks for a
/// round before its probe has been answered. It is bounded: of a reader that talks on and on while
/// it is drained, the end is kept.
public struct CaptureOpening: Hashable, Sendable {
  /// The most transfers that are kept.
  public static let transferCountMax = 64
  /// The most bytes that are kept.
  public static let byteCountMax = 16_384

  private struct Transfer: Hashable, Sendable {
    var direction: CaptureLine.Direction
    var bytes: [UInt8]
    var moment: Moment
  }

  private var transfers: [Transfer] = []
  private var byteCount = 0
  private var began: Moment?
  /// When the probe was answered; nothing until then.
  public private(set) var ended: Moment?

  /// Makes the opening of a channel that is closed.
  public init() {}

  /// The channel is open: what was before is forgotten.
  public mutating func channelOpened(at now: Moment) {
    self = CaptureOpening()
    began = now
  }

  /// The channel is closed: there is no conversation that could have an opening.
  public mutating func channelClosed() {
    self = CaptureOpening()
  }

  /// The reader has said what it is: the opening is complete.
  public mutating func identified(at now: Moment) {
    guard began != nil, ended == nil else { return }
    ended = now
  }

  /// Bytes have passed; after the end of the opening they are no part of it.
  public mutating func note(
    _ direction: CaptureLine.Direction, _ bytes: [UInt8], at now: Moment
  ) {
    guard began != nil, ended == nil, !bytes.isEmpty else { return }
    transfers.append(Transfer(direction: direction, bytes: bytes, moment: now))
    byteCount += bytes.count
    while transfers.count > Self.transferCountMax || byteCount > Self.byteCountMax {
      byteCount -= transfers.removeFirst().bytes.count
    }
  }

  /// What is kept, in times since the channel was opened.
  public var lines: [CaptureLine] {
    guard let began else { return [] }
    return transfers.map {
      CaptureLine(time: $0.moment.since(began), direction: $0.direction, bytes: $0.bytes)
    }
  }

  /// The moment at which the clock of a capture that begins now has to stand at zero, so that what
  /// comes follows on the opening's lines without a gap and without going back.
  public func clockStart(at now: Moment) -> Moment {
    guard let began else { return now }
    return ended.map { now - $0.since(began) } ?? began
  }
}
