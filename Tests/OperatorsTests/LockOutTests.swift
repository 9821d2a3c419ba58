import Operators
import Primitives
import Testing

struct LockOutTests {
  private let start = WallTime(milliseconds: 1_000_000_000)

  @Test func `four mistakes are free, the fifth locks for a minute`() {
    var lockOut = LockOut()
    for _ in 1...4 { lockOut.mistake(at: start) }
    #expect(!lockOut.isLocked(at: start))
    lockOut.mistake(at: start)
    #expect(lockOut.isLocked(at: start + .seconds(59)))
    #expect(!lockOut.isLocked(at: start + .seconds(60)))
  }

  @Test func `each further mistake doubles the lock-out, up to an hour`() {
    var lockOut = LockOut()
    var lengths: [Int64] = []
    for _ in 1...20 {
      lockOut.mistake(at: start)
      if let until = lockOut.until {
        lengths.append((until.milliseconds - start.milliseconds) / 1000)
      }
    }
    #expect(Array(lengths.prefix(7)) == [60, 120, 240, 480, 960, 1920, 3600])
    #expect(lengths.allSatisfy { $0 <= 3600 })
  }

  @Test func `a right secret forgets the mistakes`() {
    var lockOut = LockOut()
    for _ in 1...9 { lockOut.mistake(at: start) }
    lockOut.success()
    #expect(lockOut == LockOut())
  }

  @Test func `a clock that was far ahead and is put right locks nobody out`() {
    let lockOut = LockOut(mistakes: 5, until: start + .seconds(86_400 * 365))
    #expect(!lockOut.isLocked(at: start))
  }
}
