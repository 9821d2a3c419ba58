import Primitives
import TagReads
import Trays

/// A rule that is fed rounds drawn as words: `"a ab . b"` are four rounds, the first with tag a,
/// the third empty. A round begins every 60 ms and takes 50; `_` is a gap of 60 ms without a round.
struct RuleRun<Rule: TrayDecider> {
  private(set) var rule: Rule
  private(set) var now = Moment.origin

  /// What the rule said, such as `arrived`, `bill ab`, `gone`, each with the milliseconds.
  private(set) var said: [String] = []

  init(_ rule: Rule) {
    self.rule = rule
  }

  static func tag(_ name: Character) -> TagID {
    let number = UInt64(name.asciiValue ?? 0)
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 | number) else {
      fatalError("an identity from E0 is one")
    }
    return tag
  }

  static func names(_ tags: [TagID]) -> String {
    tags.map { String(UnicodeScalar($0.bytes[7])) }.joined()
  }

  mutating func feed(_ drawing: String) {
    for word in drawing.split(separator: " ") {
      if word != "_" { round(word == "." ? "" : word) }
      pass(until: now + .milliseconds(60))
      now = now + .milliseconds(60)
    }
  }

  mutating func tap() { note(rule.beginDecisiveLook(at: now), at: now) }

  /// What was said since the last time.
  mutating func hear() -> [String] {
    defer { said = [] }
    return said
  }

  private mutating func round(_ names: Substring) {
    let ended = now + .milliseconds(50)
    pass(until: ended)
    let round = InventoryRound(
      names.map { TagRead(Self.tag($0)) }, quality: .complete, began: now, ended: ended)
    // Capital letters are tags nobody has registered.
    note(
      rule.observe(round) { tag in
        TagKnowledge(Self.names([tag]).first?.isUppercase == true ? .unknown : .plate)
      }, at: ended)
  }

  private mutating func pass(until end: Moment) {
    while let wake = rule.nextWake, wake <= end {
      note(rule.wake(at: wake), at: wake)
    }
  }

  private mutating func note(_ events: [TrayEvent], at now: Moment) {
    for event in events {
      let text =
        switch event {
        case .arrived: "arrived"
        case .settled(let reading): "bill \(Self.names(reading.tags))"
        case .confirmed(let reading): "paid \(Self.names(reading.tags))"
        case .contradicted: "refused"
        case .departed: "gone"
        default: "\(event)"
        }
      said.append("\(now.since(.origin).wholeMilliseconds) \(text)")
    }
  }
}
