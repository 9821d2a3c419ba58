import Ledger
import Money

/// What refunds have given back of one sale so far.
struct GivenBack {
  private var lines: Set<Int> = []
  private var amounts: [Book: Int64] = [:]

  /// Adds a refund; throws if a line is given back twice, or a book more than the sale took.
  mutating func add(_ refund: Transfer, of sale: Transfer) throws(RecordFault) {
    for place in refund.particulars.lines.compactMap(\.refunds) {
      guard lines.insert(place).inserted else {
        throw RecordFault("line \(place) of \(sale.receipt) had been given back before")
      }
    }
    for posting in refund.postings {
      let sum = amounts[posting.book, default: 0] &+ posting.amount.minorUnits
      amounts[posting.book] = sum
      let taken = sale.postings.filter { $0.book == posting.book }.reduce(0) {
        $0 &+ $1.amount.minorUnits
      }
      guard sum.magnitude <= taken.magnitude, sum == 0 || (sum < 0) == (taken > 0) else {
        throw RecordFault("more is given back than \(sale.receipt) has taken")
      }
    }
  }
}
