public import Primitives

/// The reader's side of a capture, played against whatever host is there.
///
/// What the reader sent before the host's first transfer comes when the channel opens. After the
/// host's n-th transfer comes what the reader sent between the host's n-th and the next one, each
/// piece as long after the host's transfer as it was then. If the host is faster than it was when
/// the capture was made, what was still to come is sent first, so nothing is lost or reordered.
public struct ReplayScript: Sendable {
  /// What happens when the capture has been played.
  public enum Ending: Hashable, Sendable {
    /// The reader falls silent, as if its cable had been cut behind the plug.
    case silent
    /// The capture goes on with the first exchange in which the host sent what it sends now, else
    /// with the first of all.
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
  private var position = 0
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
  }

  /// True once the host has made as many transfers as the capture has; never when it loops.
  public var isOver: Bool { ending == .silent && position >= exchanges.count }

  /// When `output` next has bytes, if it will.
  public var nextOutput: Moment? { waiting.first?.due }

  /// The channel has been opened: the capture begins again.
  public mutating func opened(at now: Moment) {
    position = 0
    waiting = []
    schedule(greeting, at: now)
  }

  /// The host has sent a transfer.
  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    if position >= exchanges.count, ending == .loops, !exchanges.isEmpty {
      position = exchanges.firstIndex { $0.hostBytes == bytes } ?? 0
    }
    guard position < exchanges.count else { return }
    let pieces = exchanges[position].pieces
    position += 1
    schedule(pieces, at: now)
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
