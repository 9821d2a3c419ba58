import Operators
import Primitives
import Testing

struct AuditEntryTests {
  private let entry = AuditEntry(
    sequence: 1, at: WallTime(milliseconds: 5), by: "li", act: "accounts.open", subject: "A1",
    outcome: "done")

  /// Computed with Python: hashlib.sha256(bytes(32) + netstrings).
  @Test func `the seal is the SHA-256 of the seal before and the fields`() {
    #expect(
      Hex.text(entry.seal(after: AuditEntry.firstSeal), uppercase: false)
        == "419d6b7bbea803072c4c571743876d650a4016df1dfaa0875a81b106abd73c4f")
  }

  @Test func `every field changes the seal, and so does what went before`() {
    let changes: [(inout AuditEntry) -> Void] = [
      { $0.sequence = 2 }, { $0.at = WallTime(milliseconds: 6) }, { $0.by = "wu" },
      { $0.act = "x" }, { $0.subject = "A2" }, { $0.outcome = "refused" },
      {
        $0.act += "A"
        $0.subject = "1"
      },
    ]
    let first = entry.seal(after: AuditEntry.firstSeal)
    for change in changes {
      var other = entry
      change(&other)
      #expect(other.seal(after: AuditEntry.firstSeal) != first)
    }
    #expect(entry.seal(after: first) != first)
  }

  @Test func `a text without end is cut`() {
    let long = AuditEntry(
      sequence: 1, at: WallTime(milliseconds: 5), by: "li", act: "a", subject: "b",
      outcome: String(repeating: "长", count: 2_000))
    #expect(long.outcome.utf8.count <= AuditEntry.textLengthMax && long.outcome.hasSuffix("..."))
  }
}
