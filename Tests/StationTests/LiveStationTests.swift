import Foundation
import Lanes
import LedgerStore
import Money
import Testing

@testable import Station

/// The daemon's inside on real clocks, with emulated readers and books on a disk.
@Suite(.serialized, .timeLimit(.minutes(2))) struct LiveStationTests {
  private let canteen: ServedCanteen

  init() throws {
    canteen = try ServedCanteen()
  }

  @Test func `a tray placed and a card tapped become a debit`() async throws {
    try await canteen.served {
      canteen.place(2)
      try await eventually { canteen.view?.state == .bill && canteen.view?.lines.count == 2 }
      #expect(canteen.view?.total == Amount(minorUnits: 600))
      try canteen.tap()
      try await eventually { !canteen.paid.isEmpty }
      #expect(canteen.paid == [600])
      guard case .answer(.account(let account)) = try await canteen.ask(.showAccount(number: "A1"))
      else { return #expect(Bool(false), "an account was expected") }
      #expect(account.cash == "44.00")
    }
  }

  @Test func `after a stop in order the books can be opened again and hold`() async throws {
    try await canteen.served {
      canteen.place(1)
      try canteen.tap()
      try await eventually { canteen.paid == [300] }
    }
    let store = try LedgerStore.open(canteen.configuration)
    #expect(try store.status().transferCount == 2)
    try store.close()
  }

  @Test func `a running station tells how its books and readers are`() async throws {
    try await canteen.served {
      try await eventuallyAsync {
        guard case .answer(.status(let status)) = try? await canteen.ask(.status) else {
          return false
        }
        return status.readers.map(\.standing) == ["ready", "ready"]
      }
      guard case .answer(.status(let status)) = try await canteen.ask(.status) else { return }
      #expect(status.isServing && status.accounts == 1 && status.transfers == 1)
      #expect(status.journalMode == "wal" && status.synchronous == "FULL")
      #expect(status.readers.map(\.role) == ["card", "tray"])
    }
  }

  @Test func `a menu loaded while the station runs prices the next tray`() async throws {
    try await canteen.served {
      let dearer = DeskRequest.importMenu(
        files: [ServedCanteen.noodles(costing: "4.50")], check: false)
      guard case .answer(.changes) = try await canteen.ask(dearer) else {
        return #expect(Bool(false), "changes were expected")
      }
      canteen.place(1)
      try await eventually { canteen.view?.state == .bill }
      #expect(canteen.view?.total == Amount(minorUnits: 450))
    }
  }

  @Test func `a second station on the same books is refused and says who has them`() async throws {
    try await canteen.served {
      let refusal = #expect(throws: StoreError.self) { try canteen.open() }
      #expect(refusal?.code == .inUse)
      #expect(refusal?.message.contains("(process \(getpid()))") == true)
    }
  }

  @Test func `a station without its directory does not come up`() throws {
    var configuration = canteen.configuration
    configuration.dataDirectory += "/nowhere"
    let refusal = #expect(throws: StoreError.self) {
      try LiveStation(configuration: configuration, log: EventLog(currency: .cny))
    }
    #expect(refusal?.code == .directoryMissing)
    #expect(refusal?.message.contains(configuration.dataDirectory) == true)
  }
}
