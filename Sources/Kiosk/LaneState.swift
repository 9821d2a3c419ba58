import Lanes

/// A lane as the staff see it: what it does, what is wrong, what to do about it.
struct LaneState: Encodable, Equatable {
  /// The lane's number.
  var lane: Int
  /// The stage, by its word.
  var state: String
  /// The problem's code, if there is one.
  var problem: String?
  /// What the staff should do about it.
  var staff: String?
  /// Plates on the bill.
  var lines: Int
  /// Lower comes first: what needs somebody before what goes by itself.
  var rank: Int

  /// The state of a lane that shows this, or nothing yet.
  init(lane: Int, view: LaneView?) {
    self.lane = lane
    state = view?.state.rawValue ?? "starting"
    problem = view?.problem?.code.rawValue
    staff = view?.problem?.staff
    lines = view?.lines.count ?? 0
    rank = view == nil ? 1 : problem != nil ? 0 : view?.state == .idle ? 3 : 2
  }

  /// What a template draws it with.
  func values(name: String) -> [String: Any] {
    [
      "number": lane, "name": name, "state": problem.map { "! " + $0 } ?? state,
      "staff": staff ?? "", "isProblem": problem != nil, "lines": lines,
    ]
  }
}
