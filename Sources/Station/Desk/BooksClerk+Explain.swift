internal import Lanes
internal import Ledger
internal import LedgerStore
internal import Primitives
internal import TagReads
internal import Trays

extension BooksClerk {
  /// What a receipt's tray was judged by.
  func explain(_ text: String, isReplayed: Bool) throws -> ExplanationAnswer {
    guard let receipt = ReceiptNumber(text) else {
      throw DeskRefusal(
        "'\(text)' is not a receipt number: write it as it is printed, such as "
          + "\(configuration.station)-000001")
    }
    guard let transfer = try store.transfer(receipt) else {
      throw DeskRefusal(
        "there is no receipt \(receipt) in these books: 'accounts history' lists an account's "
          + "receipts")
    }
    guard transfer.kind == .sale else {
      throw DeskRefusal(
        "receipt \(receipt) is no sale (\(transfer.kind.rawValue)): only a paid tray can be "
          + "explained")
    }
    guard let bytes = try store.evidence(of: receipt) else {
      throw DeskRefusal(noEvidence(of: receipt))
    }
    do throws(TraceFault) {
      return answer(transfer, try TrayTrace(bytes: bytes), isReplayed: isReplayed)
    } catch {
      throw DeskRefusal(error.description)
    }
  }

  private func noEvidence(of receipt: ReceiptNumber) -> String {
    let days = configuration.explainDays
    return days == 0
      ? "nothing is kept of what the tray of \(receipt) was judged by: explain_days is 0; set it "
        + "to a number of days for later payments"
      : "nothing is kept of what the tray of \(receipt) was judged by: evidence is kept for "
        + "\(days) days (explain_days), and sales keyed by staff have none"
  }

  private func answer(
    _ transfer: Transfer, _ trace: TrayTrace, isReplayed: Bool
  ) -> ExplanationAnswer {
    let sale = transfer.particulars
    let names = Dictionary(sale.lines.map { ($0.plate, $0.name) }) { first, _ in first }
    let sights = TraceSight.sights(in: trace)
    let told = sights.map { ExplainedTag($0, name: names[$0.tag.tag.description], in: trace) }
    let pairs = zip(sights, told)
    return ExplanationAnswer(
      receipt: transfer.receipt.description, at: transfer.at.milliseconds, lane: sale.lane,
      rounds: trace.roundCount, completeRounds: trace.completeRounds,
      risks: ExplainedRisk.all(in: trace), marks: TraceSight.marks(of: trace),
      plates: pairs.filter { $0.0.tag.isDecided }.map(\.1),
      others: pairs.filter { !$0.0.tag.isDecided }.map(\.1), readsLeftOut: trace.readsLeftOut,
      replay: isReplayed ? replay(trace, lane: sale.lane) : nil)
  }

  private func replay(_ trace: TrayTrace, lane: Int?) -> ExplainedReplay {
    let settings =
      configuration.lanes.first { $0.id == lane }.map { configuration.laneSettings(for: $0).tray }
      ?? TraySettings()
    let replay = TraceReplay(trace, settings: settings)
    return ExplainedReplay(
      agrees: replay.confirmed?.tags == trace.decided,
      hasSameSettings: settings.digest == trace.settingsDigest,
      tags: replay.confirmed?.tags.map(\.description), risk: replay.confirmed?.risk)
  }
}
