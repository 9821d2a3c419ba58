import Primitives

/// What an inventory of UHF Gen2 tags takes on the air.
///
/// The model and its numbers are Tagwatch's, fitted to an Impinj R420 with 1 to 40 tags:
///
///     C(n) = start + n * e * slot * ln n        start 19 ms, slot 0.18 ms
///
/// so 19 ms for one tag, 30 ms for ten, 48 ms for twenty. Real readers are slower.
public struct Gen2Air: Hashable, Sendable {
  private static let e = 2.718281828459045

  /// What a round takes before the first tag.
  public var start: Duration = .milliseconds(19)

  /// What a slot takes on average.
  public var slot: Duration = .microseconds(180)

  /// Makes the model with its fitted numbers.
  public init() {}

  /// How long a round with so many tags lasts.
  package func round(of tagCount: Int) -> Duration {
    start + singulation(of: tagCount)
  }

  /// When in a round the tag with that index, from 0, is heard: the time is shared evenly.
  func hearing(_ index: Int, of tagCount: Int) -> Duration {
    let share = Double(index + 1) / Double(max(1, tagCount))
    let nanoseconds = Double(singulation(of: tagCount).wholeNanoseconds) * share
    return start + .nanoseconds(Int64(nanoseconds))
  }

  private func singulation(of tagCount: Int) -> Duration {
    guard tagCount > 1 else { return .zero }
    let slots = Double(tagCount) * Self.e * NaturalLogarithm.of(Double(tagCount))
    return .nanoseconds(Int64(Double(slot.wholeNanoseconds) * slots))
  }
}
