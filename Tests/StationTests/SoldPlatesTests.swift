import Foundation
import Lanes
import LedgerStore
import Primitives
import TagReads
import Testing

@testable import Station

struct SoldPlatesTests {
  private let noon = WallTime(milliseconds: 1_772_424_000_000)

  @Test func `a paid plate is remembered until its turnaround time is over`() throws {
    let plate = try #require(TagID("E004015000000001"))
    let visit = UniqueID(high: 1, low: 2)
    var sold = SoldPlates(turnaround: .seconds(1200))
    sold.sold(plate, visit: visit, at: noon)
    #expect(sold.visit(of: plate, at: noon + .seconds(1199)) == visit)
    #expect(sold.visit(of: plate, at: noon + .seconds(1200)) == nil)
  }

  @Test func `a plate that is bound again can be billed at once`() throws {
    let plate = try #require(TagID("E004015000000001"))
    var sold = SoldPlates(turnaround: .seconds(1200))
    sold.sold(plate, visit: UniqueID(high: 1, low: 2), at: noon)
    sold.released(plate)
    #expect(sold.visit(of: plate, at: noon) == nil)
  }
}

/// What a station remembers across its own end: the books are asked.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SoldBeforeTests {
  private let canteen: ServedCanteen

  init() throws {
    canteen = try ServedCanteen()
  }

  private func payForTwo() async throws {
    try await canteen.served {
      canteen.place(2)
      try canteen.tap()
      try await eventually { canteen.paid == [600] }
      try canteen.liftCard()
    }
  }

  /// Does something to the books while no station runs.
  private func alone(_ request: DeskRequest) throws {
    let store = try LedgerStore.open(canteen.configuration)
    let clerk = BooksClerk(store: store, configuration: canteen.configuration)
    guard case .answer = clerk.perform(request, onReply: { _ in }) else {
      return #expect(Bool(false), "an answer was expected")
    }
    try store.close()
  }

  @Test func `a paid plate is still paid after a restart, whatever menu is loaded`() async throws {
    try await payForTwo()
    try alone(.importMenu(files: [ServedCanteen.noodles(costing: "4.00")], check: false))
    try await canteen.served {
      try await eventually { canteen.view?.problem?.code == .alreadyPaid }
      #expect(canteen.view?.problem?.tags == ServedCanteen.plates)
    }
  }

  @Test func `a plate bound again after it was paid is billable after a restart`() async throws {
    try await payForTwo()
    let again = ServedCanteen.plates[0]
    try alone(.bindPlates(dish: "N1", meal: nil, tags: [again.description]))
    try alone(.importMenu(files: [ServedCanteen.noodles(costing: "4.00")], check: false))
    try await canteen.served {
      try await eventually { canteen.view?.problem?.code == .alreadyPaid }
      #expect(canteen.view?.problem?.tags == [ServedCanteen.plates[1]])
      #expect(canteen.view?.lines.map(\.plate) == [again])
    }
  }
}
