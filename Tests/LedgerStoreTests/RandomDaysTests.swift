import Foundation
import Ledger
import LedgerStore
import Money
import Primitives
import Settlement
import Testing

/// Random days: whatever happened, the sums agree, by our count and by that of others.
@Suite(.timeLimit(.minutes(5))) struct RandomDaysTests {
  /// How many canteens are played; each has 150 acts and some eight Zs.
  private static let canteenCount = 40

  private static let played: Result<[RandomDays], any Error> = Result {
    try (1...canteenCount).map { seed in
      var days = try RandomDays(seed: UInt64(seed))
      try days.play(150)
      return days
    }
  }

  @Test func `every identity holds, and every breakdown comes to the same`() throws {
    var kinds: Set<String> = []
    for days in try Self.played.get() {
      var previous: Figures?
      for sealed in days.closes {
        let figures = sealed.close.figures
        let broken = SettlementIdentities.of(figures, after: previous).filter { !$0.isKept }
        #expect(broken.isEmpty, "Z \(sealed.close.number) in \(days.zone): \(broken)")
        kinds.formUnion(figures.below("count").map(\.name))
        previous = figures
      }
      #expect(days.closes.map(\.close.number) == Array(1...days.closes.count))
    }
    // Days without any reversal would keep its identities for nothing.
    #expect(kinds == Set(TransferKind.allCases.map(\.rawValue)))
  }

  @Test func `the closing wallets are those of the accounts`() throws {
    for days in try Self.played.get() {
      let figures = try #require(days.closes.last?.close.figures)
      let cash = try (1...3).reduce(0) { try $0 + (days.canteen.cash($1) ?? 0) }
      #expect(figures[FigureName.closing(.cash)] == cash)
    }
  }

  @Test func `the books hold, and the auditor's program agrees each time`() throws {
    var journals: [String] = []
    for days in try Self.played.get() {
      let report = try days.canteen.store.verify(includingFile: false)
      #expect(report.isSound, "\(report.fault?.description ?? "")")
      #expect(report.closeCount == days.closes.count)
      journals.append(try days.journal())
    }
    let outcome = try Programs.verifier(journals)
    #expect(outcome.code == 0, "\(outcome.text)")
    for (days, line) in zip(try Self.played.get(), outcome.lines) {
      let code = try #require(days.closes.last?.seal.shortCode)
      #expect(line.hasSuffix("\(days.closes.count) Zs hold; the last seal is \(code)"))
    }
    #expect(outcome.lines.count == Self.canteenCount)
  }

  @Test func `a seal that was written down is missed in a journal made anew`() throws {
    let days = try #require(try Self.played.get().first)
    let other = try #require(try Self.played.get().last?.closes.last?.seal.shortCode)
    let own = try #require(days.closes.first?.seal.shortCode)
    let path = try days.journal()
    #expect(try Programs.verifier(["--seal", own.lowercased(), path]).code == 0)
    let missed = try Programs.verifier(["--seal", other, path])
    #expect(missed.code == 1 && missed.text.contains("no Z has the seal \(other)"))
  }

  @Test func `hledger checks the exported journals and comes to the figures of the Zs`() throws {
    for days in try Self.played.get().prefix(12) {
      let path = try hledgerJournal(of: days)
      let check = try Programs.hledger(["-f", path, "check", "--strict"])
      #expect(check.code == 0, "\(check.text)")
      try compareBalances(path, days)
    }
  }

  private func hledgerJournal(of days: RandomDays) throws -> String {
    var bytes: [UInt8] = []
    var journal = HledgerJournal(currency: .cny) { bytes += $0 }
    try days.canteen.store.tourSettlements(1...days.closes.count, &journal)
    let path = days.canteen.scratch.path + "/z.journal"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  /// What hledger adds up against the sums that stand in the Zs.
  private func compareBalances(_ path: String, _ days: RandomDays) throws {
    let last = try #require(days.closes.last?.close.figures)
    let vat = days.closes.reduce(0) { $0 + $1.close.figures[FigureName.vat] }
    let net = days.closes.reduce(0) { $0 + $1.close.figures[FigureName.net] }
    let wanted: [(String, Int64)] = [
      ("^revenues:sales", vat - net), ("^liabilities:vat", -vat),
      ("^liabilities:wallets:cash$", -last[FigureName.closing(.cash)]),
      ("^liabilities:wallets:subsidy$", -last[FigureName.closing(.subsidy)]),
      ("^liabilities:wallets:ticket$", -last[FigureName.closing(.ticket)]),
    ]
    for (query, amount) in wanted {
      let outcome = try Programs.hledger(["-f", path, "balance", query, "-O", "csv"])
      let total = try #require(outcome.lines.last { $0.hasPrefix("\"total\"") })
      let text = total.split(separator: "\"").last.map { String($0) } ?? ""
      let found =
        text == "0"
        ? 0
        : Currency.cny.parse(
          String(text.prefix { $0 != " " }), allowingNegative: true)?.minorUnits
      #expect(found == amount, "\(query) in \(days.zone): \(total)")
    }
  }

  @Test func `hledger finds a unit that is amiss`() throws {
    let days = try #require(try Self.played.get().first)
    let path = try hledgerJournal(of: days)
    var text = try String(contentsOfFile: path, encoding: .utf8)
    let range = try #require(text.range(of: "    liabilities:wallets:cash  0.00 CNY = -"))
    text.insert("1", at: range.upperBound)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try Programs.hledger(["-f", path, "check"]).code != 0)
  }
}
