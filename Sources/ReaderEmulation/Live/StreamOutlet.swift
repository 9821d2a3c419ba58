import Foundation
import Glibc
import Primitives
import Synchronization

/// Where an emulated reader can be reached as a stream of bytes.
public enum StreamPlace: Equatable, Sendable {
  /// A serial device, such as the device side of a USB gadget, `/dev/ttyGS0`.
  case terminal(String)
  /// A TCP port of this machine alone, 127.0.0.1; port 0 lets the system choose.
  case tcp(port: UInt16)
  /// A socket in the file system.
  case socket(String)
}

/// A place that cannot be used, and what to do.
public struct StreamOutletError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String
}

/// Serves an emulated reader as a stream of bytes, one host at a time.
///
/// A host that goes takes the reader's power with it: the next one finds it as after plugging in.
public final class StreamOutlet: Sendable {
  /// The place, with the port that the system chose if it was left to it.
  public let place: StreamPlace

  private let reader: EmulatedReaderBox
  private let descriptor: Mutex<Int32>
  private static let chunkBytes = 4096

  /// Opens the place.
  ///
  /// - Throws: `StreamOutletError` if it is not to be had.
  public init(_ place: StreamPlace, reader: EmulatedReaderBox) throws(StreamOutletError) {
    self.reader = reader
    switch place {
    case .terminal(let path):
      descriptor = Mutex(try Self.rawTerminal(path))
      self.place = place
    case .tcp(let port):
      let (listening, chosen) = try LocalListener.tcp(port: port)
      descriptor = Mutex(listening)
      self.place = .tcp(port: chosen)
    case .socket(let path):
      descriptor = Mutex(try LocalListener.socket(path))
      self.place = place
    }
  }

  deinit {
    close(descriptor.withLock(\.self))
  }

  /// Serves one host until it goes, and blocks the calling thread meanwhile; false if the place has
  /// no more hosts to come.
  public func serveOneHost() -> Bool {
    let file = descriptor.withLock(\.self)
    if case .terminal(let path) = place {
      serve(file)
      return reopen(path)
    }
    let host = accept(file, nil, nil)
    guard host >= 0 else { return errno == EINTR || errno == ECONNABORTED }
    serve(host)
    close(host)
    return true
  }

  /// The other end was unplugged, and with that the system hung the open file up for good.
  private func reopen(_ path: String) -> Bool {
    usleep(100_000)
    guard let file = try? Self.rawTerminal(path) else { return false }
    descriptor.withLock { descriptor in
      close(descriptor)
      descriptor = file
    }
    return true
  }

  private func serve(_ host: Int32) {
    reader.powerCycle(at: MonotonicClock.now())
    let pump = ReaderOutputPump(reader, clock: MonotonicClock.now) { bytes in
      Self.write(bytes, to: host)
    }
    let sender = InterruptibleThread("reader output") { pump.run() }
    defer {
      pump.stop()
      sender.end()
    }
    var buffer = [UInt8](repeating: 0, count: Self.chunkBytes)
    while true {
      let count = read(host, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      reader.hostSent(Array(buffer[..<count]), at: MonotonicClock.now())
      pump.nudge()
    }
  }

  private static func write(_ bytes: [UInt8], to host: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(host, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      let written =
        count < 0 && errno == ENOTSOCK
        ? rest.withUnsafeBytes { Glibc.write(host, $0.baseAddress, $0.count) } : count
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  private static func rawTerminal(_ path: String) throws(StreamOutletError) -> Int32 {
    let file = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard file >= 0 else {
      throw StreamOutletError(
        description: "\(path) cannot be opened (\(String(cString: strerror(errno))))")
    }
    var settings = termios()
    guard tcgetattr(file, &settings) == 0 else { return file }
    cfmakeraw(&settings)
    tcsetattr(file, TCSANOW, &settings)
    return file
  }
}
