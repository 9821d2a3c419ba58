import Primitives

/// The dishes bound to targets, in one flat array: a plate costs a few bytes, not an array of its
/// own.
struct BoundDishes: Equatable, Sendable {
  /// One binding of a target.
  struct Entry: Equatable, Sendable {
    /// The dish's place among the catalogue's dishes.
    var dishIndex: UInt32
    /// The period's place among the catalogue's periods; -1 for every one.
    var periodIndex: Int32
    /// When it was bound; the least number for a file's binding.
    var boundAtMilliseconds: Int64
  }

  /// Where a target's bindings lie.
  struct Span: Equatable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private var entries: [Entry] = []

  /// Adds a binding behind the span, which must be the last one or empty.
  mutating func append(_ entry: Entry, to span: inout Span) {
    if span.count == 0 { span.start = UInt32(entries.count) }
    entries.append(entry)
    span.count += 1
  }

  /// The target's bindings, in the order they were added.
  subscript(span: Span) -> ArraySlice<Entry> {
    entries[Int(span.start)..<Int(span.start + span.count)]
  }

  /// The place of the dish that the target carries: one for the period beats one for every
  /// period, a later one beats an earlier one; bindings that do not apply are passed over.
  func dishIndex(
    in span: Span, periodIndex: Int?, where applies: (_ dishIndex: Int) -> Bool
  ) -> Int? {
    var best: Entry?
    for entry in self[span] {
      let isForPeriod = entry.periodIndex < 0 || Int(entry.periodIndex) == periodIndex
      guard isForPeriod, applies(Int(entry.dishIndex)) else { continue }
      if let best, !beats(entry, best) { continue }
      best = entry
    }
    return best.map { Int($0.dishIndex) }
  }

  private func beats(_ entry: Entry, _ other: Entry) -> Bool {
    if (entry.periodIndex < 0) != (other.periodIndex < 0) { return entry.periodIndex >= 0 }
    return entry.boundAtMilliseconds > other.boundAtMilliseconds
  }
}
