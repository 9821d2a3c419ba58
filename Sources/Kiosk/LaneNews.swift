import Lanes
import Money

/// Something that those who watch lanes are told.
enum LaneNews: Equatable, Sendable {
  /// A lane shows something else.
  case view(ShownView)
  /// A lane makes a sound.
  case sound(LaneSound)
  /// The line is still there.
  case beat
}

extension ServerEvent {
  /// The news as the display of a lane takes it.
  init(forDisplay news: LaneNews, in currency: Currency) {
    switch news {
    case .view(let shown):
      self.init(name: "view", data: JSONText.line(DisplayState(shown.view, in: currency)))
    case .sound(let sound): self.init(name: "sound", data: "\"\(sound.rawValue)\"")
    case .beat: self = .beat
    }
  }

  /// The news as the staff take it, who watch every lane and hear none.
  init(forStaff news: LaneNews) {
    switch news {
    case .view(let shown): self = shown.staffEvent
    case .sound, .beat: self = .beat
    }
  }
}
