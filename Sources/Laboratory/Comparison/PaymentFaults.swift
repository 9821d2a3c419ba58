import TagReads

/// What is wrong with a bill that was paid without a word: nothing, if it is the tray.
///
/// A bill most of whose plates are from another tray than the diner's is the wrong tray, and
/// nothing else is said of it. Otherwise it may lack plates that stand on the tray, have plates
/// that do not, or both.
struct PaymentFaults: Equatable {
  private(set) var isMissing = false
  private(set) var hasStray = false
  private(set) var isWrongTray = false

  var isWrong: Bool { isMissing || hasStray || isWrongTray }

  /// Judges a bill against the truth, both sorted; `homes` are the visits the paid plates are on.
  init(paid: [TagID], homes: [Int?], truth: [TagID], visit: Int) {
    guard paid != truth else { return }
    if Self.isMostlyAnother(homes, visit) {
      isWrongTray = true
      return
    }
    isMissing = !Set(truth).isSubset(of: paid)
    hasStray = !Set(paid).isSubset(of: truth)
  }

  private static func isMostlyAnother(_ homes: [Int?], _ visit: Int) -> Bool {
    var counts: [Int: Int] = [:]
    for home in homes { if let home { counts[home, default: 0] += 1 } }
    let own = counts[visit] ?? 0
    return counts.contains { $0.key != visit && $0.value > own }
  }
}
