import Dispatch
import Synchronization
import Testing

@testable import Station

/// Lines are written in their order, and those nobody takes in time are counted.
@Suite(.timeLimit(.minutes(1))) struct LineOutletTests {
  /// A reader that takes lines only when it is let.
  private final class Reader: Sendable {
    private let lines = Mutex<[String]>([])
    private let gate = DispatchSemaphore(value: 0)
    private let asked = Atomic<Int>(0)

    var taken: [String] { lines.withLock { $0 } }

    /// How many lines have been offered, the one it holds back among them.
    var askedCount: Int { asked.load(ordering: .relaxed) }

    func take(_ line: String) {
      asked.add(1, ordering: .relaxed)
      gate.wait()
      lines.withLock { $0.append(line) }
    }

    func open(for count: Int) {
      for _ in 0..<count { gate.signal() }
    }
  }

  private func outlet(_ linesMax: Int, to reader: Reader) -> LineOutlet {
    LineOutlet(linesMax: linesMax, gap: { "(\($0) dropped)" }, write: { reader.take($0) })
  }

  @Test func `a backlog drops the newest until everything is taken`() {
    var backlog = LineBacklog(linesMax: 2)
    for line in ["a", "b", "c", "d"] { backlog.add(line) }
    #expect(backlog.takeAll() == LineBacklog.Batch(lines: ["a", "b"], droppedCount: 2))
    backlog.add("e")
    #expect(backlog.takeAll() == LineBacklog.Batch(lines: ["e"], droppedCount: 0))
    #expect(backlog.takeAll().isEmpty)
  }

  @Test func `lines come in their order`() async {
    let reader = Reader()
    let outlet = outlet(200, to: reader)
    for number in 1...100 { outlet.put("\(number)") }
    reader.open(for: 100)
    await outlet.flush(within: .seconds(50))
    #expect(reader.taken == (1...100).map(String.init))
  }

  @Test func `a reader that stalls holds nobody up, and learns what it has missed`() async throws {
    let reader = Reader()
    let outlet = outlet(10, to: reader)
    outlet.put("first")
    try await eventually { reader.askedCount == 1 }
    for number in 1...1000 { outlet.put("\(number)") }
    reader.open(for: 13)
    await outlet.flush(within: .seconds(50))
    let kept = (1...10).map(String.init)
    #expect(reader.taken == ["first"] + kept + ["(990 dropped)"])
    outlet.put("again")
    await outlet.flush(within: .seconds(50))
    #expect(reader.taken.last == "again")
  }

  @Test func `the end waits for a stalled reader no longer than its limit`() async {
    let reader = Reader()
    let outlet = outlet(10, to: reader)
    outlet.put("first")
    await outlet.flush(within: .milliseconds(20))
    #expect(reader.taken.isEmpty)
    reader.open(for: 1)
    await outlet.flush(within: .seconds(50))
    #expect(reader.taken == ["first"])
  }

  @Test func `what nobody waits for is flushed at once`() async {
    await outlet(10, to: Reader()).flush(within: .seconds(50))
  }
}
