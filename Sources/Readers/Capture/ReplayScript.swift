public import Primitives

/// The reader's side of a capture, played against whatever host is there.
///
/// An exchange is a transfer of the host and all that the reader sent until the next one. What the
/// reader sent before the first comes when the channel opens. A transfer of the host is answered
/// from the first exchange ahead in which the host sent the same bytes, each piece as long after
/// the transfer as it was then; so a host that asks less than the recorded one, or a capture that
/// begins in the middle of a round, plays all the same. The exchanges in between are passed over
/// and counted. Bytes the capture has nowhere are answered from the next exchange whatever the host
/// sent in it, for the recorded host may have worded its question in another way; bytes the capture
/// has only in what has been played are answered with silence.
///
/// If the host is faster than it was when the capture was made, what was still to come is sent
/// first, so nothing is lost or reordered.
public struct ReplayScript: Sendable {
  /// What happens when the capture has been played.
  public enum Ending: Hashable, Sendable {
    /// The reader falls silent, as if its cable had been cut behind the plug.
    case silent
    /// With nothing ahead that fits, the capture goes on with the first exchange of all in which
    /// the host sent what it sends now, and after the last one with the first.
    case loops
  }

  private struct Piece: Sendable {
    var delay: Duration
    var bytes: [UInt8]
  }

  private struct Exchange: Sendable {
    var hostBytes: [UInt8]
    var pieces: [Piece]
  }

  /// The most pieces that may wait to be sent; a host that sends without reading loses the oldest.
  private static let waitingMax = 1024

  private let ending: Ending
  private let greeting: [Piece]
  private let exchanges: [Exchange]
  private let hostTransfers: Set<[UInt8]>
  private var position = 0
  /// What the host sent first after the channel had opened.
  private var openingAsked: [UInt8]?
  private var waiting: [(due: Moment, bytes: [UInt8])] = []

  /// Makes the reader's side of a capture.
  public init(_ capture: Capture, ending: Ending = .silent) {
    self.ending = ending
    var greeting: [Piece] = []
    var exchanges: [Exchange] = []
    var asked = Duration.zero
    for line in capture.lines {
      switch line.direction {
      case .toReader:
        asked = line.time
        exchanges.append(Exchange(hostBytes: line.bytes, pieces: []))
      case .fromReader:
        let piece = Piece(delay: line.time - asked, bytes: line.bytes)
        if exchanges.isEmpty {
          greeting.append(piece)
        } else {
          exchanges[exchanges.count - 1].pieces.append(piece)
        }
      }
    }
    self.greeting = greeting
    self.exchanges = exchanges
    hostTransfers = Set(exchanges.map(\.hostBytes))
  }

  /// Exchanges that were passed over because the host did not ask for them.
  public private(set) var passedOverCount = 0

  /// True once nothing of the capture is ahead; never when it loops.
  public var isOver: Bool { ending == .silent && position >= exchanges.count }

  /// When `output` next has bytes, if it will.
  public var nextOutput: Moment? { waiting.first?.due }

  /// True if opening the channel would lead on in the capture, and not back to its beginning: it
  /// has not been played yet, or the reader was opened once more while it was made.
  public var leadsOn: Bool {
    guard let openingAsked else { return true }
    return exchanges[position...].contains { $0.hostBytes == openingAsked }
  }

  /// The channel has been opened: the capture goes on if it has a later opening, which it has if
  /// the host's first transfer of this one is ahead once more; else it begins again.
  public mutating func opened(at now: Moment) {
    waiting = []
    if openingAsked != nil, leadsOn { return }
    position = 0
    openingAsked = nil
    schedule(greeting, at: now)
  }

  /// The host has sent a transfer.
  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    if openingAsked == nil { openingAsked = bytes }
    guard let next = exchange(answering: bytes) else { return }
    passedOverCount += next < position ? exchanges.count - position : next - position
    position = next + 1
    schedule(exchanges[next].pieces, at: now)
  }

  private func exchange(answering bytes: [UInt8]) -> Int? {
    if let ahead = exchanges[position...].firstIndex(where: { $0.hostBytes == bytes }) {
      return ahead
    }
    let isKnown = hostTransfers.contains(bytes)
    if ending == .loops, isKnown { return exchanges.firstIndex { $0.hostBytes == bytes } }
    if !isKnown, position < exchanges.count { return position }
    return ending == .loops && !exchanges.isEmpty ? 0 : nil
  }

  /// The bytes whose time has come, in one piece; none before those that stand ahead of them.
  public mutating func output(upTo now: Moment) -> [UInt8] {
    let due = waiting.prefix { $0.due <= now }
    waiting.removeFirst(due.count)
    return due.flatMap(\.bytes)
  }

  private mutating func schedule(_ pieces: [Piece], at now: Moment) {
    waiting += pieces.map { (now + $0.delay, $0.bytes) }
    waiting.removeFirst(max(0, waiting.count - Self.waitingMax))
  }
}
