import Foundation
import Lanes
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

@testable import Station

/// The disk fills up while the station serves.
@Suite(
  .serialized, .timeLimit(.minutes(2)),
  .enabled(if: SmallDisk.isAllowed, "needs root and the right to mount"))
struct FullDiskStationTests {
  private let topUp = DeskRequest.topUp(
    intent: UniqueID(high: 7, low: 7), number: "A1", amount: 100, tender: "cash", note: "")

  @Test func `nothing is lost, the diner is told, and with room again the next tap pays`()
    async throws
  {
    let disk = try SmallDisk(kilobytes: 2048)
    let canteen = try ServedCanteen(on: disk)
    try await canteen.served {
      canteen.place(1)
      try await eventually { canteen.view?.state == .bill }
      try disk.fill()
      try canteen.tap()
      try await eventually { canteen.view?.problem?.code == .booksUnavailable }
      #expect(canteen.view?.problem?.staff.contains("Free some space") == true)
      guard case .refused = try await canteen.ask(topUp) else {
        return #expect(Bool(false), "a full disk takes no top-up")
      }
      try canteen.liftCard()
      try disk.free()
      try await eventually { canteen.view?.state == .bill }
      try canteen.tap()
      try await eventually { canteen.view?.state == .paid }
      guard case .answer = try await canteen.ask(topUp) else {
        return #expect(Bool(false), "the same top-up again is carried out")
      }
    }
    #expect(canteen.paid == [300])
    let store = try LedgerStore.open(canteen.configuration)
    let report = try store.verify()
    #expect(report.isSound && report.transferCount == 3)
    #expect(try store.account("A1")?.state.cash.minorUnits == 5_000 - 300 + 100)
    try store.close()
  }
}
