import Dispatch
import Foundation
import Glibc
import ReaderEmulation
import Testing

/// An emulated reader behind a socket.
@Suite(.timeLimit(.minutes(1))) struct StreamOutletTests {
  @Test func `a host asks over TCP and is answered, and so is the next`() throws {
    let reader = EmulatedReaderBox(FeigReaderEmulator(antenna: AntennaField(seed: 1)))
    let outlet = try StreamOutlet(.tcp(port: 0), reader: reader)
    Thread.detachNewThread { while outlet.serveOneHost() {} }
    guard case .tcp(let port) = outlet.place else {
      Issue.record("no port")
      return
    }
    for _ in 0..<2 {
      let answer = try ask([0x05, 0xFF, 0x65, 0xE5, 0xCB], port: port)
      #expect(answer.prefix(3) == [0x0D, 0x00, 0x65])
    }
  }

  @Test func `a terminal is served until it is no more`() throws {
    let (master, path) = try pseudoTerminal()
    let reader = EmulatedReaderBox(FeigReaderEmulator(antenna: AntennaField(seed: 1)))
    let outlet = try StreamOutlet(.terminal(path), reader: reader)
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      while outlet.serveOneHost() {}
      ended.signal()
    }
    #expect(exchange([0x05, 0xFF, 0x65, 0xE5, 0xCB], on: master).prefix(3) == [0x0D, 0x00, 0x65])
    close(master)
    ended.wait()
  }

  @Test func `a socket whose path is too long is refused with its limit`() {
    let reader = EmulatedReaderBox(FeigReaderEmulator(antenna: AntennaField(seed: 1)))
    let path = "/tmp/" + String(repeating: "x", count: 200)
    #expect(throws: StreamOutletError.self) {
      try StreamOutlet(.socket(path), reader: reader)
    }
  }

  /// A pair of terminals: the host's end, open, and the path of the reader's (Linux, pts(4)).
  private func pseudoTerminal() throws -> (host: Int32, path: String) {
    let unlock: UInt = 0x4004_5431
    let askNumber: UInt = 0x8004_5430
    let host = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    try #require(ioctl(host, unlock, &isLocked) == 0 && ioctl(host, askNumber, &number) == 0)
    return (host, "/dev/pts/\(number)")
  }

  private func ask(_ bytes: [UInt8], port: UInt16) throws -> [UInt8] {
    let host = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(host) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(host, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    #expect(connected == 0)
    return exchange(bytes, on: host)
  }

  /// Sends a request and takes the 13 bytes of its answer.
  private func exchange(_ bytes: [UInt8], on host: Int32) -> [UInt8] {
    _ = write(host, bytes, bytes.count)
    var answer: [UInt8] = []
    while answer.count < 13 {
      var buffer = [UInt8](repeating: 0, count: 64)
      let count = read(host, &buffer, buffer.count)
      guard count > 0 else { break }
      answer += buffer[..<count]
    }
    return answer
  }
}
