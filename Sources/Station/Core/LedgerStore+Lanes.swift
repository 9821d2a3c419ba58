internal import Lanes
internal import Ledger
internal import LedgerStore
internal import TagReads

/// What the books answer a lane, in the words of the station; both runners ask this way.
extension LedgerStore {
  /// Looks a card up; blocks.
  func identify(_ tag: TagID, for lane: Int) -> [StationInput] {
    do throws(StoreError) {
      return [.identified(lane: lane, tag, try card(tag))]
    } catch {
      return [.lookupFailed(lane: lane, tag, error.description)] + ending
    }
  }

  /// Carries a debit out; blocks, and runs to its end whatever becomes of the lane.
  ///
  /// After a failure that leaves it open whether the money moved, nobody may be asked to tap again.
  /// What the tray was judged by is kept for so many days.
  func pay(
    _ request: PaymentRequest, for lane: Int, evidenceDays: Int
  ) -> [StationInput] {
    let result: PaymentResult
    do throws(StoreError) {
      result = .answered(
        try perform(
          request.intent,
          evidence: SaleEvidence(bytes: request.evidence, days: evidenceDays)))
    } catch {
      result = PaymentResult(error)
    }
    return [.paymentFinished(lane: lane, request.id, result)] + ending
  }

  /// Books that have stopped close every lane, whichever of them found it out.
  var ending: [StationInput] { stopped.map { [.booksStopped($0.description)] } ?? [] }
}

extension PaymentResult {
  /// What a failure of the books means for a payment.
  init(_ error: StoreError) {
    self = error.leavesOutcomeOpen ? .unknown(error.description) : .notWritten(error.description)
  }
}
