import Foundation
import Testing

/// A port that nobody listens on now.
enum FreePort {
  static func find() throws -> Int {
    let socket = try LoopbackSocket()
    try socket.bind(to: 0)
    return try socket.port
  }
}

/// A port that somebody else listens at.
final class HeldPort {
  let number: Int
  private var socket: LoopbackSocket?

  init() throws {
    let socket = try LoopbackSocket()
    try socket.bind(to: 0)
    try #require(listen(socket.descriptor, 1) == 0)
    number = try socket.port
    self.socket = socket
  }

  func free() { socket = nil }
}

/// A TCP socket at 127.0.0.1, closed when nobody has it any more.
final class LoopbackSocket: Sendable {
  let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
  }

  deinit { close(descriptor) }

  func bind(to port: Int) throws {
    let code = Self.withAddress(port) { Foundation.bind(descriptor, $0, $1) }
    try #require(code == 0, "port \(port) cannot be had")
  }

  /// Zero if somebody listens there.
  func connect(to port: Int) -> Int32 {
    Self.withAddress(port) { Foundation.connect(descriptor, $0, $1) }
  }

  /// The port that it has.
  var port: Int {
    get throws {
      var address = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let code = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &length)
        }
      }
      try #require(code == 0)
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }

  private static func withAddress(
    _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}
