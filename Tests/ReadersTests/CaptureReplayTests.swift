import Foundation
import Primitives
import Readers
import TagReads
import Testing

/// Every capture in Tests/Captures plays into the unmodified supervisor and driver, and what they
/// make of it is what stands in the `.expected` file beside it.
///
/// To accept what they make of it now, run with TRAYTALLY_REWRITE_EXPECTATIONS=1 and read the diff.
@Suite struct `Captured conversations` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Captures")

  private static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    return (files ?? []).filter { $0.hasSuffix(".capture") }.sorted()
  }()

  @Test func `are there`() {
    #expect(Self.names.count >= 5)
  }

  @Test func `have no expectation without a capture`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
    for file in files where file.hasSuffix(".expected") {
      #expect(Self.names.contains(file.replacing(".expected", with: ".capture")), "\(file)")
    }
  }

  @Test(arguments: names) func `are understood as before`(_ name: String) throws {
    let file = Self.folder.appending(path: name)
    let capture = try CaptureReader().capture(String(contentsOf: file, encoding: .utf8))
    let understood = ReplayBench.play(capture)
    let expectation = file.deletingPathExtension().appendingPathExtension("expected")
    if ProcessInfo.processInfo.environment["TRAYTALLY_REWRITE_EXPECTATIONS"] == "1" {
      try understood.write(to: expectation, atomically: true, encoding: .utf8)
    }
    let expected = try? String(contentsOf: expectation, encoding: .utf8)
    #expect(expected != nil, "no \(expectation.lastPathComponent): rewrite the expectations")
    #expect(understood == expected)
  }

  @Test(arguments: names) func `are written as they were read`(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    #expect(CaptureWriter.text(try CaptureReader().capture(text)) == text)
  }

  @Test(arguments: names) func `say that no reader was recorded, if none was`(_ name: String) throws
  {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let header = try CaptureReader().capture(text).header
    #expect(!header[.name].isEmpty)
    #expect(!header[.by].isEmpty)
    let isConstructed = header[.by].hasPrefix("constructed")
    #expect(isConstructed == header[.recorded].hasPrefix("never"))
    #expect(header.family != nil, "family is one of the names in the configuration")
  }
}

/// The supervisor and the driver against a capture, in time that jumps to what is next.
private struct ReplayBench {
  private var supervisor: ReaderSupervisor
  private var script: ReplayScript
  private var now = Moment.origin
  private var due: Moment?
  private var said: [String] = []
  private var isPlayedOut = false

  private init(_ capture: Capture) {
    let family = capture.header.family ?? .feig
    supervisor = ReaderSupervisor(driver: { family.makeDriver() })
    script = ReplayScript(capture)
  }

  static func play(_ capture: Capture) -> String {
    var bench = ReplayBench(capture)
    bench.act(bench.supervisor.start(at: bench.now))
    while !bench.isPlayedOut, bench.now < Moment(milliseconds: 600_000) { bench.step() }
    return bench.said.map { "\($0)\n" }.joined()
  }

  private mutating func step() {
    guard let next = [due, script.nextOutput].compactMap(\.self).min() else {
      isPlayedOut = true
      return
    }
    now = max(now, next)
    let bytes = script.output(upTo: now)
    if !bytes.isEmpty {
      act(supervisor.received(bytes, at: now))
    } else {
      due = nil
      act(supervisor.wake(at: now))
    }
  }

  private mutating func act(_ actions: [SupervisorAction]) {
    for action in actions {
      switch action {
      case .open:
        script.opened(at: now)
        act(supervisor.channelOpened(at: now))
      case .close, .reset: break
      case .send(let bytes):
        // What the station asks beyond the capture's end nobody has recorded an answer to.
        if script.isOver { isPlayedOut = true }
        script.hostSent(bytes, at: now)
      case .wake(let moment): due = moment
      case .round(let round): said.append(words(of: round))
      case .blocks(let answer): said.append(Words.of(answer.outcome))
      case .standing(let standing): said.append(words(of: standing))
      }
    }
  }

  private func words(of round: InventoryRound) -> String {
    let refusal = round.refusal.map { [$0.rawValue] } ?? []
    return (["round", round.quality.rawValue] + round.tags.map(\.description) + refusal)
      .joined(separator: " ")
  }

  private func words(of standing: ReaderStanding) -> String {
    switch standing {
    case .starting: "starting"
    case .ready(let identity): "ready \(identity.model) firmware \(identity.firmware)"
    case .lost(let fault): "lost \(fault.code)"
    case .attention(let fault): "attention \(fault.code)"
    }
  }
}
