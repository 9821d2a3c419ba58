import Primitives
import ReaderWire
import TagReads

/// A FEIG reader as far as a test needs one: it answers from a list of pages, and does one thing
/// wrong at one answer.
struct PuppetReader {
  /// What goes wrong.
  enum Mischief: CaseIterable {
    case silence, late, flippedBit, truncation, noiseBefore, noiseAfter, staleBefore, doubled
  }

  /// The tags of each answer to an inventory; all but the last say that there is more.
  var pages: [[TagID]]
  /// The answer that goes wrong, counted from 1 over all answers.
  var mischiefAt: Int?
  var mischief = Mischief.silence
  /// How long an answer takes.
  var delay: Duration = .milliseconds(10)

  private(set) var answerCount = 0
  private var page = 0
  private var host = FeigFrameDecoder(from: .host)
  private var waiting: [(due: Moment, bytes: [UInt8])] = []

  init(pages: [[TagID]], mischiefAt: Int? = nil, mischief: Mischief = .silence) {
    self.pages = pages
    self.mischiefAt = mischiefAt
    self.mischief = mischief
  }

  var nextOutput: Moment? { waiting.first?.due }

  mutating func hostSent(_ bytes: [UInt8], at now: Moment) {
    for frame in host.receive(bytes) {
      answerCount += 1
      let answer = answer(to: frame)
      guard answerCount == mischiefAt else {
        waiting.append((now + delay, answer))
        continue
      }
      misbehave(answer, isInventory: frame.command == 0xB0, at: now)
    }
  }

  mutating func output(upTo now: Moment) -> [UInt8] {
    let due = waiting.prefix { $0.due <= now }
    waiting.removeFirst(due.count)
    return due.flatMap(\.bytes)
  }

  private mutating func answer(to frame: FeigFrame) -> [UInt8] {
    let payload: [UInt8]
    switch (frame.command, frame.payload.last) {
    case (0x65, _):
      payload = [0x00, 3, 3, 0, 0x44, 0x53, 0x0D, 0x30]
    case (0xB0, let mode?):
      page = mode == 0x80 ? page + 1 : 0
      payload = inventory(page)
    default:
      page = 0
      payload = [0x00]
    }
    return FeigFrame(form: .advanced, address: 0, command: frame.command, payload: payload).bytes
      ?? []
  }

  private func inventory(_ page: Int) -> [UInt8] {
    guard pages.indices.contains(page) else { return [0x01] }
    let status: UInt8 = page + 1 < pages.count ? 0x94 : 0x00
    return [status, UInt8(pages[page].count)] + pages[page].flatMap { [0x03, 0x00] + $0.bytes }
  }

  private mutating func misbehave(_ answer: [UInt8], isInventory: Bool, at now: Moment) {
    let due = now + delay
    var damaged = answer
    switch mischief {
    case .silence:
      return
    case .late:
      // Later than the driver waits, but soon enough for its next question to be answered.
      waiting.append((now + .milliseconds(isInventory ? 2300 : 700), answer))
      return
    case .flippedBit: damaged[answer.count / 2] ^= 0x10
    case .truncation: damaged.removeLast(2)
    case .noiseBefore: damaged = [0x00, 0xFF, 0x01] + answer
    case .noiseAfter: damaged = answer + [0x00, 0x01, 0x00]
    case .staleBefore:
      let stale = FeigFrame(form: .advanced, address: 0, command: 0x6A, payload: [0x00])
      damaged = (stale.bytes ?? []) + answer
    case .doubled: damaged = answer + answer
    }
    waiting.append((due, damaged))
  }
}
