import Lanes
import Ledger
import Primitives
import ReaderEmulation
import TagReads
import Testing

@testable import Station

/// A tray that is carried to the next lane while its debit is being written.
struct CarriedTrayTests {
  private let plates = ChipLane.plates(3)

  /// Two lanes; the tray has been tapped for on the first, and the books take their time.
  private func tapped(refusal: Refusal? = nil) throws -> ChipLane {
    var lanes = try ChipLane(believes: false, marks: false, plates: plates, hasNeighbour: true)
    lanes.commitTime = .seconds(4)
    lanes.refusal = refusal
    lanes.place(try plates.map { try ChipLane.chip($0) })
    lanes.run(for: .seconds(5)) { $0.view?.state == .bill }
    lanes.hold(cardTo: 1)
    #expect(lanes.run(for: .seconds(5)) { !$0.requests.isEmpty })
    lanes.carryOver(plates)
    lanes.hold(cardTo: 2)
    return lanes
  }

  @Test func `is not paid there as well`() throws {
    var lanes = try tapped()
    lanes.run(for: .seconds(20)) { $0.requests.count > 1 }
    #expect(lanes.requests.count == 1)
    #expect(lanes.bills == [900, 0], "the second lane has nothing to ask for")
    #expect(lanes.view(of: 2)?.state == .problem)
  }

  @Test func `can be paid there once the debit was refused`() throws {
    var lanes = try tapped(refusal: .dayAmountLimit)
    lanes.run(for: .seconds(6)) { _ in false }
    #expect(lanes.requests.count == 1, "nothing while it was under way")
    lanes.refusal = nil
    lanes.neighbour.clear()
    lanes.liftCard()
    lanes.run(for: .seconds(3)) { _ in false }
    lanes.neighbour.place(try plates.map { try ChipLane.chip($0) })
    lanes.hold(cardTo: 2)
    #expect(lanes.run(for: .seconds(10)) { $0.requests.count == 2 })
    #expect(lanes.requests.map(\.order.lane) == [1, 2])
    #expect(lanes.run(for: .seconds(10)) { $0.view(of: 2)?.state == .paid })
  }

  @Test func `an ended payment holds no plate, and a lane's own is not held against it`() {
    var payments = PaymentsUnderWay()
    let request = try? tapped().requests.first
    guard let request else {
      Issue.record("nothing was asked for")
      return
    }
    payments.began(request, on: 1)
    #expect(payments.visit(of: plates[0], besides: 2) == request.order.visit)
    #expect(payments.visit(of: plates[0], besides: 1) == nil)
    payments.ended(on: 1)
    #expect(payments.visit(of: plates[0], besides: 2) == nil)
  }
}
