import Primitives
import Trays

/// The figures of many trays.
struct LotteryFigures: CustomStringConvertible {
  private(set) var trays = 0
  private(set) var wrongAtTap = 0
  private(set) var contradicted = 0
  private(set) var undecided = 0
  private(set) var wrongSilently = 0
  private(set) var neverConfirmed = 0
  private var amendments = 0
  private var settleTimes: [Duration] = []
  private var lookTimes: [Duration] = []

  init(of lottery: TrayLottery, trays count: Int) {
    var lottery = lottery
    for _ in 0..<count { add(lottery.play()) }
    settleTimes.sort()
    lookTimes.sort()
  }

  private mutating func add(_ outcome: TrayLottery.Outcome) {
    trays += 1
    amendments += max(0, outcome.billsShown - 1)
    if let time = outcome.settledAfterRest { settleTimes.append(time) }
    if !outcome.isRightAtTap { wrongAtTap += 1 }
    switch outcome.firstAnswer {
    case .contradicted: contradicted += 1
    case .undecided: undecided += 1
    default: break
    }
    guard let time = outcome.confirmedAfterTap else {
      neverConfirmed += 1
      return
    }
    lookTimes.append(time)
    if !outcome.isRightWhenConfirmed { wrongSilently += 1 }
  }

  /// Milliseconds from rest to the first bill that was right.
  func settle(_ percent: Int) -> Int64 { Self.quantile(settleTimes, percent) }

  /// Milliseconds from a tap to its confirmation.
  func look(_ percent: Int) -> Int64 { Self.quantile(lookTimes, percent) }

  private static func quantile(_ sorted: [Duration], _ percent: Int) -> Int64 {
    sorted.isEmpty ? 0 : sorted[(sorted.count - 1) * percent / 100].wholeMilliseconds
  }

  var description: String {
    """
    \(trays) trays, \(wrongSilently) paid wrong silently; bill p50 \(settle(50)) p95 \(settle(95)) \
    p99 \(settle(99)) ms after rest, \(amendments) amendments; bill wrong at the first tap \
    \(wrongAtTap), its look contradicted \(contradicted), undecided \(undecided); never confirmed \
    \(neverConfirmed); tap to confirmation p50 \(look(50)) p95 \(look(95)) ms
    """
  }
}
