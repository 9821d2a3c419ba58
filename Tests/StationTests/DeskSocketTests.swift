import Foundation
import Glibc
import Synchronization
import Testing

@testable import Station

/// Requests over a real socket, to a clerk that does as it is told.
@Suite(.serialized, .timeLimit(.minutes(1))) struct DeskSocketTests {
  private let scratch: Scratch
  private let clerk = ScriptedClerk()

  init() throws {
    scratch = try Scratch()
  }

  private func served(_ body: () async throws -> Void) async throws {
    let server = try await DeskServer.start(dataDirectory: scratch.path, clerk: clerk)
    do {
      try await body()
    } catch {
      clerk.letEverybodyGo()
      await server.stop()
      throw error
    }
    clerk.letEverybodyGo()
    await server.stop()
  }

  private func ask(_ request: DeskRequest) async throws -> DeskReply {
    try await DeskClient.perform(request, dataDirectory: scratch.path)
  }

  @Test func `a request is answered, and what comes before the answer is handed on`() async throws {
    try await served {
      let seen = Mutex<[DeskReply]>([])
      let reply = try await DeskClient.perform(.verify(full: false), dataDirectory: scratch.path) {
        reply in
        seen.withLock { $0.append(reply) }
      }
      #expect(reply == .answer(.done))
      #expect(seen.withLock { $0 } == [.progress(0.5), .text("half\n")])
      #expect(clerk.requests == [.verify(full: false)])
    }
  }

  @Test func `a refusal comes as it was said`() async throws {
    try await served {
      let reply = try await ask(.showPlate(tag: "x"))
      #expect(reply == .refused(["no", "not at all"]))
    }
  }

  @Test func `without a server nobody answers`() async {
    #expect(await DeskClient.isServed(dataDirectory: scratch.path) == false)
    await #expect(throws: DeskError.self) { try await ask(.verify(full: false)) }
  }

  @Test func `a socket left behind by a killed station does not matter`() async throws {
    let server = try await DeskServer.start(dataDirectory: scratch.path, clerk: clerk)
    _ = server
    await server.stop()
    try await served { #expect(await DeskClient.isServed(dataDirectory: scratch.path)) }
  }

  @Test func `a line that is no request is refused`() async throws {
    try await served {
      let socket = try RawSocket(scratch.path)
      socket.send("{\"bogus\":1}\n")
      #expect(socket.readToEnd().contains("does not know this request"))
      #expect(clerk.requests.isEmpty)
    }
  }

  @Test func `a visitor who leaves early is noticed`() async throws {
    try await served {
      let socket = try RawSocket(scratch.path)
      let request = try JSONEncoder().encode(DeskRequest.status)
      socket.send(String(decoding: request, as: UTF8.self) + "\n")
      try await eventually { clerk.waiting.count == 1 }
      socket.close()
      try await eventually { clerk.waiting.allSatisfy { !$0.isWaiting } }
    }
  }

  @Test func `a visitor who does not read is behind before much is kept, and loses nothing`()
    async throws
  {
    try await served {
      let socket = try RawSocket(scratch.path)
      let request = try JSONEncoder().encode(DeskRequest.status)
      socket.send(String(decoding: request, as: UTF8.self) + "\n")
      try await eventually { clerk.waiting.count == 1 }
      let visitor = try #require(clerk.waiting.first)
      let line = String(repeating: "x", count: 65_536)
      var sent = 0
      while !visitor.isBehind, sent < 100 {
        visitor.reply(.text(line))
        sent += 1
      }
      #expect(sent < 100, "more than \(DeskServer.unreadBytesMax) bytes wait")
      visitor.reply(.refused(["too slow"]))
      visitor.reply(.text("late"))
      let seen = socket.readToEnd().split(separator: "\n")
      #expect(seen.count == sent + 1)
      #expect(seen.last?.contains("too slow") == true)
      #expect(!visitor.isWaiting)
    }
  }

  @Test func `the seventeenth connection is turned away, and room is made again`() async throws {
    try await served {
      let sockets = try (1...DeskServer.connectionsMax).map { _ in try RawSocket(scratch.path) }
      let late = try RawSocket(scratch.path)
      #expect(late.readToEnd().contains("too many commands at once"))
      for socket in sockets { socket.close() }
      try await eventuallyAsync {
        (try? await ask(.verify(full: false))) == .answer(.done)
      }
    }
  }
}

/// Waits for something that happens on another thread; the time limit of the suite ends it.
func eventually(_ condition: () -> Bool) async throws {
  while !condition() { try await Task.sleep(for: .milliseconds(10)) }
}

func eventuallyAsync(_ condition: () async -> Bool) async throws {
  while await !condition() { try await Task.sleep(for: .milliseconds(10)) }
}

/// Answers `verify` with progress, refuses `showPlate`, and lets everybody else wait.
private final class ScriptedClerk: DeskClerk {
  private let state = Mutex<(requests: [DeskRequest], waiting: [DeskVisitor])>(([], []))

  var requests: [DeskRequest] { state.withLock { $0.requests } }
  var waiting: [DeskVisitor] { state.withLock { $0.waiting } }

  func perform(_ request: DeskRequest, for visitor: DeskVisitor) {
    state.withLock { $0.requests.append(request) }
    switch request {
    case .verify:
      visitor.reply(.progress(0.5))
      visitor.reply(.text("half\n"))
      visitor.reply(.answer(.done))
    case .showPlate: visitor.reply(.refused(["no", "not at all"]))
    default: state.withLock { $0.waiting.append(visitor) }
    }
  }

  func letEverybodyGo() {
    for visitor in waiting { visitor.reply(.answer(.done)) }
  }
}

/// A connection that need not keep to the rules.
private final class RawSocket {
  /// Nothing to read for so long means that nothing will come.
  private static let patience = timeval(tv_sec: 20, tv_usec: 0)

  private var file: FileHandle?

  init(_ directory: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array((directory + "/" + DeskServer.socketName).utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    try #require(result == 0)
    var patience = Self.patience
    let patienceSize = socklen_t(MemoryLayout<timeval>.size)
    try #require(
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, patienceSize) == 0)
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func send(_ text: String) {
    try? file?.write(contentsOf: Data(text.utf8))
  }

  func readToEnd() -> String {
    String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
  }

  func close() {
    try? file?.close()
    file = nil
  }
}
