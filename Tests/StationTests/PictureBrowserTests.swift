import Foundation
import Money
import Testing

@testable import Kiosk
@testable import Lanes

/// Pictures of every state of the display, for `make pictures`.
@Suite(
  .serialized, .timeLimit(.minutes(10)),
  .enabled(if: PictureFolder.path != nil, "TRAYTALLY_PICTURES names no folder"))
struct PictureBrowserTests {
  private static let sizes = [(1080, 1920), (1920, 1080), (390, 844)]

  private static func views() throws -> [(String, LaneView)] {
    var reading = LaneView(.reading)
    reading.tagCount = 5
    var paid = try DisplayBrowserTests.fullBill(plates: 6)
    paid.state = .paid
    paid.receipt = LaneReceipt(
      number: "East-000042", total: paid.total, fromCash: paid.total, fromSubsidy: .zero,
      left: LaneWallets(cash: Amount(minorUnits: 179_520), subsidy: .zero))
    var closed = LaneView(.closed)
    closed.problem = LaneProblem(.laneClosed)
    let plain: [(String, LaneView)] = [
      ("idle", LaneView(.idle)), ("reading", reading),
      ("bill", try DisplayBrowserTests.fullBill(plates: 6)),
      ("bill-of-thirty", try DisplayBrowserTests.fullBill(plates: 30)),
      ("paying", LaneView(.paying)), ("paid", paid), ("clearing", LaneView(.clearing)),
      ("closed", closed),
    ]
    return plain
      + LaneProblem.Code.allCases.map { code in
        var view = LaneView(.problem)
        view.problem = LaneProblem(code)
        return ("problem-" + code.rawValue, view)
      }
  }

  @Test func `every state at every size`() async throws {
    let folder = try #require(PictureFolder.path)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let display = try await ShownLane()
    defer { display.end() }
    let browser = try Browser()
    for (width, height) in Self.sizes {
      try await browser.ask("size", width, height)
      for (name, view) in try Self.views() {
        display.board.show(view, lane: 1)
        try await browser.ask("open", display.url)
        _ = try await browser.ask("await", "body[data-state=\(view.state.rawValue)]", "")
        try await browser.ask("picture", "\(folder)/display-\(name)-\(width)x\(height).png")
      }
    }
    let count = try FileManager.default.contentsOfDirectory(atPath: folder).count
    let stateCount = try Self.views().count
    #expect(count >= stateCount * Self.sizes.count)
  }
}

/// Where the pictures go.
enum PictureFolder {
  static let path = ProcessInfo.processInfo.environment["TRAYTALLY_PICTURES"]
}
