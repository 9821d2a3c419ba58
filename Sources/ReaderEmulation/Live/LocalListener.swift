import Glibc

/// Sockets that programs on this machine can connect to, and nobody else.
enum LocalListener {
  static func tcp(port: UInt16) throws(StreamOutletError) -> (descriptor: Int32, port: UInt16) {
    let file = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var on: Int32 = 1
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    setsockopt(file, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try listen(file, to: &address, "127.0.0.1:\(port)")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(file, $0, &length) }
    }
    return (file, UInt16(bigEndian: address.sin_port))
  }

  static func socket(_ path: String) throws(StreamOutletError) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      throw StreamOutletError(description: "\(path): longer than \(room - 1) bytes")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      bytes.copyBytes(from: path.utf8)
    }
    let file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    unlink(path)
    try listen(file, to: &address, path)
    return file
  }

  private static func listen<Address>(
    _ file: Int32, to address: inout Address, _ name: String
  ) throws(StreamOutletError) {
    let length = socklen_t(MemoryLayout<Address>.size)
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, length) }
    }
    guard file >= 0, bound == 0, Glibc.listen(file, 1) == 0 else {
      let reason = String(cString: strerror(errno))
      close(file)
      throw StreamOutletError(description: "\(name) cannot be listened on (\(reason))")
    }
  }
}
