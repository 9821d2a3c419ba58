import Foundation
import Laboratory

// Whether the tray engine keeps what it was built to: no bill wrong without a word, few trays
// undecided, close to the physical floor, and no rule of others better at both.
//
//     Acceptance
//
// `make lab` runs it, for some fifteen minutes. Prints each bound with what was measured; exit
// status 1 means that one was not kept. docs/laboratory.md says which seeds the figures were
// chosen by.

let rules = await ComparisonRun([.mixed], Contender.field, trays: 20_000, seed: 11).figures()
var acceptance = Acceptance()
acceptance.judgeField(rules, seed: 11)
var heldOut: [ComparisonFigures] = []
for seed: UInt64 in 41...50 {
  heldOut.append(await ComparisonRun([.mixed], [.ours], trays: 20_000, seed: seed).figures())
}
acceptance.judgeMixed(heldOut, "seeds 41 to 50")
let thirty = await ComparisonRun([.thirty], [.ours], trays: 2_000, seed: 11).figures()
acceptance.judgeThirty(thirty, seed: 11)
print(acceptance.isKept ? "all bounds kept" : "a bound was not kept")
if !acceptance.isKept { exit(1) }
