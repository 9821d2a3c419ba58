import Dispatch
import Foundation

/// The program `traytally` beside the tests, as a process of its own.
final class Daemon {
  /// What a process has said when it has ended.
  struct Outcome {
    var code: Int32
    var output: String
    var complaints: String
  }

  /// A test that waits longer than that for a process hangs; the process is ended then.
  private static let patience: Duration = .seconds(120)

  /// F_SETPIPE_SZ of `linux/fcntl.h`, which Glibc's module hides.
  private static let setPipeSize: Int32 = 1031

  private let process: Process
  private let output = Pipe()
  private let complaints = Pipe()
  private var unread = Data()
  private let watchdog: DispatchWorkItem

  /// Starts the program; with `kilobytesMax` no file it writes grows beyond that, with `outputMax`
  /// its standard output is full after so many unread bytes. It reads `input`, some kilobytes at
  /// most, or nothing.
  init(
    _ arguments: [String], environment: [String: String] = [:], kilobytesMax: Int? = nil,
    outputMax: Int32? = nil, input: String? = nil
  ) throws {
    if let outputMax {
      let pipe = output.fileHandleForWriting.fileDescriptor
      guard fcntl(pipe, Self.setPipeSize, outputMax) >= 0 else { throw POSIXError(.EINVAL) }
    }
    let process = Process()
    process.executableURL = try Self.executable
    process.arguments = arguments
    if let kilobytesMax {
      // The signal that goes with the limit would end the program before it could say a word.
      let limited = "ulimit -f \(kilobytesMax); trap '' XFSZ; exec \"$0\" \"$@\""
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = ["-c", limited, try Self.executable.path] + arguments
    }
    process.currentDirectoryURL = Repository.root
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = complaints
    process.standardInput = try input.map(Self.pipe) ?? FileHandle.nullDevice
    try process.run()
    self.process = process
    let id = process.processIdentifier
    watchdog = DispatchWorkItem { kill(id, SIGKILL) }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + .seconds(Int(Self.patience.components.seconds)), execute: watchdog)
  }

  /// A pipe with everything in it that will ever come through.
  private static func pipe(holding text: String) throws -> Any {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    return pipe
  }

  /// Both lie in one directory of the build.
  private static var executable: URL {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: tests).deletingLastPathComponent().appending(path: "traytally")
    }
  }

  /// Runs a command to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    try Daemon(arguments, environment: environment).outcome()
  }

  /// The next whole line of standard output, or nothing when there will be no more.
  func line() -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread = Data(unread[(end + 1)...]) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread += more
    }
  }

  /// Closes the reading end of standard output, as a program that has died does.
  func stopReading() throws {
    try output.fileHandleForReading.close()
  }

  /// Waits for the end without reading anything.
  func unreadOutcome() -> Int32 {
    process.waitUntilExit()
    watchdog.cancel()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  /// True until it has ended.
  var isRunning: Bool { process.isRunning }

  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  /// Waits for the end; what was read by `line` is not told again.
  func outcome() -> Outcome {
    var rest: [String] = []
    while let line = line() { rest.append(line + "\n") }
    let complaints = complaints.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    watchdog.cancel()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: rest.joined(), complaints: String(decoding: complaints, as: UTF8.self))
  }
}

/// One line of a daemon's JSON.
struct DaemonEvent: Decodable {
  var event: String
  var intent: String?
  var receipt: String?
  var total: String?
  var standing: String?
  var message: String?

  init?(_ line: String) {
    guard let event = try? JSONDecoder().decode(DaemonEvent.self, from: Data(line.utf8)) else {
      return nil
    }
    self = event
  }
}
