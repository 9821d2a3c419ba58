import Foundation
import Lanes
import Operators
import Primitives
import Settlement
import Testing

@testable import Station

/// Closing at the desk, with and without a running station.
@Suite(.serialized, .timeLimit(.minutes(2))) struct DayDeskTests {
  private func close(_ id: UInt64) -> DeskRequest {
    .day(.close(id: UniqueID(high: 5, low: id), counted: nil, reason: ""))
  }

  private func day(_ reply: DeskReply) throws -> DayAnswer {
    guard case .answer(.day(let day)) = reply else { throw BooksDesk.Unanswered(reply: reply) }
    return day
  }

  @Test func `what is closed while lanes serve is exported at once, and read beside them`()
    async throws
  {
    let folder = try Scratch()
    let canteen = try ServedCanteen {
      $0.exportFolder = folder.path + "/finance"
      $0.exportFormats = [.csv, .json]
    }
    try await canteen.served {
      canteen.place(2)
      try await eventually { canteen.view?.state == .bill }
      try canteen.tap()
      try await eventually { canteen.view?.state == .paid }
      let sealed = try day(try await canteen.ask(close(1)))
      #expect(sealed.number == 1 && sealed.figures["sales:net"] == 600)
      try await eventuallyAsync {
        (try? day(try await canteen.ask(.day(.look))))?.trouble?.contains("no folder") == true
      }
      let folder = folder.path + "/finance"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      #expect(try day(try await canteen.ask(close(2))).number == 1, "nothing is new")
      try await eventually {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter {
          !$0.hasPrefix(".")
        }.count == 4
      }
      try await eventuallyAsync {
        (try? day(try await canteen.ask(.day(.look)))).map { $0.trouble == nil } == true
      }
      let report = try await ReportMaker.make(.last, configuration: canteen.configuration)
      #expect(report.total.gross == 600 && report.lanes.map(\.lane) == ["1"])
      #expect(report.lanes.last?.settledMedianMilliseconds != nil, "from the tray's evidence")
    }
  }

  @Test func `closing takes the right to settle, looking takes none`() throws {
    let canteen = try SettledDesk()
    let desk = canteen.desk
    try desk.answer(
      .operators(.add(name: "boss", role: "administrator", secret: "secret-1")))
    #expect(desk.refusal(close(1))?.contains("settle") == true)
    #expect(desk.refusal(.day(.look)) == nil)
    let reply = desk.clerk.perform(
      close(1), from: DeskClaim(user: "li", name: "boss", secret: "secret-1")
    ) { _ in }
    #expect(try day(reply).by == "boss")
  }
}
