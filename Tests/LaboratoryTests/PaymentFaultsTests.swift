import TagReads
import Testing
import Trays

@testable import Laboratory

struct PaymentFaultsTests {
  private func tags(_ names: String) -> [TagID] { names.map { RuleRun<TrayEngine>.tag($0) } }

  /// The diner's tray, visit 7, has the small letters of the truth; x and y are on visit 8, z on
  /// none.
  private func faults(paid: String, truth: String) -> String {
    let homes: [Int?] = paid.map { $0 == "z" ? nil : "xy".contains($0) ? 8 : 7 }
    let faults = PaymentFaults(paid: tags(paid), homes: homes, truth: tags(truth), visit: 7)
    let names = [
      faults.isMissing ? "missing" : nil, faults.hasStray ? "stray" : nil,
      faults.isWrongTray ? "wrong tray" : nil,
    ]
    #expect(faults.isWrong == names.contains { $0 != nil })
    return names.compactMap { $0 }.joined(separator: ", ")
  }

  @Test func `a bill is right, lacks a plate, has one too many, or both`() {
    #expect(faults(paid: "abc", truth: "abc") == "")
    #expect(faults(paid: "ab", truth: "abc") == "missing")
    #expect(faults(paid: "abcx", truth: "abc") == "stray")
    #expect(faults(paid: "abx", truth: "abc") == "missing, stray")
    #expect(faults(paid: "abc", truth: "ab") == "stray", "taken off and billed")
    #expect(faults(paid: "z", truth: "a") == "missing, stray")
  }

  @Test func `most of it from another tray is the wrong tray`() {
    #expect(faults(paid: "xy", truth: "ab") == "wrong tray")
    #expect(faults(paid: "axy", truth: "ab") == "wrong tray")
    #expect(faults(paid: "ax", truth: "ab") == "missing, stray", "half is not most")
  }

  @Test func `a plate paid twice on the same tray is found, whoever pays`() {
    var paid = PaidPlates(plateCount: 5)
    let payments: [(plates: [Int], homes: [Int?], payer: Int, isTwice: Bool)] = [
      ([0, 1], [3, 3], 3, false), ([2, 3], [4, nil], 4, false), ([1], [3], 4, true),
      ([0, 1], [5, 5], 5, false), ([3], [nil], 6, false),
    ]
    for (plates, homes, payer, isTwice) in payments {
      let found = paid.note(plates, homes: homes)
      #expect(found == isTwice, "paid by \(payer)")
    }
  }

  @Test func `quantiles are the nearest rank`() {
    var times = Quantiles()
    #expect(times.milliseconds([50]) == [nil])
    for time in [15, 20, 35, 40, 50] { times.add(.milliseconds(time)) }
    #expect(times.milliseconds([5, 30, 40, 50, 100]) == [15, 20, 20, 35, 50])
  }
}
