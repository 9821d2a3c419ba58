import Ledger
import LedgerStore
import Money
import TagReads
import Testing

struct AccountTests {
  @Test func `a card opens its account`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(1000))
    try canteen.store.setGroup("student", of: "A0001")
    let summary = AccountSummary(
      number: "A0001", group: "student", cash: yuan(1000), subsidy: yuan(0), floor: yuan(0))
    #expect(try canteen.store.card(Canteen.cardTag(1)) == .open(summary))
    #expect(try canteen.store.card(Canteen.cardTag(9)) == .unknown)
  }

  @Test func `a card bound twice is refused with the remedy and without its number`() throws {
    let canteen = try Canteen(accounts: 2)
    let error = #expect(throws: StoreError.self) {
      try canteen.store.addCard(Canteen.cardTag(1), to: "A0002")
    }
    #expect(error?.code == .refused)
    #expect(error?.message.contains("A0001") == true)
    #expect(error?.message.contains("card remove") == true)
    #expect(error?.message.contains(Canteen.cardTag(1).description) == false)
    try canteen.store.removeCard(Canteen.cardTag(1))
    try canteen.store.addCard(Canteen.cardTag(1), to: "A0002")
    #expect(try canteen.store.account("A0002")?.cards.count == 2)
  }

  @Test func `lost, blocked and closed are told apart, and unblocking ends it`() throws {
    let canteen = try Canteen(accounts: 2)
    let (store, card) = (canteen.store, Canteen.cardTag(1))
    try canteen.perform(1, Canteen.topUp(100))
    let sale = { Canteen.sale(10, visit: $0, card: 1) }
    try store.setUse(.lost, ofCard: card)
    #expect(try store.card(card) == .lost("A0001"))
    #expect(try canteen.perform(2, sale(2)).refusal == .lostCard)
    try store.setUse(.blocked, ofCard: card)
    #expect(try store.card(card) == .blocked("A0001"))
    try store.setUse(.valid, ofCard: card)
    try store.setStanding(.blocked, of: "A0001")
    #expect(try store.card(card) == .blocked("A0001"))
    #expect(try canteen.perform(3, sale(3)).refusal == .blockedAccount)
    try store.setStanding(.open, of: "A0001")
    #expect(try canteen.perform(4, sale(4)).receipt != nil)
    #expect(throws: StoreError.self) { try store.setStanding(.closed, of: "A0001") }
    try store.setStanding(.closed, of: "A0002")
    #expect(try store.card(Canteen.cardTag(2)) == .closed)
    #expect(throws: StoreError.self) { try store.setStanding(.open, of: "A0002") }
    #expect(throws: StoreError.self) { try store.addCard(Canteen.cardTag(5), to: "A0002") }
  }

  @Test func `many accounts are opened together or not at all`() throws {
    let canteen = try Canteen()
    let new = (2...50).map { NewAccount(number: Canteen.number($0), name: "张\($0)") }
    #expect(throws: StoreError.self) {
      try canteen.store.openAccounts(new + [NewAccount(number: "A0001")])
    }
    #expect(try canteen.store.accountCount() == 1)
    try canteen.store.openAccounts(new)
    #expect(try canteen.store.accountCount() == 50)
    #expect(try canteen.store.account("A00050")?.name == "张50")
    let page = try canteen.store.accounts(after: "A00048", limit: 10)
    #expect(
      page.map(\.state.number) == ["A00049", "A0005", "A00050", "A0006", "A0007", "A0008", "A0009"])
  }

  @Test func `a name is erased while the books stay`() throws {
    let canteen = try Canteen()
    try canteen.store.setName("张三", of: "A0001")
    #expect(try canteen.store.account("A0001")?.name == "张三")
    try canteen.perform(1, Canteen.topUp(100))
    try canteen.store.setName(nil, of: "A0001")
    #expect(try canteen.store.account("A0001")?.name == nil)
    #expect(try canteen.store.history("A0001", limit: 5).count == 1)
  }

  @Test func `an account that is not there is named with the remedy`() throws {
    let canteen = try Canteen()
    let error = #expect(throws: StoreError.self) {
      try canteen.store.setFloor(yuan(0), of: "B0001")
    }
    #expect(error?.message.contains("B0001") == true)
    #expect(error?.message.contains("accounts open") == true)
    #expect(try canteen.store.account("B0001") == nil)
    #expect(throws: StoreError.self) { try canteen.store.removeCard(Canteen.cardTag(7)) }
  }

  @Test func `a raised floor stops debits and a lowered one allows credit`() throws {
    let canteen = try Canteen()
    try canteen.perform(1, Canteen.topUp(100))
    try canteen.store.setFloor(yuan(101), of: "A0001")
    #expect(try canteen.perform(2, Canteen.sale(1, visit: 2)).refusal == .insufficientBalance)
    #expect(try canteen.perform(3, Canteen.topUp(1)).receipt != nil)
    try canteen.store.setFloor(yuan(-50), of: "A0001")
    #expect(try canteen.perform(4, Canteen.sale(151, visit: 4)).receipt?.cashAfter == yuan(-50))
  }
}
