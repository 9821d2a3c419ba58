import Foundation
import Operators
import Primitives
import Testing

struct RoleTests {
  /// The table of docs/operators.md, by role and right.
  @Test func `the manual has every right of every role`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manual = try String(
      contentsOf: root.appending(path: "docs/operators.md"), encoding: .utf8)
    let rows = manual.split(separator: "\n").map {
      $0.split(separator: "|", omittingEmptySubsequences: false).map { cell in
        cell.filter { $0 != " " && $0 != "`" }
      }
    }
    let head = try #require(rows.first { $0.count > 1 && $0[1] == "right" })
    for right in Right.allCases {
      let row = try #require(rows.first { $0.count == head.count && $0[1] == right.rawValue })
      for role in Role.allCases {
        let column = try #require(head.firstIndex(of: role.rawValue))
        #expect((row[column] == "yes") == role.rights.contains(right), "\(role) \(right)")
      }
    }
  }

  @Test func `only the administrator adds operators, and has every right`() {
    #expect(Role.having(.operators) == [.administrator])
    #expect(Role.administrator.rights == Set(Right.allCases))
  }

  @Test func `nobody at the counter can pay out, reverse or correct`() {
    for role in [Role.server, .cashier, .manager] {
      #expect(role.rights.isDisjoint(with: [.payOut, .closeAccount, .reverse, .correct, .settle]))
    }
  }

  @Test func `finance moves money and changes neither menu nor plates`() {
    #expect(Role.finance.rights.isSuperset(of: [.payOut, .closeAccount, .reverse, .correct]))
    #expect(Role.finance.rights.isDisjoint(with: [.editMenu, .managePlates, .importAccounts]))
  }

  @Test func `a locked operator may do nothing`() throws {
    let name = try #require(OperatorName("li"))
    let boss = Operator(
      name: name, role: .administrator, isLocked: true, addedAt: WallTime(milliseconds: 0))
    #expect(Right.allCases.allSatisfy { !boss.may($0) })
  }

  @Test(arguments: ["", "Li", "1a", "li wei", "李", String(repeating: "a", count: 33), "shell:x"])
  func `what is no operator's name is refused`(text: String) {
    #expect(OperatorName(text) == nil)
  }
}
