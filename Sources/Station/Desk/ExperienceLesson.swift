internal import Logging
internal import Trays

/// What somebody wants the lanes to know or to forget.
enum ExperienceLesson: Equatable {
  case teach(lane: Int, LaneHabits)
  case forget(lane: Int?)

  /// How a running station takes it.
  var input: StationInput {
    switch self {
    case .teach(let lane, let habits): .taught(lane: lane, habits)
    case .forget(let lane): .forget(lane: lane)
    }
  }

  /// Why it cannot be taken in by a station of that configuration.
  func refusal(by configuration: StationConfiguration) -> String? {
    let lane: Int? =
      switch self {
      case .teach(let lane, _): lane
      case .forget(let lane): lane
      }
    guard let lane, !configuration.lanes.contains(where: { $0.id == lane }) else { return nil }
    return "there is no lane \(lane) in the configuration"
  }

  /// Changes what is written down.
  func change(_ experience: inout Experience) {
    switch self {
    case .teach(let lane, let habits): experience.lanes[lane] = habits
    case .forget(let lane?): experience.lanes[lane] = nil
    case .forget(nil): experience = Experience()
    }
  }
}

extension DeskRequest {
  /// The lesson, if the request is one.
  var lesson: ExperienceLesson? {
    switch self {
    case .teach(let lane, let habits): .teach(lane: lane, habits)
    case .forget(let lane): .forget(lane: lane)
    default: nil
    }
  }
}

extension BooksClerk {
  /// Changes what the lanes know in its file: for who holds the lock of the books and serves not.
  func learn(_ lesson: ExperienceLesson?) throws -> DeskAnswer {
    guard let lesson else { return .done }
    if let refusal = lesson.refusal(by: configuration) { throw DeskRefusal(refusal) }
    let file = LearnedFile(directory: configuration.dataDirectory)
    var experience = file.read { Logger(label: "traytally").warning("\($0)") }
    lesson.change(&experience)
    do throws(LearnedFileError) {
      try file.write(ExperienceText.text(of: experience))
    } catch {
      throw DeskRefusal(error.description)
    }
    return .done
  }
}
