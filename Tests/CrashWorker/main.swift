import Foundation
import Glibc
import Ledger
import LedgerStore
import Money
import Primitives

/// Debits as fast as it can and says of each that it tries and that it is done, to be killed by a
/// test at any moment.
///
///     CrashWorker debit DIRECTORY FIRST THREADS     sales with ids from FIRST on
///     CrashWorker limit DIRECTORY BYTES             sales until a file may not grow any more
///     CrashWorker batch DIRECTORY FIRST KIND        batches with ids from FIRST on, of KIND grant,
///                                                   charge or reversal
///     CrashWorker import DIRECTORY FIRST            menus with numbers from FIRST on
///     CrashWorker accounts DIRECTORY FIRST          files of accounts with numbers from FIRST on
///     CrashWorker close DIRECTORY FIRST LAST        closings of accounts SFIRST to SLAST
///
/// Lines: `try ID`, `done ID SERIAL`, `failed CODE`. Everything about a sale follows from its id,
/// so that the test can ask for the same again.
let arguments = CommandLine.arguments
guard arguments.count >= 4, let number = Int(arguments[3]) else { exit(2) }

/// One write call a line: lines of several threads never mix, nothing waits in a buffer.
@Sendable func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(STDOUT_FILENO, bytes, bytes.count)
}

@Sendable func sale(_ id: Int) -> Intent {
  let amount = Amount(minorUnits: Int64(100 + id % 400))
  let order = SaleOrder(
    account: id.isMultiple(of: 2) ? "A0001" : "A0002", card: nil, lane: 1,
    visit: UniqueID(high: 3, low: UInt64(id)), mealPeriod: nil,
    lines: [
      SaleLine(plate: "", dish: nil, name: "dish", amount: amount, vatBasisPoints: 0)
    ], total: amount)
  return Intent(
    id: UniqueID(high: 2, low: UInt64(id)), at: WallTime(milliseconds: Int64(id)),
    businessDay: CalendarDay(daysSince1970: 20_780), by: "worker", body: .sale(order))
}

@Sendable func debit(_ store: LedgerStore, _ id: Int) -> Bool {
  say("try \(id)")
  do {
    if case .done(let receipt) = try store.perform(sale(id)) {
      say("done \(id) \(receipt.number.serial)")
    }
    return true
  } catch {
    say("failed \(error.code.rawValue)")
    return false
  }
}

@Sendable func batch(_ id: Int, _ kind: String) -> Batch {
  let accounts = (1...400).compactMap { AccountNumber("S\($0)") }
  let act: Batch.Act =
    switch kind {
    case "grant": .grant(group: "student", amount: Amount(minorUnits: 10), expires: nil)
    case "reversal":
      .reversal(of: UniqueID(high: 4, low: UInt64(id - 1)), reason: "r", takesWhatIsLeft: false)
    default:
      .rows(
        accounts.map {
          .charge(Charge(account: $0, amount: Amount(minorUnits: 10), reason: "bowl"))
        })
    }
  return Batch(
    id: UniqueID(high: 4, low: UInt64(id)), at: WallTime(milliseconds: Int64(id)),
    businessDay: CalendarDay(daysSince1970: 20_780), by: "worker", act: act)
}

/// Performs batches until it is killed; every reversal takes back a grant of its own.
func performBatches(_ store: LedgerStore, from first: Int, _ kind: String) throws {
  var id = first
  while true {
    let kinds = kind == "reversal" ? ["grant", kind] : [kind]
    for (step, kind) in kinds.enumerated() {
      say("try \(id + step)")
      if case .done(let receipt) = try store.perform(batch(id + step, kind)) {
        say("done \(id + step) \(receipt.first?.serial ?? 0)")
      }
    }
    id += 2
  }
}

/// Menus whose every price is their number, so that parts of two of them show.
func importMenus(into store: LedgerStore, from first: Int) throws {
  for number in first... {
    let menu = try ImportedMenu(number, onto: try store.catalogue())
    say("try \(number)")
    _ = try store.replaceCatalogue(menu.catalogue, as: .imported(menu.note))
    say("done \(number) \(number)")
  }
}

do {
  if arguments[1] == "batch" {
    let store = try LedgerStore.open(at: arguments[2], station: "East")
    try performBatches(store, from: number, arguments[4])
  } else if arguments[1] == "import" {
    try importMenus(into: try LedgerStore.open(at: arguments[2], station: "East"), from: number)
  } else if arguments[1] == "accounts" {
    let store = try LedgerStore.open(at: arguments[2], station: "East")
    try ChangedAccounts(store: store).importFiles(from: number)
  } else if arguments[1] == "close" {
    let store = try LedgerStore.open(at: arguments[2], station: "East")
    try ChangedAccounts(store: store).close(from: number, through: Int(arguments[4]) ?? number)
  } else if arguments[1] == "limit" {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(number), rlim_max: rlim_t(number))
    let store = try LedgerStore.open(at: arguments[2], station: "East")
    setrlimit(__rlimit_resource_t(1), &limit)
    var id = 1
    while debit(store, id) { id += 1 }
    _ = debit(store, id + 1)
  } else {
    let store = try LedgerStore.open(at: arguments[2], station: "East")
    let threadCount = Int(arguments.last ?? "") ?? 1
    for thread in 0..<threadCount {
      Thread.detachNewThread {
        var id = number + thread
        while debit(store, id) { id += threadCount }
      }
    }
    while true { sleep(1) }
  }
} catch {
  say("failed \(error)")
  exit(1)
}
