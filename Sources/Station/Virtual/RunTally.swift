internal import Lanes
public import Ledger
internal import Readers

/// What happened in a run, counted as the station's events say it.
public struct RunTally: Sendable, Equatable {
  /// Visits that began.
  public var visits = 0
  /// Debits the station called paid.
  public var paid = 0
  /// Last looks that found another tray than the bill.
  public var contradicted = 0
  /// Debits that the books refused.
  public var refusedByBooks = 0
  /// Debits that the books could not write down.
  public var notWritten = 0
  /// Problems that came up on a display, by code.
  public var problems: [String: Int] = [:]
  /// Times a reader was lost.
  public var readersLost = 0
  /// Intents of the debits the station called paid, each as often as it did.
  public var paidIntents: [IntentID] = []

  /// Nothing has happened yet.
  public init() {}

  mutating func count(_ event: StationEvent) {
    switch event {
    case .reader(_, .lost): readersLost += 1
    case .note(_, let note): count(note)
    case .reader, .blocks, .chips, .view, .sound: break
    }
  }

  private mutating func count(_ note: LaneNote) {
    switch note {
    case .visitBegan: visits += 1
    case .contradicted: contradicted += 1
    case .refused: refusedByBooks += 1
    case .problem(let problem): problems[problem.code.rawValue, default: 0] += 1
    case .paid(let request, _):
      paid += 1
      paidIntents.append(request.id)
    case .notWritten: notWritten += 1
    case .billShown, .leftWithoutPaying, .visitEnded, .problemEnded: break
    }
  }
}
