import Foundation
import Menus
import TagReads
import Testing

@testable import Lanes

@Suite struct `The table of problems` {
  @Test(arguments: LaneProblem.Code.allCases)
  func `every problem has words in both languages`(code: LaneProblem.Code) throws {
    let row = try #require(ProblemText.rows[code])
    #expect(row.zh.hasSuffix("。"))
    #expect(row.en.hasSuffix("."))
    #expect(!row.staff.isEmpty)
    #expect(row.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  @Test func `no two problems say the same`() {
    let rows = ProblemText.rows.values
    #expect(ProblemText.rows.count == LaneProblem.Code.allCases.count)
    #expect(Set(rows.map(\.en)).count == rows.count)
    #expect(Set(rows.map(\.zh)).count == rows.count)
    #expect(Set(rows.map(\.staff)).count == rows.count)
  }

  @Test func `the codes are kebab case`() {
    for code in LaneProblem.Code.allCases {
      #expect(code.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
    }
  }

  @Test func `priority is the order of the codes`() {
    #expect(LaneProblem.Code.allCases == LaneProblem.Code.allCases.sorted())
    #expect(LaneProblem.Code.readerLost < .unknownTag)
  }

  @Test func `a staff line names plates and details, a diner's sentence does not`() {
    let problem = LaneProblem(.unknownTag, tags: Canteen.tags("x"), detail: "seen twice")
    #expect(problem.staff.hasSuffix("(E004010000000078): seen twice"))
    #expect(!problem.diner.en.contains("E004"))
  }

  @Test func `a view survives being written and read`() throws {
    let stage = Stage()
    stage.place("rfx")
    stage.tap("A")
    let view = stage.lane.view
    let bytes = try JSONEncoder().encode(view)
    #expect(try JSONDecoder().decode(LaneView.self, from: bytes) == view)
  }
}
