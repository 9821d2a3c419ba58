import Primitives
import Testing

@testable import Station

/// Readers that lose their plug while a demonstration runs in virtual time.
@Suite struct ReaderOutageTests {
  private func run(_ outages: [ReaderOutage]) throws -> DemoReport {
    try DemoStage(
      lanes: 2, seed: 7, menuDirectory: Repository.sample, dataDirectory: nil, diners: 60,
      hurry: 1
    ).runHeadless(outages: outages) { _ in }
  }

  private func outage(_ lane: Int, _ role: ReaderSlot.Role, at begin: Int64, for pause: Int64)
    -> ReaderOutage
  {
    ReaderOutage(
      of: ReaderSlot(lane: lane, role: role), from: Moment(milliseconds: begin),
      to: Moment(milliseconds: begin + pause))
  }

  /// The moments lie a prime number of milliseconds apart, so that they fall into every part of an
  /// inventory.
  @Test func `a reader that comes and goes costs time, but no wrong bill`() throws {
    let calm = try run([])
    let rough = try run((0..<20).map { outage(1, .tray, at: 2_000 + $0 * 6_733, for: 700) })
    #expect(rough.isFlawless)
    #expect(rough.problems["reader-lost", default: 0] >= 10, "\(rough.problems)")
    #expect(calm.problems["reader-lost"] == nil)
    #expect(rough.diners == 60 && rough.debits >= 30, "the lane serves again after each")
  }

  @Test func `a card reader that comes and goes loses no debit`() throws {
    let report = try run((0..<20).map { outage(1, .card, at: 2_500 + $0 * 5_417, for: 900) })
    #expect(report.isFlawless)
    #expect(report.debits >= 30)
  }

  @Test func `a reader that never comes back leaves the other lane alone`() throws {
    let report = try run([outage(1, .tray, at: 10_000, for: 86_400_000)])
    #expect(report.isFlawless)
    #expect(report.diners == 60 && report.debits >= 15)
  }
}
