internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The station's socket: staff commands come in as lines of JSON and are answered the same way.
///
/// The socket lies in the data directory, so whoever may write the books may use it, and nobody
/// else. One request a connection; a connection is closed after its last reply.
public final class DeskServer: Sendable {
  /// Name of the socket in the data directory.
  public static let socketName = "traytally.sock"
  /// Connections beyond this number are turned away.
  static let connectionsMax = 16
  /// Longest request in bytes: a menu or plate file with room to spare.
  static let requestBytesMax = 64 * 1024 * 1024
  /// A visitor with more bytes of replies than that still to read is behind.
  static let unreadBytesMax = 1024 * 1024

  private let channel: any Channel
  private let open: ConnectionCount

  private init(channel: any Channel, open: ConnectionCount) {
    self.channel = channel
    self.open = open
  }

  /// Opens the socket in a data directory.
  ///
  /// - Throws: `DeskError` if the socket cannot be made.
  public static func start(
    dataDirectory: String, clerk: any DeskClerk
  ) async throws(DeskError) -> DeskServer {
    let path = dataDirectory + "/" + socketName
    let open = ConnectionCount()
    // On one loop connections are counted in the order in which they came.
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton.next())
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers(
            ByteToMessageHandler(LineFrames(bytesMax: requestBytesMax)),
            DeskHandler(clerk: clerk, open: open))
        }
      }
    do {
      let channel = try await bootstrap.bind(
        unixDomainSocketPath: path, cleanupExistingSocketFile: true
      ).get()
      try FileManager.default.setAttributes([.posixPermissions: 0o660], ofItemAtPath: path)
      return DeskServer(channel: channel, open: open)
    } catch {
      throw DeskError(
        "the command socket \(path) cannot be made (\(error)): is the path longer than 100 bytes, "
          + "or the directory not writable?")
    }
  }

  /// Closes the socket; running requests still get their answer.
  public func stop() async {
    try? await channel.close().get()
  }

  /// Returns when everybody has read their last reply and gone, or has taken too long for it.
  func waitUntilLeft(within limit: Duration) async {
    // A task of its own: cancelling the service must not cut the last replies off.
    await Task.detached { [open] in
      let clock = ContinuousClock()
      let end = clock.now + limit
      while !open.isZero, clock.now < end { try? await clock.sleep(for: .milliseconds(5)) }
    }.value
  }
}

/// The command socket cannot be made, reached or understood.
public struct DeskError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Whoever carries out requests.
public protocol DeskClerk: Sendable {
  /// Begins to carry out a request and replies when there is something to say; never blocks.
  func perform(_ request: DeskRequest, for visitor: DeskVisitor)
}

/// The connection a request came over.
public final class DeskVisitor: Sendable {
  /// Who they say they are.
  public let claim: DeskClaim
  private let send: @Sendable (DeskReply) -> Void
  private let unreadTooMuch: @Sendable () -> Bool
  private let isHere = Atomic<Bool>(true)

  /// Makes a visitor whose replies go to a closure; another one says whether too many of them wait
  /// to be read.
  public init(
    claim: DeskClaim = DeskClaim(), isBehind: @escaping @Sendable () -> Bool = { false },
    _ send: @escaping @Sendable (DeskReply) -> Void
  ) {
    self.claim = claim
    unreadTooMuch = isBehind
    self.send = send
  }

  /// False once the other side has gone or has its last reply.
  public var isWaiting: Bool { isHere.load(ordering: .relaxed) }

  /// True while more replies wait to be read than may; whoever sends without end stops then.
  public var isBehind: Bool { unreadTooMuch() }

  /// Sends a reply; the last one ends the connection, and nothing is sent after it.
  public func reply(_ reply: DeskReply) {
    let wasHere = reply.isLast ? isHere.exchange(false, ordering: .relaxed) : isWaiting
    if wasHere { send(reply) }
  }

  func leave() {
    isHere.store(false, ordering: .relaxed)
  }
}

/// Bytes that were sent to a visitor and have not gone out yet.
final class UnreadBytes: Sendable {
  private let count = Atomic<Int>(0)

  var isTooMany: Bool { count.load(ordering: .relaxed) > DeskServer.unreadBytesMax }

  func add(_ bytes: Int) {
    count.add(bytes, ordering: .relaxed)
  }
}

/// How many connections are open.
final class ConnectionCount: Sendable {
  private let count = Atomic<Int>(0)

  /// Counts one more, and says whether it is one too many.
  func enter() -> Bool {
    count.add(1, ordering: .relaxed).newValue <= DeskServer.connectionsMax
  }

  func leave() {
    count.subtract(1, ordering: .relaxed)
  }

  var isZero: Bool { count.load(ordering: .relaxed) == 0 }
}
