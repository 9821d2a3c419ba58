import Chips
import Station
import Synchronization
import TagReads

/// What whoever stands at a serving window sees and hears.
final class WindowLight: Sendable {
  private struct State {
    var failed: Set<TagID> = []
    var count = 0
  }

  /// One event as JSON.
  private struct Line: Encodable {
    var event: String
    var light: String?
    var tag: String?
    var count: Int?
    var message: String?
  }

  private let asJSON: Bool
  private let state = Mutex(State())

  init(asJSON: Bool) {
    self.asJSON = asJSON
  }

  /// True if a plate failed and has not been written since.
  var hasFailures: Bool { state.withLock { !$0.failed.isEmpty } }

  /// Shows what has happened.
  func show(_ news: WindowSession.News) {
    switch news {
    case .reader(let isReady, let sentence):
      tell(Line(event: isReady ? "reader-ready" : "reader-lost", message: sentence), sentence)
    case .light(let light):
      tell(Line(event: "light", light: light.rawValue), light.rawValue.uppercased())
    case .written(let tag, let count):
      state.withLock { state in
        state.count = count
        state.failed.remove(tag)
      }
      let line = Line(event: "written", tag: tag.description, count: count)
      tell(line, "\(tag) written, \(count) so far", bells: 1)
    case .failed(let tag, let fault):
      state.withLock { _ = $0.failed.insert(tag) }
      let line = Line(event: "failed", tag: tag.description, message: fault.description)
      tell(line, "\(tag) FAILED: \(fault.description)", bells: 2)
    }
  }

  /// Says how many there were.
  func finish() {
    let (count, failed) = state.withLock { ($0.count, $0.failed.count) }
    let plates = count == 1 ? "1 plate" : "\(count) plates"
    Terminal.say("\(plates) written\(failed > 0 ? ", \(failed) failed" : "")")
  }

  private func tell(_ line: Line, _ text: String, bells: Int = 0) {
    if asJSON {
      try? Terminal.printJSON(line, onOneLine: true)
    } else {
      let bell = Terminal.size != nil ? String(repeating: "\u{7}", count: bells) : ""
      Terminal.print(bell + text)
    }
  }
}
