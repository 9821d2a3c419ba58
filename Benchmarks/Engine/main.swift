import Foundation

// What the tray engine costs: a round of thirty tags on sixteen lanes that hear of one another, and
// a day of trays on one lane.
//
//     EngineBenchmark [ROUNDS]
//
// `make bench` runs it. Exit status 1 means that memory grew over the day.

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000
FullStation().measure(rounds: rounds)
if !LongDay().measure() { exit(1) }
