import Primitives
import Synchronization

/// Who has signed in: in memory only, so that a restart signs everybody out.
///
/// Tokens are 256 bits from the system's random numbers. A session ends after a while without a
/// request, and after a day's work in any case; of too many the oldest go.
final class SessionTable: Sendable {
  /// - idleMax (15 min): how long a session lasts without a request.
  static let idleMax: Duration = .seconds(15 * 60)
  /// - lengthMax (12 h): how long a session lasts at most.
  static let lengthMax: Duration = .seconds(12 * 3600)
  /// - countMax (200): sessions at once.
  static let countMax = 200
  /// - attemptsMax (attempts, 20): attempts to sign in within `attemptsWindow`, whoever makes them;
  ///   each costs the station's desk the work of a slow hash.
  static let attemptsMax = 20
  /// - attemptsWindow (1 min).
  static let attemptsWindow: Duration = .seconds(60)

  /// Somebody's session.
  struct Session: Sendable {
    /// The name they signed in with.
    var name: String
    /// What a form of theirs must carry, so that no other site can send it.
    var formToken: String
    fileprivate var began: ContinuousClock.Instant
    fileprivate var lastSeen: ContinuousClock.Instant
  }

  fileprivate struct State {
    var sessions: [String: Session] = [:]
    var attempts: [ContinuousClock.Instant] = []
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  /// - Parameter now: what the clock shows.
  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.now = now
  }

  /// Begins a session and gives its token.
  func begin(name: String) -> String {
    let token = Self.token()
    let now = now()
    state.withLock { state in
      state.dropEnded(at: now)
      if state.sessions.count >= Self.countMax,
        let oldest = state.sessions.min(by: { $0.value.lastSeen < $1.value.lastSeen })?.key
      {
        state.sessions[oldest] = nil
      }
      state.sessions[token] = Session(
        name: name, formToken: Self.token(), began: now, lastSeen: now)
    }
    return token
  }

  /// The session of a token, if it has not ended; being asked for keeps it alive.
  func session(of token: String) -> Session? {
    let now = now()
    return state.withLock { state in
      state.dropEnded(at: now)
      state.sessions[token]?.lastSeen = now
      return state.sessions[token]
    }
  }

  /// Ends a session.
  func end(_ token: String) {
    state.withLock { $0.sessions[token] = nil }
  }

  /// Whether somebody may try to sign in now; counts the attempt.
  func mayTry() -> Bool {
    let now = now()
    return state.withLock { state in
      state.attempts.removeAll { now - $0 > Self.attemptsWindow }
      guard state.attempts.count < Self.attemptsMax else { return false }
      state.attempts.append(now)
      return true
    }
  }

  private static func token() -> String {
    Hex.text((0..<32).map { _ in UInt8.random(in: 0...255) }, uppercase: false)
  }
}

extension SessionTable.State {
  fileprivate mutating func dropEnded(at now: ContinuousClock.Instant) {
    sessions = sessions.filter {
      now - $0.value.lastSeen <= SessionTable.idleMax
        && now - $0.value.began <= SessionTable.lengthMax
    }
  }
}
