import Foundation
import Primitives
import Readers
import TagReads
import Testing

/// Every capture in Tests/Captures plays into the unmodified supervisor, driver and tray engine,
/// and what they make of it is what stands in the `.expected` file beside it.
///
/// To accept what they make of it now, run with TRAYTALLY_REWRITE_EXPECTATIONS=1 and read the diff.
@Suite struct `Captured conversations` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Captures")

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    return (files ?? []).filter { $0.hasSuffix(".capture") }.sorted()
  }()

  static func capture(_ name: String) throws -> Capture {
    let file = folder.appending(path: name)
    return try CaptureReader().capture(String(contentsOf: file, encoding: .utf8))
  }

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
    let understood = ReplayBench.play(try Self.capture(name))
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
    let header = try Self.capture(name).header
    #expect(!header[.name].isEmpty)
    #expect(!header[.by].isEmpty)
    let isConstructed = header[.by].hasPrefix("constructed")
    #expect(isConstructed == header[.recorded].hasPrefix("never"))
    #expect(header.family != nil, "family is one of the names in the configuration")
  }
}
