import Primitives
import TagReads
import Trays

/// The tags that EdgeX's RFID application takes for present, as a bill that follows them.
///
/// edgexfoundry/app-rfid-llrp-inventory at 52f6610: a tag is present from its first read on and
/// departed when its last read is longer ago than DepartedThresholdSeconds, which is looked at
/// every DepartedCheckIntervalSeconds. By default these are 600 and 30; both are whole seconds, at
/// least 1. It knows no tray, so the bill is whatever is present, and is shown anew when that
/// changes.
///
/// Its other rule moves a tag between antennas by mean signal strength. HF readers do not tell any,
/// and it would need one decider for both lanes; it is left out.
struct EdgeXPresence: TrayDecider {
  private var bill = PresenceBill()
  private let threshold: Duration
  private let checkInterval: Duration
  private var lastReads: [TagID: Moment] = [:]
  private var nextCheck: Moment?

  init(threshold: Duration = .seconds(600), checkInterval: Duration = .seconds(30)) {
    self.threshold = threshold
    self.checkInterval = checkInterval
  }

  var settled: TrayReading? { bill.reading }

  var nextWake: Moment? { nextCheck }

  mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent] {
    if nextCheck == nil { nextCheck = round.began + checkInterval }
    let known = lastReads.count
    for read in round.plates(knowing).reads {
      lastReads[read.tag] = max(lastReads[read.tag] ?? .origin, round.ended)
    }
    guard lastReads.count > known else { return [] }
    return bill.show(lastReads.keys.sorted(), at: round.ended)
  }

  mutating func wake(at now: Moment) -> [TrayEvent] {
    guard let due = nextCheck, now >= due else { return [] }
    nextCheck = now + checkInterval
    lastReads = lastReads.filter { now.since($0.value) <= threshold }
    return bill.show(lastReads.keys.sorted(), at: now)
  }

  mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent] {
    bill.answer
  }

  mutating func cancelDecisiveLook() {}
}
