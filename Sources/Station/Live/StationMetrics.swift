internal import Dispatch
internal import Lanes
internal import Metrics
internal import Readers

/// The station's figures for whatever metrics system the process has been given.
struct StationMetrics: Sendable {
  private let debits = Counter(label: "traytally_debits")
  private let bills = Counter(label: "traytally_bills")
  private let readerLosses = Counter(label: "traytally_reader_losses")
  private let commits = Timer(label: "traytally_commit")

  /// Counts an event that has a figure.
  func count(_ event: StationEvent) {
    switch event {
    case .reader(_, .lost): readerLosses.increment()
    case .note(_, .billShown): bills.increment()
    case .note(_, .paid): debits.increment()
    case .note(_, .problem(let problem)):
      Counter(label: "traytally_problems", dimensions: [("code", problem.code.rawValue)])
        .increment()
    case .note, .reader, .blocks, .chips, .view, .sound: break
    }
  }

  /// Does a commit and records how long it took.
  func timeCommit<Answer, Failure: Error>(
    _ commit: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    let begun = DispatchTime.now().uptimeNanoseconds
    defer { commits.recordNanoseconds(Int64(DispatchTime.now().uptimeNanoseconds - begun)) }
    return try commit()
  }
}
