import Primitives
import TagReads
import Testing

@testable import Trays

/// What a recorder keeps, and that it changes nothing.
@Suite struct TraceRecorderTests {
  @Test func `the replay of a plain tray decides the same at the same risk`() throws {
    let stay = RecordedStay.paid()
    let replay = TraceReplay(try #require(stay.trace))
    let paid = try #require(stay.confirmed)
    #expect(replay.confirmed?.tags == paid.tags)
    #expect(replay.undecided == nil)
    #expect(abs((replay.confirmed?.risk ?? 1) / paid.risk - 1) < 0.01)
  }

  @Test func `an engine that is stricter by now disagrees`() throws {
    let stay = RecordedStay.paid()
    var stricter = TraySettings()
    stricter.paymentRiskMax = 1e-9
    stricter.lookRoundsMin = 40
    let replay = TraceReplay(try #require(stay.trace), settings: stricter)
    #expect(replay.confirmed == nil)
    #expect(replay.settled?.tags == stay.confirmed?.tags)
  }

  @Test func `a tap is kept however much is said of tags after it`() throws {
    var stay = RecordedStay()
    let plates = (0..<30).map(RecordedStay.plate)
    stay.rounds(20, of: [])
    stay.rounds(30, of: plates)
    stay.tap()
    // Another lane's word on each of thirty plates changes in every round: thirty steps a round.
    for number in 0..<24 { stay.rounds(1, of: [], rival: number.isMultiple(of: 2)) }
    stay.rounds(60, of: plates)
    stay.tap()
    for number in 0..<24 { stay.rounds(1, of: plates, rival: number.isMultiple(of: 2)) }
    stay.rounds(40, of: plates)
    let found = stay.trace
    let trace = try #require(found)
    #expect(trace.steps.count <= TrayTrace.stepsMax)
    #expect(trace.steps.contains { if case .tap = $0 { true } else { false } })
  }

  @Test func `recording changes no decision`() {
    var recorded = RecordedStay()
    var bare = RecordedStay()
    bare.engine = RecordedEngine(isRecording: false)
    for count in [2, 5, 3, 0, 7] {
      let plates = (0..<count).map(RecordedStay.plate)
      for step in 0..<30 {
        recorded.rounds(1, of: plates, rival: step.isMultiple(of: 3))
        bare.rounds(1, of: plates, rival: step.isMultiple(of: 3))
        if step == 20 { recorded.tap() }
        if step == 20 { bare.tap() }
        #expect(recorded.engine.engine.evidence == bare.engine.engine.evidence)
        #expect(recorded.engine.settled == bare.engine.settled)
        #expect(recorded.confirmed == bare.confirmed)
      }
    }
    #expect(recorded.confirmed != nil && recorded.trace != nil && bare.trace == nil)
  }

  @Test func `a tray that stands for a minute still fits`() throws {
    var stay = RecordedStay()
    let plates = (0..<5).map(RecordedStay.plate)
    stay.rounds(20, of: [])
    for index in 0..<1_000 { stay.rounds(1, of: index.isMultiple(of: 9) ? [] : plates) }
    stay.tap()
    stay.rounds(10, of: plates)
    let found = stay.trace
    let trace = try #require(found)
    #expect(trace.steps.count <= TrayTrace.stepsMax)
    #expect(trace.steps.contains { $0.isGap })
    #expect(try #require(trace.bytes).count <= TrayTrace.byteCountMax)
    #expect(TraceReplay(trace).confirmed?.tags == plates)
  }

  @Test func `more tags than there is room for do no harm`() throws {
    var stay = RecordedStay()
    stay.rounds(5, of: [])
    for index in 0..<200 { stay.rounds(1, of: [RecordedStay.plate(index)]) }
    stay.rounds(200, of: [RecordedStay.plate(1_000)])
    stay.tap()
    stay.rounds(10, of: [RecordedStay.plate(1_000)])
    let found = stay.trace
    let trace = try #require(found)
    #expect(trace.tags.count <= TrayTrace.tagsMax)
    #expect(try #require(trace.bytes).count <= TrayTrace.byteCountMax)
  }

  /// A loyalty card by ISO 14443, and a library card by ISO 15693 as the plates themselves are.
  @Test(arguments: [
    TagID(.iso14443, [4, 0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6]),
    TagID(iso15693: 0xE004_0150_7777_7777),
  ])
  func `the number of a stranger's card is in no trace`(card: TagID?) throws {
    let card = try #require(card)
    var stay = RecordedStay()
    stay.strangers = [card]
    let plates = (0..<3).map(RecordedStay.plate)
    stay.rounds(20, of: [])
    stay.rounds(12, of: plates + [card])
    stay.rounds(40, of: plates)
    stay.tap()
    stay.rounds(10, of: plates)
    let found = stay.trace
    let trace = try #require(found)
    #expect(!trace.tags.map(\.tag).contains(card))
    #expect(trace.tags.count == 4, "it is still there, by another number")
  }
}
