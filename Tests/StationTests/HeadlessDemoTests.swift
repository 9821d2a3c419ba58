import Foundation
import Ledger
import LedgerStore
import Testing

@testable import Station

/// The demonstration without a display: real drivers, lanes and books in virtual time.
@Suite struct HeadlessDemoTests {
  private func run(seed: UInt64) throws -> DemoReport {
    try DemoStage(
      lanes: 2, seed: seed, menuDirectory: Repository.sample, dataDirectory: nil, diners: 60,
      hurry: 1
    ).runHeadless { _ in }
  }

  @Test func `sixty diners are served without a fault`() throws {
    let report = try run(seed: 7)
    #expect(report.isFlawless)
    #expect(report.billsWrong == 0 && report.debitsLost == 0 && report.debitsDoubled == 0)
    #expect(report.ledgerBalanced && report.chainVerified)
    #expect(report.diners == 60 && report.trays == 60)
    #expect(report.debits >= 40, "most of them pay")
    #expect(report.outcomes.values.reduce(0, +) == 60)
  }

  @Test func `refusals are counted apart from problems, and waits for every tray`() throws {
    let report = try run(seed: 7)
    let paid = report.outcomes["paid", default: 0]
    let turnedAway = report.outcomes["turnedAway", default: 0]
    #expect(report.tapToPaidMs.count == paid, "whoever pays has waited for it")
    #expect(report.trayToBillMs.count >= 57, "card-first diners' trays too")
    #expect(report.billsShown >= report.trayToBillMs.count)
    #expect(report.refused["insufficient-balance"] == report.refusedByBooks)
    #expect(report.refused.values.reduce(0, +) >= turnedAway)
    #expect(report.refused.allSatisfy { $0.value <= report.problems[$0.key, default: 0] })
  }

  @Test func `a directory that holds something is refused, and stays as it was`() throws {
    let scratch = try Scratch()
    _ = try scratch.file("mine.txt", "mine")
    let stage = try DemoStage(
      lanes: 1, seed: 1, menuDirectory: Repository.sample, dataDirectory: scratch.path, diners: 1,
      hurry: 1)
    let refusal = #expect(throws: DemoError.self) { try stage.runHeadless { _ in } }
    #expect(refusal?.description.contains("\(scratch.path) is not empty") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["mine.txt"])
  }

  @Test func `an empty directory keeps the books of the run`() throws {
    let scratch = try Scratch()
    let report = try DemoStage(
      lanes: 1, seed: 3, menuDirectory: Repository.sample, dataDirectory: scratch.path, diners: 5,
      hurry: 1
    ).runHeadless { _ in }
    #expect(report.isFlawless)
    let store = try LedgerStore.open(at: scratch.path, station: "Demo")
    try store.close()
  }

  @Test(arguments: [0, 3, 100])
  func `a run that is stopped between two steps reports nothing`(steps: Int) throws {
    var left = steps
    let stage = try DemoStage(
      lanes: 1, seed: 1, menuDirectory: Repository.sample, dataDirectory: nil, diners: 5, hurry: 1)
    let end = #expect(throws: DemoError.self) {
      try stage.runHeadless(
        isStopWanted: {
          left -= 1
          return left < 0
        }, progress: { _ in })
    }
    #expect(end?.description.hasPrefix("stopped") == true)
    #expect(!FileManager.default.fileExists(atPath: stage.configuration.dataDirectory))
  }

  @Test func `a run is not flawless if nobody pays or somebody is refused without a word`() throws {
    let report = try run(seed: 7)
    let spoils: [(inout DemoReport) -> Void] = [
      { $0.debits = 0 }, { $0.unexplained = 1 }, { $0.debitsUnannounced = 1 },
      { $0.billsWrong = 1 }, { $0.billsLeftWrong = 1 }, { $0.debitsLost = 1 },
      { $0.debitsDoubled = 1 },
      { $0.ledgerBalanced = false }, { $0.chainVerified = false },
    ]
    for spoil in spoils {
      var spoiled = report
      spoil(&spoiled)
      #expect(!spoiled.isFlawless)
    }
  }

  @Test func `the same seed makes the same run, another one another`() throws {
    func json(seed: UInt64) throws -> String {
      var report = try run(seed: seed)
      report.commitMs = .init([])
      report.seed = 0
      return try report.json()
    }
    let first = try json(seed: 11)
    #expect(try json(seed: 11) == first)
    #expect(try json(seed: 12) != first)
  }
}
