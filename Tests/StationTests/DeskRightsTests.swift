import Ledger
import Money
import Operators
import Primitives
import Testing

@testable import Station

/// What operators may do is said by words that ledger and desk share.
@Suite struct DeskRightsTests {
  @Test func `every right of the ledger is one that a role can have`() {
    for right in ActRight.allCases {
      let known = Right(rawValue: right.rawValue)
      #expect(known.map { !Role.having($0).isEmpty } == true, "\(right.rawValue)")
    }
  }

  @Test func `an act asks for the right of the intent it becomes`() throws {
    let acts: [(MoneyAct, Intent.Body)] = [
      (
        .topUp(number: "A1", amount: 1, tender: "cash", note: ""),
        .topUp(account: "A1", amount: .zero, tender: .cash, note: "")
      ),
      (
        .payOut(number: "A1", amount: 1, tender: "cash", note: ""),
        .refund(account: "A1", amount: .zero, tender: .cash, note: "")
      ),
      (
        .grant(number: "A1", amount: 1, expires: nil),
        .grant(account: "A1", amount: .zero, expires: nil)
      ),
      (
        .charge(number: "A1", amount: 1, vat: 0, meal: nil, reason: "cup"),
        .charge(
          Charge(
            account: "A1", amount: .zero, vatBasisPoints: 0, mealPeriod: nil, reason: "cup"))
      ),
      (
        .refundSale(receipt: "East-000001", lines: [], reason: "cold"),
        .saleRefund(of: ReceiptNumber(station: "East", serial: 1), lines: [0], reason: "cold")
      ),
      (
        .reverse(receipt: "East-000001", reason: "twice"),
        .reversal(of: ReceiptNumber(station: "East", serial: 1), reason: "twice")
      ),
      (
        .correct(receipt: "East-000001", number: "A1", wallet: "cash", amount: 1, reason: "typo"),
        .correction(
          of: ReceiptNumber(station: "East", serial: 1), account: "A1", wallet: .cash,
          amount: .zero, reason: "typo")
      ),
    ]
    for (act, body) in acts {
      let duty = DeskRequest.act(act, intent: UniqueID(high: 0, low: 1)).duty
      #expect(duty?.right.rawValue == body.right?.rawValue, "\(act)")
    }
  }

  @Test func `looking and checking ask for nothing`() {
    let batch = BatchAct.grantGroup(group: "student", amount: 100, expires: nil)
    let id = UniqueID(high: 0, low: 1)
    #expect(DeskRequest.batch(batch, id: id, check: true).duty == nil)
    #expect(DeskRequest.batch(batch, id: id, check: false).duty?.right == .grant)
    #expect(DeskRequest.verify(full: true).duty == nil)
    #expect(DeskRequest.showAccount(number: "A1").duty == nil)
    #expect(DeskRequest.menu(.undo(check: true)).duty == nil)
    #expect(DeskRequest.menu(.undo(check: false)).duty?.right == .editMenu)
  }
}
