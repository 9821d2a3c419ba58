import Synchronization

/// Comparisons in several scenarios, on all cores of the machine.
///
/// A job is a scenario with some of the contenders. The rounds of a scenario are the same in each
/// of its jobs, so the figures do not depend on how the work is shared out.
public struct ComparisonRun: Sendable {
  private let scenarios: [Scenario]
  private let contenders: [Contender]
  private let trays: Int
  private let seed: UInt64

  private struct Job: Sendable {
    let index: Int
    let scenario: Scenario
    let contenders: [Contender]
  }

  /// - jobSize (contenders, 4): rules that share a drawing of the rounds.
  private static let jobSize = 4

  /// Sets up a run; each scenario begins with the same seed.
  public init(_ scenarios: [Scenario], _ contenders: [Contender], trays: Int, seed: UInt64) {
    self.scenarios = scenarios
    self.contenders = contenders
    self.trays = trays
    self.seed = seed
  }

  /// Plays it; `progress` is told from any thread what share has been done.
  public func figures(
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async -> ComparisonFigures {
    let jobs = jobs
    let shares = JobShares(count: jobs.count)
    let parts = await withTaskGroup(of: (Int, ScenarioFigures).self) { group in
      for job in jobs {
        group.addTask {
          let comparison = Comparison(job.scenario, job.contenders, trays: trays, seed: seed)
          let figures = comparison.figures { progress(shares.note($0, of: job.index)) }
          return (job.index, figures)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return ComparisonFigures(seed: seed, trays: trays, scenarios: Self.joined(parts))
  }

  private var jobs: [Job] {
    var jobs: [Job] = []
    for scenario in scenarios {
      for start in stride(from: 0, to: contenders.count, by: Self.jobSize) {
        let some = Array(contenders[start..<min(start + Self.jobSize, contenders.count)])
        jobs.append(Job(index: jobs.count, scenario: scenario, contenders: some))
      }
    }
    return jobs
  }

  /// Puts the parts of each scenario together again; those of one follow each other.
  private static func joined(_ parts: [ScenarioFigures]) -> [ScenarioFigures] {
    parts.reduce(into: []) { joined, part in
      if joined.last?.name == part.name {
        joined[joined.count - 1].rules += part.rules
      } else {
        joined.append(part)
      }
    }
  }
}

/// How far each job is.
private final class JobShares: Sendable {
  private let shares: Mutex<[Double]>

  init(count: Int) {
    shares = Mutex(Array(repeating: 0, count: count))
  }

  /// Notes a job's share; the share of the whole.
  func note(_ share: Double, of job: Int) -> Double {
    shares.withLock { shares in
      shares[job] = share
      return shares.reduce(0, +) / Double(shares.count)
    }
  }
}
