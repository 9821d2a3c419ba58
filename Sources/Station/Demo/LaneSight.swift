public import Lanes

/// What a diner standing at a lane can see.
public enum LaneSight: Equatable, Sendable {
  /// Nobody is being served.
  case idle
  /// The station asks for a tray, or is still reading one.
  case reading
  /// A bill that a tap may pay.
  case bill(DisplayedBill)
  /// A bill that is being paid.
  case paying(DisplayedBill)
  /// The bill is paid.
  case paid
  /// A problem with its code.
  case problem(code: String)
  /// Out of service.
  case closed
}

extension LaneSight {
  /// The bill that the display holds to be payable.
  var bill: DisplayedBill? {
    switch self {
    case .bill(let bill), .paying(let bill): bill
    case .idle, .reading, .paid, .problem, .closed: nil
    }
  }

  /// True if the display turns everybody away, not only the diner whose tray stands there.
  var isOutOfService: Bool {
    switch self {
    case .closed: true
    case .problem(let code):
      [.readerLost, .cardReaderLost, .booksStopped, .laneClosed].contains(
        LaneProblem.Code(rawValue: code))
    case .idle, .reading, .bill, .paying, .paid: false
    }
  }

  /// What a diner makes of a display.
  public init(_ view: LaneView) {
    self =
      switch view.state {
      case .idle, .clearing: .idle
      case .reading: .reading
      case .bill: .bill(DisplayedBill(view))
      case .paying: .paying(DisplayedBill(view))
      case .paid: .paid
      case .problem: .problem(code: view.problem?.code.rawValue ?? "")
      case .closed: .closed
      }
  }
}
