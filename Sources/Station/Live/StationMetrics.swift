internal import Dispatch
internal import Lanes
internal import Readers
internal import Synchronization

/// What happened since the station started, in figures, for `/metrics`.
final class StationMetrics: Sendable {
  /// The ends of the steps in which commits are counted, in microseconds.
  private static let stepEnds = [
    250, 500, 1_000, 2_000, 3_000, 5_000, 7_500, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000,
    250_000, 1_000_000,
  ]

  private struct Tally {
    var bills = 0
    var debits: [Int: Int] = [:]
    var problems: [String: Int] = [:]
    var readerLosses: [ReaderSlot: Int] = [:]
    var steps = Array(repeating: 0, count: StationMetrics.stepEnds.count + 1)
    var commitMicroseconds = 0
  }

  private let tally = Mutex(Tally())

  /// Counts an event that has a figure.
  func count(_ event: StationEvent) {
    switch event {
    case .reader(let slot, .lost): tally.withLock { $0.readerLosses[slot, default: 0] += 1 }
    case .note(_, .billShown): tally.withLock { $0.bills += 1 }
    case .note(let lane, .paid): tally.withLock { $0.debits[lane, default: 0] += 1 }
    case .note(_, .problem(let problem)):
      tally.withLock { $0.problems[problem.code.rawValue, default: 0] += 1 }
    case .note, .reader, .blocks, .chips, .view, .sound: break
    }
  }

  /// Does a commit and counts how long it took.
  func timeCommit<Answer, Failure: Error>(
    _ commit: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    let begun = DispatchTime.now().uptimeNanoseconds
    defer {
      let microseconds = Int(DispatchTime.now().uptimeNanoseconds - begun) / 1_000
      let step = Self.stepEnds.firstIndex { microseconds <= $0 } ?? Self.stepEnds.count
      tally.withLock { tally in
        tally.steps[step] += 1
        tally.commitMicroseconds += microseconds
      }
    }
    return try commit()
  }

  /// Everything that was counted, as families of the text format.
  var families: [MetricFamily] {
    let tally = tally.withLock { $0 }
    return [
      MetricFamily(
        "traytally_bills_total", .counter, "Bills that were shown.", [([], tally.bills)]),
      MetricFamily(
        "traytally_debits_total", .counter, "Debits that were committed.",
        tally.debits.sorted { $0.key < $1.key }.map { ([("lane", "\($0)")], $1) }),
      MetricFamily(
        "traytally_problems_total", .counter, "Problems that lanes have shown.",
        tally.problems.sorted { $0.key < $1.key }.map { ([("code", $0)], $1) }),
      MetricFamily(
        "traytally_reader_losses_total", .counter, "Readers that were lost.",
        tally.readerLosses.sorted { $0.key < $1.key }.map { ($0.labels, $1) }),
      MetricFamily(
        histogram: "traytally_commit_seconds", "How long commits of debits took.",
        endsInMicroseconds: Self.stepEnds, counts: tally.steps,
        sumInMicroseconds: tally.commitMicroseconds),
    ]
  }
}

extension ReaderSlot {
  /// What names it among figures.
  var labels: [(String, String)] { [("lane", "\(lane)"), ("role", role.rawValue)] }
}
