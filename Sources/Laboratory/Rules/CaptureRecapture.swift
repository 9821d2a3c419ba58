import Primitives
import TagReads
import Trays

/// Rounds until the chance that a tag is still unread is small enough, if all tags are alike.
///
/// After Jacobsen, Nielsen, Popovski, Larsen, "Reliable Identification of RFID Tags Using Multiple
/// Independent Reader Sessions", IEEE RFID 2009 (arXiv 0904.2441): sessions are repeated, with a
/// running estimate of the chance that at least one tag is missing, until that is below a target.
/// The estimate by Schnabel's method of capture and recapture (American Mathematical Monthly 45,
/// 1938), with C tags in a round, M known before it and S of those in it:
///
///     N = sum C M / sum S        p = sum C / (R N)
///     chance = 1 - (1 - (1 - p)^R)^N     after R rounds
///
/// The paper modifies another estimator of that family; only its abstract could be read, so the
/// principle is the paper's and the formula the textbook's. All plates have one read rate in it.
/// Both assume that nobody comes between the sessions, so these begin `closedAfter` the first tag,
/// when a tray that is being put down is down: without that it errs on every other tray.
struct CaptureRecapture: PublishedRule {
  /// - closedAfter (duration, 300 ms): from the first tag to the first session.
  static let closedAfter: Duration = .milliseconds(300)

  var stay = TrayStay()
  let isAmending: Bool
  private let missChanceMax: Double
  private var known: Set<TagID> = []
  private var rounds = 0
  private var caught = 0.0
  private var caughtTimesKnown = 0.0
  private var recaught = 0.0

  init(missChanceMax: Double, isAmending: Bool = false) {
    self.missChanceMax = missChanceMax
    self.isAmending = isAmending
  }

  mutating func decide(by round: InventoryRound) -> [TagID]? {
    guard let began = stay.began, round.began >= began + Self.closedAfter else { return nil }
    let tags = round.tags
    rounds += 1
    caught += Double(tags.count)
    caughtTimesKnown += Double(tags.count * known.count)
    recaught += Double(tags.filter(known.contains).count)
    known.formUnion(tags)
    guard let chance = missChance, chance <= missChanceMax else { return nil }
    return stay.tags
  }

  mutating func forget() {
    self = CaptureRecapture(missChanceMax: missChanceMax, isAmending: isAmending)
  }

  /// The estimated chance that a tag is still unread; nothing before any was read twice.
  var missChance: Double? {
    guard recaught > 0, rounds >= 2 else { return nil }
    let count = max(caughtTimesKnown / recaught, Double(known.count))
    let rate = min(caught / (Double(rounds) * count), 1)
    let missed = Self.power(1 - rate, rounds)
    return 1 - Self.power(1 - missed, Int(count.rounded(.up)))
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
