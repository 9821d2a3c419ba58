import Primitives
import Readers
import Synchronization
import Testing

@testable import Station

/// A capture of a running reader, sent to whoever asked for it.
@Suite struct CaptureFeedTests {
  private func at(_ milliseconds: Int64) -> StationTime {
    StationTime(
      moment: Moment(milliseconds: milliseconds), wall: WallTime(milliseconds: 0),
      utcOffsetSeconds: 0)
  }

  private var start: CaptureStart {
    var opening = CaptureOpening()
    opening.channelOpened(at: at(0).moment)
    opening.note(.toReader, [0x65], at: at(50).moment)
    opening.note(.fromReader, [0x05], at: at(60).moment)
    opening.identified(at: at(60).moment)
    let identity = ReaderIdentity(family: .feig, model: "MR102", firmware: "3.3")
    return CaptureStart(opening: opening, standing: .ready(identity), time: at(9_060))
  }

  @Test func `begins with header and opening, then at the first question`() {
    let said = Mutex("")
    let visitor = DeskVisitor { reply in
      if case .text(let text) = reply { said.withLock { $0 += text } }
    }
    let label = CaptureLabel(name: "soup", antenna: "30 cm pad", by: "east", notes: "wet")
    let tap = CaptureFeed(label, of: .feig, from: start, to: visitor).tap
    tap.note(.fromReader, [0xA2], at: at(9_070).moment)
    #expect(said.withLock { $0 }.isEmpty, "an answer without its question is left out")
    tap.note(.toReader, [0x69], at: at(9_100).moment)
    tap.note(.fromReader, [0x09], at: at(9_120).moment)
    let begun = "begun while the lane was serving, 9 s after the reader's opening exchange"
    #expect(
      said.withLock { $0 } == """
        # name: soup
        # family: feig
        # reader: MR102
        # firmware: 3.3
        # antenna: 30 cm pad
        # recorded: 1970-01-01
        # by: east
        # notes: wet; \(begun)
        +0.050000 > 65
        +0.060000 < 05
        +0.100000 > 69
        +0.120000 < 09

        """)
  }

  @Test func `ends with a sentence when the visitor falls behind`() throws {
    let isBehind = Atomic(false)
    let last = Mutex<DeskReply?>(nil)
    let visitor = DeskVisitor(
      isBehind: { isBehind.load(ordering: .relaxed) }, { reply in last.withLock { $0 = reply } })
    let tap = CaptureFeed(CaptureLabel(name: "soup"), of: .feig, from: start, to: visitor).tap
    tap.note(.toReader, [0x69], at: at(9_100).moment)
    #expect(tap.isWanted)
    isBehind.store(true, ordering: .relaxed)
    tap.note(.fromReader, [0x09], at: at(9_120).moment)
    #expect(!tap.isWanted)
    isBehind.store(false, ordering: .relaxed)
    tap.note(.toReader, [0xB0], at: at(9_140).moment)
    guard case .refused(let reasons) = last.withLock({ $0 }) else {
      return #expect(Bool(false), "a refusal was expected")
    }
    #expect(reasons.joined().contains("the capture has ended"))
  }
}
