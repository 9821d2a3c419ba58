import Lanes
import LedgerStore
import Testing

@testable import Station

/// A diner may be asked to tap again only if for certain no money has moved.
@Suite struct PaymentOutcomeTests {
  @Test(arguments: StoreError.Code.allCases)
  func `a failure is surely not written, or nobody knows`(code: StoreError.Code) {
    let isOpen = [.damaged, .inputOutput, .notDurable].contains(code)
    let expected: PaymentResult = isOpen ? .unknown("why") : .notWritten("why")
    #expect(PaymentResult(StoreError(code, "why")) == expected)
  }
}
