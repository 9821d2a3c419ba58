import Primitives
import Surveys
import TagReads
import Testing

/// An antenna as its rounds show it: twenty a second, plates read at 0.97 but in weak places.
struct MeasuredAntenna {
  private var random: SeededGenerator
  private let weak: [SurveyPosition: Double]
  private let background: [TagID: Double]
  private var now = Moment.origin

  /// Plates that are read worse than the others, wherever they stand.
  var faulty: [TagID: Double] = [:]

  init(seed: UInt64, weak: [SurveyPosition: Double] = [:], background: [TagID: Double] = [:]) {
    random = SeededGenerator(seed: seed)
    self.weak = weak
    self.background = background
  }

  static func tag(_ number: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(number)) else {
      preconditionFailure("no tag")
    }
    return tag
  }

  /// Measures one step to its end.
  mutating func measure(_ step: Survey.Step, plates: [TagID], _ survey: inout Survey) {
    survey.begin(at: now)
    while survey.step == step {
      guard survey.observe(round(at: step, plates)) != .passedOver else {
        Issue.record("a round of \(step) was passed over")
        return
      }
    }
  }

  private mutating func round(at step: Survey.Step, _ plates: [TagID]) -> InventoryRound {
    var read: [TagID] = []
    for (tag, rate) in background.sorted(by: { $0.key < $1.key }) where random.chance(rate) {
      read.append(tag)
    }
    if case .place(let position) = step {
      for plate in plates where random.chance(min(weak[position] ?? 0.97, faulty[plate] ?? 1)) {
        read.append(plate)
      }
    }
    let began = now
    now = now + .milliseconds(50)
    return InventoryRound(
      read.map { TagRead($0) }, quality: .complete, began: began,
      ended: began + .milliseconds(45))
  }
}
