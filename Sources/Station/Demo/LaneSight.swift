public import Lanes

/// What a diner standing at a lane can see.
public enum LaneSight: Equatable, Sendable {
  /// Nobody is being served.
  case idle
  /// The station asks for a tray, or is still reading one.
  case reading
  /// A bill with that many plates.
  case bill(plates: Int)
  /// The bill is paid.
  case paid
  /// A problem with its code.
  case problem(code: String)
  /// Out of service.
  case closed
}

extension LaneSight {
  /// True if the display turns everybody away, not only the diner whose tray stands there.
  var isOutOfService: Bool {
    switch self {
    case .closed: true
    case .problem(let code):
      [.readerLost, .cardReaderLost, .booksStopped, .laneClosed].contains(
        LaneProblem.Code(rawValue: code))
    case .idle, .reading, .bill, .paid: false
    }
  }

  /// What a diner makes of a display.
  public init(_ view: LaneView) {
    self =
      switch view.state {
      case .idle, .clearing: .idle
      case .reading, .paying: .reading
      case .bill: .bill(plates: view.lines.count)
      case .paid: .paid
      case .problem: .problem(code: view.problem?.code.rawValue ?? "")
      case .closed: .closed
      }
  }
}
