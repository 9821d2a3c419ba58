import Primitives
import TagReads
import Trays

/// The bill of a rule that knows no tray: whatever is present, shown anew when that changes.
struct PresenceBill {
  /// What is shown; nothing while no tag is present.
  private(set) var reading: TrayReading?

  /// What is said to a tap: such a rule does not look again.
  var answer: [TrayEvent] { reading.map { [.confirmed($0)] } ?? [.contradicted] }

  /// These tags, sorted, are present now; what to say about it.
  mutating func show(_ tags: [TagID], at now: Moment) -> [TrayEvent] {
    guard tags != reading?.tags ?? [] else { return [] }
    let wasEmpty = reading == nil
    guard !tags.isEmpty else {
      reading = nil
      return [.departed(at: now)]
    }
    let reading = TrayReading(tags: tags, at: now, rounds: 0, risk: 0)
    self.reading = reading
    return wasEmpty ? [.arrived(at: now), .settled(reading)] : [.settled(reading)]
  }
}
