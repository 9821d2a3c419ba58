import Synchronization

/// Lets so many requests of one caller be under way at once, so that none holds the others up.
final class APITurnstile: Sendable {
  /// - perCallerMax (16): requests of one caller under way.
  static let perCallerMax = 16

  private let inside = Mutex<[String: Int]>([:])

  /// Does something for a caller, or nothing if too much of theirs is under way.
  func pass<Value: Sendable>(
    _ caller: String, _ body: () async throws -> Value
  ) async rethrows -> Value? {
    let isIn = inside.withLock { inside in
      guard inside[caller, default: 0] < Self.perCallerMax else { return false }
      inside[caller, default: 0] += 1
      return true
    }
    guard isIn else { return nil }
    defer {
      inside.withLock { inside in
        let left = inside[caller, default: 1] - 1
        inside[caller] = left > 0 ? left : nil
      }
    }
    return try await body()
  }
}
