import Ledger
import Money
import Primitives
import Testing

/// What staff do: money in and out, reversals, corrections.
struct StaffRuleTests {
  let rules = LedgerRules()

  private func judge(_ body: Intent.Body, _ facts: IntentFacts) -> String {
    rules.judge(intent(body), given: facts).brief
  }

  @Test func `money paid in and granted is never refused for the floor`() {
    let poor = facts(account(cash: -500, floor: 900))
    #expect(
      judge(.topUp(account: "A0001", amount: yuan(1), tender: .cash, note: ""), poor) == "-499/0")
    #expect(judge(.grant(account: "A0001", amount: yuan(1), expires: nil), poor) == "-500/1")
  }

  @Test(arguments: [0, -1, LedgerBounds.amountMax + 1]) func `an amount is positive and bounded`(
    amount: Int64
  ) {
    let facts = facts(account(cash: 500))
    let bodies: [Intent.Body] = [
      .topUp(account: "A0001", amount: yuan(amount), tender: .cash, note: ""),
      .grant(account: "A0001", amount: yuan(amount), expires: nil),
      .refund(account: "A0001", amount: yuan(amount), tender: .cash, note: ""),
    ]
    for body in bodies { #expect(judge(body, facts) == "malformed") }
  }

  @Test func `a refund pays out cash, neither subsidy nor credit`() {
    let facts = facts(account(cash: 300, subsidy: 500, floor: -500))
    let refund = { Intent.Body.refund(account: "A0001", amount: yuan($0), tender: .cash, note: "") }
    #expect(judge(refund(300), facts) == "0/500")
    #expect(judge(refund(301), facts) == "insufficientBalance")
  }

  @Test func `a closed account and an unknown one take nothing`() {
    let body = Intent.Body.topUp(account: "A0001", amount: yuan(1), tender: .bank, note: "")
    #expect(judge(body, facts(account(cash: 0, standing: .closed))) == "accountClosed")
    #expect(judge(body, facts(nil)) == "unknownAccount")
    #expect(judge(body, facts(account(cash: 0, standing: .blocked))) == "1/0")
  }

  @Test func `a reversal gives back to the wallets that paid`() throws {
    let sale = try #require(
      rules.judge(intent(.sale(order(600))), given: facts(account(cash: 500, subsidy: 300)))
        .transfer)
    var facts = facts(account(cash: 200))
    facts.named = sale
    let reversal = try #require(
      rules.judge(intent(.reversal(of: sale.receipt, reason: "wrong dish")), given: facts).transfer)
    #expect(reversal.cashAfter == yuan(500) && reversal.subsidyAfter == yuan(300))
    #expect(
      reversal.postings.map(\.amount.minorUnits) == sale.postings.map { -$0.amount.minorUnits })
    #expect(reversal.refersTo == sale.receipt)
  }

  @Test func `there is one reversal for a transfer and none for a reversal`() throws {
    let body = Intent.Body.topUp(account: "A0001", amount: yuan(500), tender: .cash, note: "")
    let topUp = try #require(rules.judge(intent(body), given: facts(account(cash: 0))).transfer)
    var facts = facts(account(cash: 500))
    let reversal = Intent.Body.reversal(of: topUp.receipt, reason: "")
    #expect(judge(reversal, facts) == "unknownReceipt")
    facts.named = topUp
    #expect(judge(reversal, facts) == "0/0")
    facts.account = account(cash: 499)
    #expect(judge(reversal, facts) == "insufficientBalance")
    facts.isNamedReversed = true
    #expect(judge(reversal, facts) == "alreadyReversed")
    facts.named?.kind = .reversal
    #expect(judge(reversal, facts) == "notReversible")
  }

  @Test func `a correction names a transfer of its own account`() throws {
    let body = Intent.Body.topUp(account: "A0001", amount: yuan(500), tender: .cash, note: "")
    let topUp = try #require(rules.judge(intent(body), given: facts(account(cash: 0))).transfer)
    var facts = facts(account(cash: 500, subsidy: 10))
    let correct = { (wallet: Purse, amount: Int64) in
      Intent.Body.correction(
        of: topUp.receipt, account: "A0001", wallet: wallet, amount: yuan(amount), reason: "typo")
    }
    #expect(judge(correct(.cash, -100), facts) == "unknownReceipt")
    facts.named = topUp
    #expect(judge(correct(.cash, -100), facts) == "400/10")
    #expect(judge(correct(.cash, -505), facts) == "insufficientBalance")
    #expect(judge(correct(.subsidy, 5), facts) == "500/15")
    #expect(judge(correct(.subsidy, -11), facts) == "insufficientBalance")
    #expect(judge(correct(.cash, 0), facts) == "malformed")
    facts.named?.account = "A0002"
    #expect(judge(correct(.cash, -100), facts) == "receiptOfAnotherAccount")
  }
}
