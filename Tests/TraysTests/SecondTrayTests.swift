import Primitives
import TagReads
import Testing
import Trays

/// The rim of the next tray, and dishes that are only added.
@Suite struct SecondTrayTests {
  private let drawing = """
    rice   ..####################################################################################
    soup   ..####################################################################################
    """

  /// What the engine says in the end, with two more plates drawn below.
  private func end(_ cake: String, _ tea: String) -> (settled: Int?, said: [UndecidedReason]) {
    let run = TimelineRun(
      Timeline(drawing + "\ncake   " + cake + "\ntea    " + tea), settings: TraySettings())
    let said = run.events.joined().compactMap { event -> UndecidedReason? in
      if case .undecided(let reason) = event { reason } else { nil }
    }
    return (run.engine.settled?.tags.count, said)
  }

  private func late(_ pattern: String) -> String {
    String(repeating: ".", count: 20) + String(repeating: pattern, count: 68).prefix(68)
  }

  @Test func `two plates that come late and are read badly are another tray's`() {
    let end = end(late("#.#.."), late(".#..#"))
    #expect(end.settled == nil)
    #expect(end.said == [.twoTrays])
  }

  @Test func `two plates that come late and are read well are added dishes`() {
    let end = end(late("#"), late("#"))
    #expect(end.settled == 4)
    #expect(end.said == [])
  }

  @Test func `one plate that comes late and is read badly may be a weak chip`() {
    let end = end(late("#.##.#"), String(repeating: ".", count: 88))
    #expect(!end.said.contains(.twoTrays))
  }

  /// The plate was on earlier trays, where it was always read: what is known of it decides.
  @Test func `one plate that was always read well and comes late and bad is on no bill`() {
    let past = RateProfile(SIMD16(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9))
    var engine = TrayEngine()
    var said: [TrayEvent] = []
    for number in 0..<90 {
      let began = Moment.origin + .milliseconds(60) * number
      var tags = [Timeline.tag(1), Timeline.tag(2)]
      if number > 20, number % 2 == 0 { tags.append(Timeline.tag(3)) }
      let round = InventoryRound(
        tags.map { TagRead($0) }, quality: .complete, began: began,
        ended: began + .milliseconds(50))
      said += engine.observe(round) { tag in
        TagKnowledge(.plate, past: tag == Timeline.tag(3) ? past : nil)
      }
    }
    #expect(engine.settled?.tags == [Timeline.tag(1), Timeline.tag(2)])
    #expect(said.last.map { if case .settled = $0 { true } else { false } } == true)
  }
}
