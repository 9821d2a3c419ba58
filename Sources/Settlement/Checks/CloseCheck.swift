import Ledger

/// The Zs against the journal, computed anew while its records pass by.
struct CloseCheck {
  private let heading: JournalHeading
  private var seal: ChainHash
  private var previous: DayClose?
  private var tally = DayTally(after: nil)
  /// How many Zs have been checked.
  private(set) var count = 0

  init(_ heading: JournalHeading) {
    self.heading = heading
    seal = .beforeFirstClose(station: heading.station, currencyCode: heading.currencyCode)
  }

  /// A record belongs to the open period.
  mutating func add(_ transfer: Transfer) { tally.add(transfer) }

  /// A Z comes, after so many records, of which the last had this hash.
  mutating func check(
    _ sealed: SealedClose, after recordCount: Int, _ head: ChainHash
  ) throws(RecordFault) {
    let close = sealed.close
    guard close.number == count + 1 else {
      throw RecordFault("it is missing; Z \(close.number) stands in its place")
    }
    guard close.station == heading.station, close.currencyCode == heading.currencyCode else {
      throw RecordFault("it is of another station or currency")
    }
    guard seal.sealing(close) == sealed.seal else {
      throw RecordFault("its seal does not follow from its content and the Z before it")
    }
    // The Z is as it was sealed, so it is the journal that ends too early.
    guard close.last <= recordCount else {
      throw RecordFault(
        "it is missing; Z \(close.number) has settled it", missing: recordCount + 1)
    }
    guard close.first == (previous?.last ?? 0) + 1, close.last == recordCount else {
      throw RecordFault("it does not settle the records from the Z before it to its place")
    }
    guard close.journalHash == head else {
      throw RecordFault("the journal it settles had another hash")
    }
    try checkFigures(of: close)
    seal = sealed.seal
    previous = close
    tally = DayTally(after: close)
    count += 1
  }

  private func checkFigures(of close: DayClose) throws(RecordFault) {
    guard let figures = try? tally.figures() else {
      throw RecordFault("a sum of its records leaves the range of 64 bits")
    }
    guard figures == close.figures else {
      let names = Set(figures.all.map(\.name)).union(close.figures.all.map(\.name))
      let first = names.filter { figures[$0] != close.figures[$0] }.min() ?? ""
      throw RecordFault("its \(first) is not what its records add up to")
    }
    let broken = SettlementIdentities.of(figures, after: previous?.figures).first { !$0.isKept }
    if let broken { throw RecordFault("it does not hold that \(broken.words)") }
  }
}
