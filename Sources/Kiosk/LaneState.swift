import Lanes

/// A lane as the staff see it: problems first, with what to do.
struct LaneState {
  let number: Int
  private let name: String
  private let view: LaneView?

  init(lane: LanePlace, view: LaneView?) {
    number = lane.number
    name = lane.name
    self.view = view
  }

  /// Lower comes first: what needs somebody before what goes by itself.
  var rank: Int {
    guard let view else { return 1 }
    return view.problem != nil ? 0 : view.state == .idle ? 3 : 2
  }

  var values: [String: Any] {
    [
      "number": number, "name": name, "state": view?.state.rawValue ?? "starting",
      "problem": view?.problem?.code.rawValue ?? "", "staff": view?.problem?.staff ?? "",
      "isProblem": view?.problem != nil, "lines": view?.lines.count ?? 0,
    ]
  }
}
