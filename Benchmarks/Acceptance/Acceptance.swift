import Laboratory

/// What the engine must keep, held against the figures of comparisons.
struct Acceptance {
  /// - silentMax (trays in 20,000, 1): bills that may be wrong without a word.
  private let silentMax = 1

  /// - undecidedMax (share of trays, 0.01): trays that may stay undecided.
  private let undecidedMax = 0.01

  /// - floorMax (factor, 1.5): how far the median time to the right bill may be over the floor's.
  private let floorMax = 1.5

  /// False once a bound was broken.
  private(set) var isKept = true

  /// All rules on the same rounds: the bounds of ours, and that none of the others beats it.
  mutating func judgeField(_ figures: ComparisonFigures, seed: UInt64) {
    judgeMixed(figures, seed: seed)
    guard let scenario = figures.scenarios.first else { return }
    let better = scenario.rules(beating: "ours").filter { !$0.hasPrefix("ours") }
    note(
      "mixed, seed \(seed): rules of others that are both quicker and less often wrong",
      better.isEmpty ? "none" : better.joined(separator: ", "), "none", better.isEmpty)
  }

  /// Ours in the mixed scenario.
  mutating func judgeMixed(_ figures: ComparisonFigures, seed: UInt64) {
    guard let ours = ours(figures) else { return }
    let name = "mixed, seed \(seed), \(ours.trays) trays"
    let (wrong, undecided) = (ours.silentWrong.count, ours.undecided.count)
    note("\(name): silently wrong", "\(wrong)", "at most \(silentMax)", wrong <= silentMax)
    let undecidedMost = Int(undecidedMax * Double(ours.trays))
    let isDecided = undecided <= undecidedMost
    note("\(name): undecided", "\(undecided)", "at most \(undecidedMost)", isDecided)
    let factor = ours.settleOverFloor ?? .infinity
    note(
      "\(name): settle p50 over the floor's", "\((factor * 100).rounded() / 100)",
      "at most \(floorMax)", factor <= floorMax)
  }

  /// Thirty plates.
  mutating func judgeThirty(_ figures: ComparisonFigures, seed: UInt64) {
    guard let ours = ours(figures) else { return }
    let wrong = ours.silentWrong.count
    note(
      "thirty plates, seed \(seed), \(ours.trays) trays: silently wrong", "\(wrong)", "none",
      wrong == 0)
    let times = [ours.settle.p50, figures.scenarios.first?.floor.p50].map { Int($0 ?? 0) }
    print("       settle p50 \(times[0]) ms, floor \(times[1]) ms,", terminator: " ")
    print("\(ours.undecided.count) undecided")
  }

  /// Ours; without it nothing is kept.
  private mutating func ours(_ figures: ComparisonFigures) -> RuleFigures? {
    let ours = figures.scenarios.first?.rules.first { $0.name == "ours" }
    if ours == nil { isKept = false }
    return ours
  }

  private mutating func note(_ what: String, _ measured: String, _ bound: String, _ holds: Bool) {
    print("\(holds ? "ok    " : "BROKEN") \(what): \(measured), \(bound)")
    isKept = isKept && holds
  }
}
