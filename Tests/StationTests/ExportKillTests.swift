import Foundation
import LedgerStore
import Primitives
import Settlement
import Testing

@testable import Station

/// SIGKILL in the middle of an export or a close: whole files, whole Zs, or none.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ExportKillTests {
  private static let saleCount = 250
  private static let killCount = 12

  private let canteen: SettledDesk
  private let folder: Scratch
  private let configuration: String

  init() throws {
    canteen = try SettledDesk()
    folder = try Scratch()
    let data = canteen.desk.clerk.configuration.dataDirectory
    configuration = try folder.file(
      "t.yaml",
      """
      station: Test
      data: \(data)
      lanes: [{ id: 1, tray_reader: { family: emulated } }]
      """)
  }

  private func command(_ arguments: String...) throws -> Daemon {
    try Daemon(["day"] + arguments + ["--config", configuration])
  }

  @Test func `no export that was killed leaves a half file under its name`() throws {
    for number in 1...Self.saleCount {
      try canteen.perform(
        .ringUp(RingUp(items: ["M01:20"], tender: "cash", lane: number % 3 + 1)))
    }
    try canteen.close()
    let out = folder.path + "/out"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    var chance = SeededGenerator(seed: UInt64.random(in: 1...999_999))
    var killedInMidFile = 0
    for _ in 1...Self.killCount {
      let export = try command("export", "--out", out, "--format", "csv", "--format", "xlsx")
      while try !isHalfDone(out), export.isRunning { usleep(500) }
      usleep(UInt32(chance.integer(0...40)) * 1000)
      export.signal(SIGKILL)
      _ = export.outcome()
      if try isHalfDone(out) { killedInMidFile += 1 }
    }
    print("export kill test: \(killedInMidFile) of \(Self.killCount) in the middle of a file")
    #expect(killedInMidFile >= Self.killCount / 2, "or nothing was tried")
    let left = try visible(out).map { ($0, try Data(contentsOf: URL(filePath: out + "/" + $0))) }
    let whole = try command("export", "--out", out, "--format", "csv", "--format", "xlsx").outcome()
    #expect(whole.code == 0)
    #expect(try !isHalfDone(out), "what was left is taken over")
    for (name, bytes) in left where name.hasSuffix("csv") {
      #expect(try Data(contentsOf: URL(filePath: out + "/" + name)) == bytes, "\(name) was whole")
    }
    #expect(try visible(out).count == 4)
    #expect(try canteen.desk.store.verify().isSound)
  }

  @Test func `a close that was killed is whole or has not happened`() throws {
    try canteen.desk.store.close()
    var chance = SeededGenerator(seed: UInt64.random(in: 1...999_999))
    var last = 0
    for round in 1...(2 * Self.killCount) {
      let close = try command("close", "--counted", "\(round).00")
      usleep(UInt32(chance.integer(0...180)) * 1000)
      close.signal(SIGKILL)
      _ = close.outcome()
      let store = try LedgerStore.open(canteen.desk.clerk.configuration)
      let report = try store.verify()
      #expect(report.isSound && (last...last + 1).contains(report.closeCount))
      last = report.closeCount
      try store.close()
    }
    print("close kill test: \(last) of \(2 * Self.killCount) were sealed before the kill")
    #expect(try command("close", "--counted", "999.00").outcome().code == 0)
  }

  private func visible(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
      .sorted()
  }

  private func isHalfDone(_ folder: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: folder).contains { $0.hasPrefix(".") }
  }
}
