import Ledger
import LedgerStore
import Operators
import Primitives
import Testing

@testable import Station

@Suite struct OperatorDeskTests {
  private let desk: BooksDesk

  init() throws {
    desk = try BooksDesk()
  }

  private func claim(_ name: String?, _ secret: String = "481516") -> DeskClaim {
    DeskClaim(user: "root", name: name, secret: name == nil ? nil : secret)
  }

  private func ask(_ request: DeskRequest, _ claim: DeskClaim) -> DeskReply {
    var clerk = desk.clerk
    clerk.secretCost = .init(rounds: 16, blockSize: 1, parallelism: 1)
    return clerk.perform(request, from: claim) { _ in }
  }

  private func refusal(_ request: DeskRequest, _ claim: DeskClaim) -> String? {
    guard case .refused(let reasons) = ask(request, claim) else { return nil }
    return reasons.joined(separator: "\n")
  }

  private func add(
    _ name: String, _ role: String, by boss: String? = "boss", secret: String = "481516"
  ) throws {
    let reply = ask(.operators(.add(name: name, role: role, secret: secret)), claim(boss))
    guard case .answer(.operators) = reply else { throw BooksDesk.Unanswered(reply: reply) }
  }

  private func audit() throws -> [AuditAnswer] {
    guard
      case .audit(let entries) = try desk.answer(
        .operators(.audit(by: nil, before: nil, limit: 100)))
    else { return [] }
    return entries
  }

  private let open = DeskRequest.openAccount(number: "A1", group: "", name: nil, floor: 0)
  private func topUp(_ id: UInt64) -> DeskRequest {
    .topUp(
      intent: UniqueID(high: 1, low: id), number: "A1", amount: 100, tender: "cash", note: "")
  }

  @Test func `without operators the shell does everything, under the user's name`() throws {
    guard case .answer = ask(open, claim(nil)) else { return #expect(Bool(false)) }
    #expect(try audit().first?.by == "shell:root")
    #expect(try audit().first?.act == "accounts.open")
  }

  @Test func `the first operator has to be an administrator`() {
    let refused = refusal(
      .operators(.add(name: "li", role: "cashier", secret: "481516")), claim(nil))
    #expect(refused?.contains("No administrator") == true)
  }

  @Test func `once there is an operator, a change without one is refused and a look is not`() throws
  {
    try add("boss", "administrator", by: nil)
    #expect(
      refusal(open, claim(nil))
        == "this needs an operator who has the right 'serve-accounts' (cashier, manager, "
        + "administrator): give --operator NAME")
    guard case .answer = ask(.status, claim(nil)) else { return #expect(Bool(false)) }
  }

  @Test func `a role does what it may and no more, and the journal names the operator`() throws {
    try add("boss", "administrator", by: nil)
    try add("cass", "cashier")
    guard case .answer = ask(open, claim("cass")) else { return #expect(Bool(false)) }
    guard case .answer = ask(topUp(1), claim("cass")) else { return #expect(Bool(false)) }
    let close = DeskRequest.account(
      .close(
        intent: UniqueID(high: 2, low: 2), number: "A1", tender: "cash", note: "",
        forfeitsTickets: false))
    #expect(refusal(close, claim("cass"))?.contains("no right 'close-account'") == true)
    let number = try desk.clerk.number("A1")
    #expect(try desk.store.history(number, limit: 1).first?.by == "cass")
    #expect(try audit().prefix(3).map(\.outcome) == ["refused: no right", "done", "done"])
  }

  @Test func `five wrong secrets lock out even the right one, until somebody unlocks`() throws {
    try add("boss", "administrator", by: nil)
    try add("cass", "cashier")
    for _ in 1...5 {
      #expect(refusal(open, claim("cass", "000001")) == "the operator's name or secret is wrong")
    }
    #expect(refusal(open, claim("cass"))?.contains("too many wrong secrets") == true)
    #expect(try audit().first?.outcome == "wrong secret, locked out")
    guard
      case .answer = ask(.operators(.lock(name: "cass", isLocked: false)), claim("boss"))
    else { return #expect(Bool(false)) }
    guard case .answer = ask(open, claim("cass")) else { return #expect(Bool(false)) }
  }

  @Test func `nobody tells by the answer whether a name exists`() throws {
    try add("boss", "administrator", by: nil)
    #expect(refusal(open, claim("nobody")) == refusal(open, claim("boss", "wrong-one")))
  }

  @Test func `a locked operator may do nothing, and the last administrator stays`() throws {
    try add("boss", "administrator", by: nil)
    try add("cass", "cashier")
    _ = ask(.operators(.lock(name: "cass", isLocked: true)), claim("boss"))
    #expect(refusal(open, claim("cass"))?.contains("is locked") == true)
    for act in [
      OperatorAct.lock(name: "boss", isLocked: true), .remove(name: "boss"),
      .role(name: "boss", role: "cashier"),
    ] {
      #expect(refusal(.operators(act), claim("boss"))?.contains("No administrator") == true)
    }
  }

  @Test func `everybody may change their own secret and nobody another's`() throws {
    try add("boss", "administrator", by: nil)
    try add("cass", "cashier")
    let own = DeskRequest.operators(.secret(name: "cass", secret: "235711"))
    guard case .answer = ask(own, claim("cass")) else { return #expect(Bool(false)) }
    guard case .answer = ask(open, claim("cass", "235711")) else { return #expect(Bool(false)) }
    let other = DeskRequest.operators(.secret(name: "boss", secret: "235711"))
    #expect(refusal(other, claim("cass", "235711"))?.contains("no right 'operators'") == true)
  }

  @Test func `a removed operator's name is not given again`() throws {
    try add("boss", "administrator", by: nil)
    try add("cass", "cashier")
    _ = ask(.operators(.remove(name: "cass")), claim("boss"))
    let again = DeskRequest.operators(.add(name: "cass", role: "server", secret: "481516"))
    #expect(refusal(again, claim("boss"))?.contains("who was removed") == true)
    #expect(refusal(open, claim("cass")) == "the operator's name or secret is wrong")
  }

  @Test func `no secret and no hash of one gets into the audit log`() throws {
    try add("boss", "administrator", by: nil, secret: "zebra-481516")
    #expect(try audit().allSatisfy { !"\($0)".contains("zebra") })
  }
}
