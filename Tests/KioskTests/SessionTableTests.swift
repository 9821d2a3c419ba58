import Synchronization
import Testing

@testable import Kiosk

/// Who is signed in, and for how long.
@Suite struct SessionTableTests {
  private final class Clock: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock { $0 } }
    func pass(_ duration: Duration) { time.withLock { $0 += duration } }
  }

  private let clock = Clock()
  private let table: SessionTable

  init() {
    table = SessionTable { [clock] in clock.now }
  }

  @Test func `a session ends when nobody has asked for a while`() {
    let token = table.begin(name: "li")
    clock.pass(SessionTable.idleMax)
    #expect(table.session(of: token)?.name == "li")
    clock.pass(SessionTable.idleMax + .seconds(1))
    #expect(table.session(of: token) == nil)
  }

  @Test func `a session ends after a day's work, however busy it is`() {
    let token = table.begin(name: "li")
    var length: Duration = .zero
    while table.session(of: token) != nil {
      clock.pass(.seconds(600))
      length += .seconds(600)
    }
    #expect(length == SessionTable.lengthMax + .seconds(600))
  }

  @Test func `tokens are long, different, and not those of forms`() throws {
    let tokens = (0..<50).map { _ in table.begin(name: "li") }
    #expect(Set(tokens).count == 50 && tokens.allSatisfy { $0.count == 64 })
    let forms = try tokens.map { try #require(table.session(of: $0)).formToken }
    #expect(Set(forms).union(tokens).count == 100)
  }

  @Test func `of too many sessions the oldest goes`() {
    let first = table.begin(name: "first")
    for _ in 0..<SessionTable.countMax {
      clock.pass(.milliseconds(1))
      _ = table.begin(name: "li")
    }
    #expect(table.session(of: first) == nil)
  }

  @Test func `attempts to sign in are few a minute, whoever makes them`() {
    for _ in 0..<SessionTable.attemptsMax { #expect(table.mayTry()) }
    #expect(!table.mayTry())
    clock.pass(SessionTable.attemptsWindow + .milliseconds(1))
    #expect(table.mayTry())
  }
}
