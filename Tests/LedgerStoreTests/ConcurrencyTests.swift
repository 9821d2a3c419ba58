import Foundation
import Ledger
import LedgerStore
import Primitives
import Settlement
import Synchronization
import Testing

struct ConcurrencyTests {
  /// Runs the body on that many threads of its own at once, and waits for all.
  private func threads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for index in 0..<count {
      group.enter()
      let thread = Thread {
        body(index)
        group.leave()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    group.wait()
  }

  @Test func `64 threads debit one account to its floor and not below`() throws {
    let canteen = try Canteen(onDisk: true)
    let store = canteen.store
    try store.setFloor(yuan(-200), of: "A0001")
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.perform(2, .grant(account: "A0001", amount: yuan(550), expires: nil))
    let outcomes = Mutex<[IntentOutcome]>([])
    threads(64) { index in
      let body = Canteen.sale(100, plates: [index], visit: index, card: 1)
      guard let outcome = try? store.perform(Canteen.intent(100 + index, body)) else { return }
      outcomes.withLock { $0.append(outcome) }
    }
    let done = outcomes.withLock { $0 }
    #expect(done.count == 64)
    #expect(done.compactMap(\.receipt).count == 17)
    #expect(done.compactMap(\.refusal) == Array(repeating: .insufficientBalance, count: 47))
    #expect(Set(done.compactMap(\.receipt?.number)).count == 17)
    let state = try store.account("A0001")?.state
    #expect(state?.cash == yuan(-150) && state?.subsidy == yuan(0))
    #expect(try store.verify().isSound)
  }

  /// 64 intents, each asked for by 16 threads at once: 1,024 threads' work for 17 sales.
  @Test func `64 debits with 16 retries each at once bring an account to its floor, once`() throws {
    let canteen = try Canteen(onDisk: true)
    let store = canteen.store
    try store.setFloor(yuan(-200), of: "A0001")
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.perform(2, .grant(account: "A0001", amount: yuan(300), expires: nil))
    try canteen.perform(
      3, .grant(account: "A0001", amount: yuan(250), expires: CalendarDay(daysSince1970: 20_999)))
    let answers = Mutex<[Int: [IntentOutcome]]>([:])
    threads(64) { task in
      // Every thread begins with another intent, so that the retries of each come from all sides.
      for step in 0..<16 {
        let index = (task + step * 4) % 64
        let body = Canteen.sale(100, plates: [index], visit: index, card: 1)
        guard let outcome = try? store.perform(Canteen.intent(100 + index, body)) else { return }
        answers.withLock { $0[index, default: []].append(outcome) }
      }
    }
    let all = answers.withLock { $0 }
    #expect(all.count == 64 && all.values.allSatisfy { $0.count == 16 && Set($0).count == 1 })
    let receipts = all.values.compactMap(\.first?.receipt)
    #expect(receipts.count == 17 && Set(receipts.map(\.number)).count == 17)
    #expect(try store.status().transferCount == 20)
    let state = try store.account("A0001")?.state
    #expect(state?.cash == yuan(-150) && state?.subsidy == yuan(0))
    #expect(state?.purses == Purses())
    #expect(try store.verify().isSound)
  }

  @Test func `16 retries of each intent at once have one effect and one answer`() throws {
    let canteen = try Canteen(onDisk: true)
    let store = canteen.store
    try canteen.perform(1, Canteen.topUp(1000))
    let answers = Mutex<[Int: Set<IntentOutcome>]>([:])
    threads(16) { _ in
      for index in 0..<20 {
        let body = Canteen.sale(100, plates: [index], visit: index)
        guard let outcome = try? store.perform(Canteen.intent(100 + index, body)) else { return }
        answers.withLock { _ = $0[index, default: []].insert(outcome) }
      }
    }
    let sets = answers.withLock { $0 }
    #expect(sets.count == 20)
    #expect(sets.values.allSatisfy { $0.count == 1 })
    #expect(sets.values.joined().compactMap(\.receipt).count == 10)
    #expect(try canteen.cash() == 0)
    #expect(try store.status().transferCount == 11)
    #expect(try store.verify().isSound)
  }

  @Test func `lanes read while money moves, and verification sees one moment`() throws {
    let canteen = try Canteen()
    let store = canteen.store
    try canteen.perform(1, Canteen.topUp(100_000))
    let unsound = Mutex<[String]>([])
    threads(6) { index in
      for step in 0..<40 {
        do {
          switch index {
          case 0:
            let report = try store.verify(includingFile: false)
            if let fault = report.fault { unsound.withLock { $0.append(fault.description) } }
          case 1: _ = try store.card(Canteen.cardTag(1))
          default:
            let id = 1000 * index + step
            _ = try store.perform(Canteen.intent(id, Canteen.sale(10, visit: id)))
          }
        } catch {
          unsound.withLock { $0.append("\(error)") }
        }
      }
    }
    #expect(unsound.withLock { $0 } == [])
    #expect(try canteen.cash() == 100_000 - 4 * 40 * 10)
  }
}
