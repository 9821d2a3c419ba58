import Foundation

/// A connection to 127.0.0.1 that sends and receives bytes as they are.
///
/// It waits on threads of its own: the server under test needs those of tasks.
final class RawClient: Sendable {
  private let socket: Int32

  init(port: Int) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw NobodyListens(port: port) }
  }

  deinit { close(socket) }

  /// There is no server at the port, or not yet.
  struct NobodyListens: Error {
    var port: Int
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    Foundation.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Receives until a text has come, the other side has closed or so many seconds were silent, and
  /// gives all that came.
  func receive(until text: String, patience seconds: Int = 10) async -> String {
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
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
    let count = recv(socket, &bytes, bytes.count, 0)
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
