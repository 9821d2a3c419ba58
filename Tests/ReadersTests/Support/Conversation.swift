import Primitives
import ReaderWire
import Readers
import TagReads

/// A driver's life written as lines, each with its time in milliseconds.
///
///     0 open
///     50 > 02 00 07 FF 65 6E 61       the driver sends
///     60 < 02 00 0F 00 65 ...         the reader sends
///     60 = ready FEIG type 53 3.3     the driver says
///     70 ? inventory                  the driver is asked for a round
///     900 .                           nothing happens until then
///
/// `play` takes the lines that come from outside (`open`, `<`, `?`, `.`), feeds them to a new
/// driver, calls its wakes when they are due, and gives back all lines in the order in which they
/// happened. A test expects the lines it put in.
enum Conversation {
  /// What lies around the frames of a family on its link.
  struct Wrapping {
    /// From what the driver sends to the line's bytes.
    var unwrap: ([UInt8]) -> [UInt8] = { $0 }
    /// From the line's bytes to what the driver gets.
    var wrap: ([UInt8]) -> [UInt8] = { $0 }
  }

  static func play(
    _ script: String, settings: FeigDriverSettings = .init()
  ) -> [String] {
    play(script, driver: FeigDriver(settings: settings))
  }

  static func play(
    _ script: String, driver: any ReaderDriver, _ wrapping: Wrapping = Wrapping()
  ) -> [String] {
    var stage = Stage(driver: driver, wrapping: wrapping)
    for line in lines(script) {
      stage.run(to: time(of: line))
      if isInput(line) { stage.take(line) }
    }
    return stage.transcript
  }

  static func lines(_ script: String) -> [String] {
    script.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: " ").joined(separator: " ")
    }
  }

  private static func time(of line: String) -> Moment {
    Moment(milliseconds: line.split(separator: " ").first.flatMap { Int64($0) } ?? 0)
  }

  private static func isInput(_ line: String) -> Bool {
    let word = line.split(separator: " ").dropFirst().first
    return word == "open" || word == "<" || word == "?" || word == "."
  }
}

private struct Stage {
  var driver: any ReaderDriver
  let wrapping: Conversation.Wrapping
  var now = Moment.origin
  var due: Moment?
  var transcript: [String] = []

  mutating func take(_ line: String) {
    let words = line.split(separator: " ")
    transcript.append(line)
    switch words[1] {
    case "open": note(driver.open(at: now))
    case "<":
      let bytes = Hex.bytes(words[2...].joined()) ?? []
      note(driver.received(wrapping.wrap(bytes), at: now))
    case "?": note(driver.perform(request(words[2...].map { String($0) }), at: now))
    default: break
    }
  }

  mutating func run(to end: Moment) {
    while let due, due <= end {
      now = due
      self.due = nil
      note(driver.deadlineReached(at: now))
    }
    now = max(now, end)
  }

  private func request(_ words: [String]) -> ReaderRequest {
    guard words.count > 2, let tag = TagID(words[1]), let first = Int(words[2]) else {
      return .inventory
    }
    if words[0] == "read" { return .readBlocks(tag: tag, first: first, count: Int(words[3]) ?? 0) }
    return .writeBlocks(tag: tag, first: first, blocks: words[3...].map { Hex.bytes($0) ?? [] })
  }

  private mutating func note(_ actions: [DriverAction]) {
    let time = now.nanoseconds / 1_000_000
    for action in actions {
      switch action {
      case .wake(let moment): due = moment
      case .send(let bytes):
        let frame = wrapping.unwrap(bytes)
        transcript.append("\(time) > \(Hex.text(frame, separator: " "))")
      case .identified(let found):
        transcript.append("\(time) = ready \(found.model) \(found.firmware)")
      case .round(let round): transcript.append("\(time) = \(Words.of(round))")
      case .blocks(let answer): transcript.append("\(time) = \(Words.of(answer.outcome))")
      case .fault(let fault):
        transcript.append("\(time) = \(fault.isFatal ? "lost" : "attention") \(fault.code)")
      }
    }
  }
}

/// What a driver says, in few words.
enum Words {
  static func of(_ round: InventoryRound) -> String {
    let began = round.began.nanoseconds / 1_000_000
    let refusal = round.refusal.map { [$0.rawValue] } ?? []
    return (["\(round.quality)", "since", "\(began):"] + round.tags.map(\.description) + refusal)
      .joined(separator: " ")
  }

  static func of(_ outcome: BlockAnswer.Outcome) -> String {
    switch outcome {
    case .read(let blocks): "read \(hex(blocks))"
    case .written(let blocks): "written \(hex(blocks))"
    case .tagGone(let count): "tag gone after \(count)"
    case .tagRefused(let error, let block):
      "tag refused \(Hex.text([error])) at \(block.map { "\($0)" } ?? "?")"
    case .notVerified(let block): "not verified at \(block)"
    case .failed(let fault): "failed \(fault.code)"
    }
  }

  private static func hex(_ blocks: [[UInt8]]) -> String {
    blocks.map { Hex.text($0) }.joined(separator: " ")
  }
}
