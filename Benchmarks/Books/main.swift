import Foundation
import LedgerStore
import Primitives

// What the books of a large canteen cost: opening them, looking a card up, a debit beside the same
// statements in plain C.
//
//     BooksBenchmark PLAIN-DEBITS DIRECTORY [ACCOUNTS TRANSFERS]
//
// `make bench` runs it with 300,000 accounts and 1,000,000 transfers. The books are made in the
// directory if they are not there yet, which takes minutes, and both sides debit copies of them.

let words = CommandLine.arguments
guard words.count == 3 || words.count == 5 else {
  print("BooksBenchmark PLAIN-DEBITS DIRECTORY [ACCOUNTS TRANSFERS]")
  exit(2)
}
let accountCount = words.count == 5 ? Int(words[3]) ?? 0 : 300_000
let transferCount = words.count == 5 ? Int(words[4]) ?? 0 : 1_000_000
guard accountCount >= DebitTurns.accountCountMin else {
  print("at least \(DebitTurns.accountCountMin) accounts: each debit is of another")
  exit(2)
}
let clock = ContinuousClock()
let files = FileManager.default

let master = BigBooks(
  directory: words[2] + "/master", accountCount: accountCount, transferCount: transferCount)
let making = try clock.measure { try master.open().close() }
print("books of \(accountCount) accounts and \(transferCount) transfers: there after \(making)")

let ours = words[2] + "/ours"
let plain = words[2] + "/plain"
for copy in [ours, plain] {
  try? files.removeItem(atPath: copy)
  try files.copyItem(atPath: master.directory, toPath: copy)
}

var openings = Times()
for _ in 0..<7 {
  let time = try clock.measure {
    let store = try LedgerStore.open(at: ours, station: BigBooks.station)
    _ = try store.catalogue()
    try store.close()
  }
  openings.add(time / .microseconds(1))
}
print("opening and closing the books, median of 7: \(openings.text(0.5))")

let store = try LedgerStore.open(at: ours, station: BigBooks.station)
var lookups = Times()
for number in 0..<10_000 {
  let card = BigBooks.card(number * 7_919 % accountCount)
  let time = try clock.measure { _ = try store.card(card) }
  lookups.add(time / .microseconds(1))
}
print("account by card, 10000 look-ups: p50 \(lookups.text(0.5)), p99 \(lookups.text(0.99))")

try DebitTurns(
  store: store, plainProgram: words[1], plainBooks: plain + "/traytally.sqlite"
).measure()
try store.close()
