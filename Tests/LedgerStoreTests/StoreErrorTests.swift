import LedgerStore
import Testing

/// What each failure of the books means for what was to be written, and for what comes after.
@Suite struct StoreErrorTests {
  @Test func `only after these failures does nobody know what was written`() {
    let open = StoreError.Code.allCases.filter { StoreError($0, "").leavesOutcomeOpen }
    #expect(open == [.damaged, .inputOutput, .notDurable])
  }

  @Test func `after these the books are not used again before they have been opened anew`() {
    let ending = StoreError.Code.allCases.filter { StoreError($0, "").endsUse }
    #expect(ending == [.damaged, .inputOutput, .notDurable, .invariantBroken])
  }
}
