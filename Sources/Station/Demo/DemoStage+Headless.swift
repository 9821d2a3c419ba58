internal import Foundation
internal import LedgerStore
internal import Primitives

/// Without a display.
extension DemoStage {
  /// Where the virtual clock starts: 2026-03-02 11:00 at UTC+8.
  private static let opening = WallTime(milliseconds: 1_772_420_400_000)

  /// Runs the whole demonstration in virtual time, with readers unplugged now and then if so
  /// planned, and reports.
  ///
  /// - Parameters:
  ///   - isStopWanted: asked between any two steps; if so, the run ends without a report.
  ///   - progress: called with the share of the diners who have been served.
  /// - Throws: `DemoError` if the data directory holds something, if the books cannot be set up, or
  ///   if the run was stopped.
  public func runHeadless(
    outages: [ReaderOutage] = [], isStopWanted: () -> Bool = { false },
    progress: (Double) -> Void
  ) throws(DemoError) -> DemoReport {
    defer { cleanUp() }
    try checkDirectoryIsEmpty()
    let report: DemoReport?
    do throws(StoreError) {
      report = try audited(outages, isStopWanted: isStopWanted, progress: progress)
    } catch {
      throw DemoError(error.description)
    }
    guard let report else { throw DemoError.stopped }
    return report
  }

  /// The report tells what this run has done; debits of an earlier one would be judged with it.
  private func checkDirectoryIsEmpty() throws(DemoError) {
    let path = configuration.dataDirectory
    let contents = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard contents?.isEmpty ?? true else {
      throw DemoError(
        "\(path) is not empty, and a headless demonstration needs new books to report on: name "
          + "a new or empty directory with --data, or leave --data out")
    }
  }

  private func audited(
    _ outages: [ReaderOutage], isStopWanted: () -> Bool, progress: (Double) -> Void
  ) throws(StoreError) -> DemoReport? {
    let store = try openBooks()
    defer { try? store.close() }
    guard try furnish(store, at: Self.opening, isStopWanted: isStopWanted) else { return nil }
    var runner = virtualRunner(store)
    for outage in outages { runner.plan(outage) }
    let wanted = diners ?? 1
    let hasEnded = runner.run(
      until: Moment(nanoseconds: .max / 2), isStopWanted: isStopWanted
    ) { served in progress(Double(served) / Double(wanted)) }
    guard hasEnded else { return nil }
    progress(1)
    return try DemoAudit(run: runner, store: store).report(
      seed: seed, lanes: configuration.lanes.count)
  }

  private func virtualRunner(_ store: LedgerStore) -> VirtualRunner {
    var bench = VirtualBench()
    for (slot, antenna) in antennas() {
      bench.add(emulator(on: antenna, as: slot), on: antenna, as: slot)
    }
    let core = StationCore(
      configuration: configuration, catalogue: catalogue,
      ids: SeededGenerator(seed: seed &+ 0x1D5))
    return VirtualRunner(
      core: core, hall: hall(), bench: bench, store: store, wallAtOrigin: Self.opening,
      utcOffsetSeconds: 8 * 3600, commitSeed: seed &+ 0xC0DE)
  }
}
