import Foundation
import Primitives
import ReaderEmulation
import TagReads
import Testing

/// A client by others, which knows nothing of this project, against the emulated UHF reader: it
/// finds exactly the tags that are there.
@Suite(.timeLimit(.minutes(1))) struct `The Python client wabson.chafon-rfid` {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What the client prints, line by line, about an emulated reader on a TCP port.
  private func asks(
    _ reader: LenAdrUHFReaderEmulator, _ arguments: String...
  ) throws -> [String] {
    let python = Self.root.appending(path: ".build/peers/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path()),
      "\(python.path()) is not there: run Tests/Peers/install, as `make test` does")
    let outlet = try StreamOutlet(.tcp(port: 0), reader: EmulatedReaderBox(reader))
    guard case .tcp(let port) = outlet.place else { return [] }
    Thread.detachNewThread { _ = outlet.serveOneHost() }
    let client = Process()
    client.executableURL = python
    client.arguments =
      [Self.root.appending(path: "Tests/Peers/chafon_inventory.py").path(), "\(port)"] + arguments
    let said = Pipe()
    client.standardOutput = said
    try client.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    client.waitUntilExit()
    #expect(client.terminationStatus == 0)
    return text.split(separator: "\n").map { String($0) }
  }

  private func found(_ lines: [String]) -> Set<String> {
    Set(lines.filter { $0.hasPrefix("tag ") }.map { String($0.split(separator: " ")[1]) })
  }

  private func epcs(_ tags: [EmulatedTag]) -> Set<String> {
    Set(tags.map { Hex.text($0.id.bytes) })
  }

  @Test func `finds twelve tags with their strength on a UHFReader288`() throws {
    let antenna = AntennaField(seed: 5)
    let tags = try epcTags(12)
    antenna.place(tags)
    let lines = try asks(LenAdrUHFReaderEmulator(antenna: antenna), "288")
    #expect(lines.prefix(2) == ["type UHFReader288M", "firmware 0.22"])
    #expect(found(lines) == epcs(tags))
    #expect(lines.filter { $0.hasPrefix("tag ") }.count == 24, "each tag in both air rounds")
    #expect(lines.contains("tag 000000000000000000000001 1 108"))
    #expect(lines.suffix(2) == ["frames 4", "status 01"])
  }

  @Test func `finds twelve tags on a UHFReader18`() throws {
    let antenna = AntennaField(seed: 5)
    let tags = try epcTags(12)
    antenna.place(tags)
    let settings = LenAdrUHFEmulatorSettings(.uhfReader18)
    let lines = try asks(LenAdrUHFReaderEmulator(antenna: antenna, settings: settings), "18")
    #expect(lines.prefix(2) == ["type UHFReader18", "firmware 3.63"])
    #expect(found(lines) == epcs(tags))
    #expect(lines.last == "status 01")
  }

  @Test func `finds nobody on an empty antenna`() throws {
    let antenna = AntennaField(seed: 5)
    let lines = try asks(LenAdrUHFReaderEmulator(antenna: antenna), "288")
    #expect(found(lines).isEmpty)
    #expect(lines.suffix(2) == ["frames 1", "status 01"])
  }

  @Test func `is told when the scan time was over`() throws {
    let antenna = AntennaField(seed: 5)
    let tags = try epcTags(30)
    antenna.place(tags)
    var settings = LenAdrUHFEmulatorSettings()
    settings.roundsPerInventory = 50
    let reader = LenAdrUHFReaderEmulator(antenna: antenna, settings: settings)
    let lines = try asks(reader, "288", "3")
    #expect(lines.last == "status 02")
    #expect(found(lines).isSubset(of: epcs(tags)))
  }
}
