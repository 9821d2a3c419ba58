import Laboratory
import Primitives
import Synchronization
import TagReads
import Trays

/// Our engine in the laboratory with a recorder, and every payment it confirmed with its evidence.
final class RecordedPayments: Sendable {
  struct Payment: Sendable {
    var trace: TrayTrace
    var reading: TrayReading
  }

  private let found = Mutex<[Payment]>([])

  var all: [Payment] { found.withLock { $0 } }

  /// The contender that fills this.
  var contender: Contender {
    let onPayment: @Sendable (Payment) -> Void = { payment in
      self.found.withLock { $0.append(payment) }
    }
    return Contender(
      name: "recorded", source: "RecordedEngine", station: { RecordingStation() },
      make: { RecordingDecider(onPayment: onPayment) })
  }
}

/// Hands every confirmed tray on with its evidence.
private struct RecordingDecider: TrayDecider {
  var recorded = RecordedEngine()
  let onPayment: @Sendable (RecordedPayments.Payment) -> Void

  var settled: TrayReading? { recorded.settled }
  var nextWake: Moment? { recorded.nextWake }

  mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent] {
    let events = recorded.observe(round, knowing: knowing)
    for event in events {
      guard case .confirmed(let reading) = event, let trace = recorded.trace else { continue }
      onPayment(.init(trace: trace, reading: reading))
    }
    return events
  }

  mutating func wake(at now: Moment) -> [TrayEvent] { recorded.wake(at: now) }

  mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent] {
    recorded.beginDecisiveLook(at: tap)
  }

  mutating func cancelDecisiveLook() { recorded.cancelDecisiveLook() }
}

/// The station that learns, for engines that record.
private struct RecordingStation: StationSide {
  private var station = LearningStation()

  func knowledge(
    of tag: TagID, standing: TagStanding, on lane: Int, at now: Moment
  ) -> TagKnowledge {
    station.knowledge(of: tag, standing: standing, on: lane, at: now)
  }

  mutating func observed(by decider: any TrayDecider, on lane: Int, at now: Moment) {
    guard let decider = decider as? RecordingDecider else { return }
    station.observed(by: decider.recorded, on: lane, at: now)
  }

  func paid(
    _ reading: TrayReading, by decider: any TrayDecider, on lane: Int, at now: Moment
  ) {}
}
