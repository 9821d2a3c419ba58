import Foundation
import Testing

/// A connection to 127.0.0.1 that sends and receives bytes as they are.
final class RawClient {
  private let socket: Int32

  init(port: Int) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0, "nobody listens on port \(port)")
  }

  deinit { close(socket) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    Foundation.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// What has come; empty at the end or after ten seconds of silence.
  func receive() -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// Receives until a text has come, and gives all that came.
  func receive(until text: String) -> String {
    var all = ""
    while !all.contains(text) {
      let more = receive()
      if more.isEmpty { break }
      all += more
    }
    return all
  }

  /// Everything until the other side closes.
  func rest() -> String { receive(until: "\u{0}") }

  /// Asks for one thing on a connection of its own.
  static func get(
    _ path: String, port: Int, method: String = "GET", headers: [String] = []
  ) throws -> String {
    let client = try RawClient(port: port)
    let lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close"] + headers
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    return client.rest()
  }
}
