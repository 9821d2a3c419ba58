import Foundation
import Synchronization

/// A connection to 127.0.0.1 that sends and receives bytes as they are.
///
/// It waits on threads of its own: the server under test needs those of tasks.
final class RawClient: Sendable {
  private let socket: LoopbackSocket
  private let hasEnded = Mutex(false)

  init(port: Int) throws {
    socket = try LoopbackSocket()
    guard socket.connect(to: port) == 0 else { throw NobodyListens(port: port) }
  }

  /// True once the other side has closed.
  var isHungUpOn: Bool { hasEnded.withLock { $0 } }

  /// There is no server at the port, or not yet.
  struct NobodyListens: Error {
    var port: Int
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    Foundation.send(socket.descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Receives until a text has come, the other side has closed or so many seconds were silent, and
  /// gives all that came.
  func receive(until text: String, patience seconds: Int = 30) async -> String {
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(
      socket.descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var all = ""
        while !all.contains(text), let more = self.next() { all += more }
        continuation.resume(returning: all)
      }
    }
  }

  private func next() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket.descriptor, &bytes, bytes.count, 0)
    if count == 0 { hasEnded.withLock { $0 = true } }
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }

  /// Everything until the other side closes.
  func rest() async -> String { await receive(until: "\u{0}") }

  /// Asks for one thing on a connection of its own.
  static func get(
    _ path: String, port: Int, method: String = "GET", headers: [String] = []
  ) async throws -> String {
    let client = try RawClient(port: port)
    let lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close"] + headers
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    return await client.rest()
  }
}
