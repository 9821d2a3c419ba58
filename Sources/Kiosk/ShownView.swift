import Lanes
import Synchronization

/// What a lane shows, and the event that tells the staff of it: written by the first who needs it,
/// for all who follow the lanes.
final class ShownView: Sendable {
  /// The lane's number.
  let lane: Int
  /// What it shows.
  let view: LaneView
  private let written = Mutex<ServerEvent?>(nil)

  init(lane: Int, _ view: LaneView) {
    self.lane = lane
    self.view = view
  }

  /// The event for the staff.
  var staffEvent: ServerEvent {
    written.withLock { written in
      if let written { return written }
      let event = ServerEvent(
        name: "lane", data: JSONText.line(LaneState(lane: lane, view: view)))
      written = event
      return event
    }
  }
}

extension ShownView: Equatable {
  static func == (left: ShownView, right: ShownView) -> Bool {
    left.lane == right.lane && left.view == right.view
  }
}
