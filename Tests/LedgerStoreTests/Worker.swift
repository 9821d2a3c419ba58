import Foundation
import Ledger
import Money
import Primitives

/// The program `CrashWorker` beside the tests: debits in a process of its own, to be killed.
struct Worker {
  /// What the worker said until it ended.
  struct Sayings {
    /// Sales it was about to ask for, in order.
    var tried: [Int] = []
    /// Sales it was told are done, with their receipts' serials.
    var done: [Int: Int] = [:]
    /// The codes of failures.
    var failures: [String] = []
  }

  /// When to kill: so many lines after the start, and then so much later.
  struct Doom {
    var lineCount: Int
    var delay: Duration
  }

  /// Runs the worker until its doom, or, without one, until it ends by itself.
  static func run(_ arguments: [String], doom: Doom? = nil) throws -> Sayings {
    let process = Process()
    process.executableURL = try executable
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let reading = output.fileHandleForReading
    var said = Data()
    if let doom {
      while said.count(where: { $0 == 0x0A }) < doom.lineCount {
        let more = reading.availableData
        if more.isEmpty { break }
        said += more
      }
      usleep(UInt32(doom.delay.wholeNanoseconds / 1000))
      kill(process.processIdentifier, SIGKILL)
    }
    said += reading.readDataToEndOfFile()
    process.waitUntilExit()
    return sayings(String(decoding: said, as: UTF8.self))
  }

  /// Both lie in one directory of the build.
  private static var executable: URL {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(fileURLWithPath: tests).deletingLastPathComponent()
        .appending(path: "CrashWorker")
    }
  }

  private static func sayings(_ text: String) -> Sayings {
    var sayings = Sayings()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 1 else { continue }
      switch (words[0], Int(words[1])) {
      case ("try", let id?): sayings.tried.append(id)
      case ("done", let id?): sayings.done[id] = words.last.flatMap { Int($0) }
      default: sayings.failures.append(String(words[1]))
      }
    }
    return sayings
  }

  /// The sale the worker asks for under that id.
  static func sale(_ id: Int) -> Intent {
    let amount = yuan(Int64(100 + id % 400))
    let order = SaleOrder(
      account: id.isMultiple(of: 2) ? "A0001" : "A0002", card: nil, lane: 1,
      visit: UniqueID(high: 3, low: UInt64(id)), mealPeriod: nil,
      lines: [
        SaleLine(plate: "", dish: nil, name: "dish", amount: amount, vatBasisPoints: 0)
      ], total: amount)
    return Intent(
      id: UniqueID(high: 2, low: UInt64(id)), at: WallTime(milliseconds: Int64(id)),
      businessDay: CalendarDay(daysSince1970: 20_780), by: "worker", body: .sale(order))
  }
}
