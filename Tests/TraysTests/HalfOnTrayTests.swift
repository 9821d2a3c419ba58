import Primitives
import TagReads
import Testing
import Trays

/// Trays whose plates are read far worse than they were on earlier ones.
@Suite struct HalfOnTrayTests {
  /// A plate that was read in nearly every round of ten visits; now and then any rate is possible.
  private let good = RateProfile(
    SIMD16(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 1, 9))

  /// Plates that are read well on most trays, and on three of ten about as badly as today: the mean
  /// alone would make today's rate far worse than ever.
  private let moody = RateProfile(SIMD16(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 7))

  /// What is said of five plates, all of them good so far, of which the first few are now read in
  /// every second round only.
  private func said(badCount: Int, past: RateProfile?) -> [TrayEvent] {
    var engine = TrayEngine()
    var said: [TrayEvent] = []
    for number in 0..<140 {
      let began = Moment.origin + .milliseconds(60) * number
      let tags = (1...5).filter { $0 > badCount || (number + $0) % 2 == 0 }.map(Timeline.tag)
      let round = InventoryRound(
        tags.map { TagRead($0) }, quality: .complete, began: began,
        ended: began + .milliseconds(50))
      said += engine.observe(round) { _ in TagKnowledge(.plate, past: past) }
      if number == 80 { said += engine.beginDecisiveLook(at: began + .milliseconds(50)) }
    }
    return said
  }

  private func reasons(_ said: [TrayEvent]) -> [UndecidedReason] {
    said.compactMap { if case .undecided(let reason) = $0 { reason } else { nil } }
  }

  private func isConfirmed(_ said: [TrayEvent]) -> Bool {
    said.contains { if case .confirmed = $0 { true } else { false } }
  }

  @Test func `two plates far worse than ever put the tray in doubt`() {
    let said = said(badCount: 2, past: good)
    #expect(reasons(said).contains(.halfOnTray))
    #expect(!isConfirmed(said))
  }

  @Test func `one plate far worse than ever is a matter of that plate`() {
    let said = said(badCount: 1, past: good)
    #expect(!reasons(said).contains(.halfOnTray))
    #expect(isConfirmed(said))
  }

  @Test func `what a plate has been through before is nothing new, whatever its mean`() {
    #expect(moody.mean * 0.6 > 0.5)
    #expect(!reasons(said(badCount: 2, past: moody)).contains(.halfOnTray))
  }

  @Test func `bad plates of which nothing is known may always have been bad`() {
    let said = said(badCount: 2, past: nil)
    #expect(!reasons(said).contains(.halfOnTray))
  }
}
