/// Which plates of a stack on an antenna are to be entered, decided from one round after another.
///
/// Plates in a stack shadow each other, so a stack counts as read once so many complete rounds have
/// brought nothing new; every tag that any of its rounds read belongs to it. A plate that is read
/// later still comes as an addition. An antenna that reads nothing for so many rounds is empty, and
/// the next stack begins.
public struct StackReading: Sendable {
  /// Complete rounds without a new tag after which a stack counts as read, or as taken away.
  public static let quietRounds = 5

  private var seen: Set<String> = []
  private var told: Set<String> = []
  private var quiet = 0
  private var empty = 0

  /// Begins with an empty antenna.
  public init() {}

  /// Takes a complete round's tags; answers the tags to be entered now, sorted, mostly none.
  public mutating func take(_ tags: [String]) -> [String] {
    guard !tags.isEmpty else {
      empty += 1
      if empty >= Self.quietRounds { self = StackReading() }
      return []
    }
    empty = 0
    guard seen.isSuperset(of: tags) else {
      seen.formUnion(tags)
      quiet = 0
      return []
    }
    quiet = min(quiet + 1, Self.quietRounds)
    guard quiet == Self.quietRounds else { return [] }
    let new = seen.subtracting(told).sorted()
    told = seen
    return new
  }
}
