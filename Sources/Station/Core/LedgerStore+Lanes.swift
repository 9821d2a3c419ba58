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
  /// Only a failure that ends the use of the books leaves it open whether the money moved. After
  /// any other one nothing was written, so that the diner may tap again.
  func pay(_ request: PaymentRequest, for lane: Int) -> [StationInput] {
    let result: PaymentResult
    do throws(StoreError) {
      result = .answered(try perform(request.intent))
    } catch {
      result = error.endsUse ? .unknown(error.description) : .notWritten(error.description)
    }
    return [.paymentFinished(lane: lane, request.id, result)] + ending
  }

  /// Books that have stopped close every lane, whichever of them found it out.
  var ending: [StationInput] { stopped.map { [.booksStopped($0.description)] } ?? [] }
}
