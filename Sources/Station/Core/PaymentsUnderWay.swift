internal import Lanes
internal import Ledger
internal import Primitives
internal import TagReads

/// The plates whose debit is being written, lane by lane: a tray that is carried to another lane
/// meanwhile must not be paid there as well.
///
/// A lane has one payment under way at most. One whose end nobody knows stays: its lane is closed,
/// and only opening the books anew tells.
struct PaymentsUnderWay: Sendable {
  private struct Payment: Sendable {
    var visit: UniqueID
    var plates: Set<TagID>
  }

  private var payments: [Int: Payment] = [:]

  /// A lane has asked for a debit.
  mutating func began(_ request: PaymentRequest, on lane: Int) {
    payments[lane] = Payment(visit: request.order.visit, plates: Set(request.plates))
  }

  /// It is known what became of the lane's debit.
  mutating func ended(on lane: Int) {
    payments[lane] = nil
  }

  /// The visit to which a plate is being sold on another lane than this one, if it is.
  func visit(of plate: TagID, besides lane: Int) -> UniqueID? {
    payments.sorted { $0.key < $1.key }
      .first { $0.key != lane && $0.value.plates.contains(plate) }?.value.visit
  }
}
