public import Primitives

/// How many times in a row a secret was wrong, and until when no more is tried.
///
/// The first few mistakes are free. Then the operator is locked out, each time for twice as long,
/// up to a bound; a right secret begins anew. So guessing gets slow, and nobody can lock a
/// colleague out for good.
public struct LockOut: Hashable, Sendable {
  /// Mistakes in a row before the first lock-out.
  public static let freeMistakes = 5
  /// The first lock-out.
  public static let shortest: Duration = .seconds(60)
  /// The longest lock-out.
  public static let longest: Duration = .seconds(3600)

  /// Mistakes since the last right secret.
  public private(set) var mistakes: Int
  /// When the next attempt is looked at.
  public private(set) var until: WallTime?

  /// Takes up what was stored.
  public init(mistakes: Int = 0, until: WallTime? = nil) {
    self.mistakes = max(0, mistakes)
    self.until = until
  }

  /// True if no secret is looked at now. A clock that was set back by more than the longest
  /// lock-out does not keep anybody out.
  public func isLocked(at now: WallTime) -> Bool {
    guard let until else { return false }
    return now < until && until < now + Self.longest + .seconds(1)
  }

  /// Notes a wrong secret.
  public mutating func mistake(at now: WallTime) {
    mistakes = min(mistakes + 1, 1_000)
    let excess = mistakes - Self.freeMistakes
    guard excess >= 0 else { return }
    var length = Self.shortest
    for _ in 0..<min(excess, 20) where length < Self.longest { length *= 2 }
    until = now + min(length, Self.longest)
  }

  /// Notes a right secret.
  public mutating func success() {
    mistakes = 0
    until = nil
  }
}
