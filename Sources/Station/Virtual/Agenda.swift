internal import Primitives
internal import Readers

/// What is going to happen in a virtual run, in the order of time and, at one time, of asking.
struct Agenda {
  /// Something that takes effect later than it was caused.
  enum Item {
    case input(StationInput)
    case hostBytes(ReaderSlot, [UInt8])
    case unplug(ReaderSlot)
    case plug(ReaderSlot)
  }

  private var entries: [(at: Moment, item: Item)] = []

  /// When the first item is due.
  var next: Moment? { entries.last?.at }

  /// Adds an item; items at the same moment keep the order in which they were added.
  mutating func add(_ item: Item, at moment: Moment) {
    let place = entries.firstIndex { $0.at <= moment } ?? entries.endIndex
    entries.insert((moment, item), at: place)
  }

  /// Takes the first item out if it is due.
  mutating func take(due now: Moment) -> Item? {
    guard let first = entries.last, first.at <= now else { return nil }
    return entries.removeLast().item
  }
}
