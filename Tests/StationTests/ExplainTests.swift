import Foundation
import Lanes
import LedgerStore
import Primitives
import TagReads
import Testing

@testable import Station

/// A tray paid on a running station, explained there and, after it has ended, from the books.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ExplainTests {
  @Test func `a paid tray is explained by the running station and without it`() async throws {
    let canteen = try ServedCanteen()
    let request = DeskRequest.explain(receipt: "Test-000002", replay: true)
    var told: DeskReply?
    try await canteen.served {
      canteen.place(2)
      try await eventually { canteen.view?.lines.count == 2 }
      try canteen.tap()
      try await eventually { canteen.paid == [600] }
      told = try await canteen.ask(request)
    }
    guard case .answer(.explanation(let explanation)) = told else {
      return #expect(Bool(false), "an explanation was expected, not \(String(describing: told))")
    }
    #expect(explanation.plates.map(\.tag) == ServedCanteen.plates.map(\.description))
    #expect(explanation.plates.allSatisfy { $0.name == "面" && ($0.chance ?? 0) > 0.99 })
    #expect(explanation.plates.allSatisfy { $0.reads <= $0.asked && $0.timeline.contains("#") })
    #expect(explanation.risks.map(\.moment) == ["bill", "tap", "payment"])
    #expect(explanation.others.isEmpty && explanation.lane == 1)
    #expect(explanation.replay?.agrees == true && explanation.replay?.hasSameSettings == true)
    let alone = await BooksClerk.performAlone(request, configuration: canteen.configuration) {
      _ in
    }
    #expect(alone == told)
  }

  @Test func `what cannot be explained is said with the remedy`() throws {
    let desk = try BooksDesk()
    try desk.answer(.openAccount(number: "A1", group: "", name: nil, floor: 0))
    let intent = UniqueID(high: 1, low: 1)
    try desk.answer(
      .topUp(intent: intent, number: "A1", amount: 100, tender: "cash", note: ""))
    func refusal(_ receipt: String) -> String {
      desk.refusal(.explain(receipt: receipt, replay: false)) ?? ""
    }
    #expect(refusal("17").contains("Test-000001"))
    #expect(refusal("Test-000099").contains("accounts history"))
    #expect(refusal("Test-000001").contains("is no sale"))
  }
}
