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

  @Test func `a run is not flawless if nobody pays or somebody is refused without a word`() throws {
    let report = try run(seed: 7)
    let spoils: [(inout DemoReport) -> Void] = [
      { $0.debits = 0 }, { $0.unexplained = 1 }, { $0.debitsUnannounced = 1 },
      { $0.billsWrong = 1 }, { $0.debitsLost = 1 }, { $0.debitsDoubled = 1 },
      { $0.ledgerBalanced = false }, { $0.chainVerified = false },
    ]
    for spoil in spoils {
      var spoiled = report
      spoil(&spoiled)
      #expect(!spoiled.isFlawless)
    }
  }

  @Test func `the same seed makes the same run, another one another`() throws {
    var (first, second) = (try run(seed: 11), try run(seed: 11))
    first.commitMs = .init([])
    second.commitMs = .init([])
    #expect(first == second)
    var other = try run(seed: 12)
    other.commitMs = .init([])
    other.seed = first.seed
    #expect(other != first)
  }
}
