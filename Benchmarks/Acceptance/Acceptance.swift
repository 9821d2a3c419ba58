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
    judgeMixed([figures], "seed \(seed)")
    guard let scenario = figures.scenarios.first else { return }
    let better = scenario.rules(beating: "ours").filter { !$0.hasPrefix("ours") }
    note(
      "mixed, seed \(seed): rules of others that are both quicker and less often wrong",
      better.isEmpty ? "none" : better.joined(separator: ", "), "none", better.isEmpty)
  }

  /// Ours in the mixed scenario, all runs together.
  mutating func judgeMixed(_ runs: [ComparisonFigures], _ seeds: String) {
    let ours = runs.compactMap { self.ours($0) }
    let trays = ours.reduce(0) { $0 + $1.trays }
    let wrong = ours.reduce(0) { $0 + $1.silentWrong.count }
    let undecided = ours.reduce(0) { $0 + $1.undecided.count }
    let name = "mixed, \(seeds), \(trays) trays"
    let wrongMost = silentMax * trays / 20_000
    note("\(name): silently wrong", "\(wrong)", "at most \(wrongMost)", wrong <= wrongMost)
    let undecidedMost = Int(undecidedMax * Double(trays))
    let isDecided = undecided <= undecidedMost
    note("\(name): undecided", "\(undecided)", "at most \(undecidedMost)", isDecided)
    let factor = ours.map { $0.settleOverFloor ?? .infinity }.max() ?? .infinity
    note(
      "\(name): settle p50 over the floor's, on any seed", "\((factor * 100).rounded() / 100)",
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
