import Primitives
import TagReads
import Trays

/// A tray's stay as the rules of others see it: they say when a set is whole, and all of them need
/// someone to say when a tray came and when it went.
///
/// All get the same simple answer. A tray comes with the first tag that is read. It is gone when no
/// tag at all was read for `clearTime` and in `clearRounds` rounds, of whatever quality.
struct TrayStay {
  /// - clearTime (duration, 400 ms): without a tag the tray is gone.
  static let clearTime: Duration = .milliseconds(400)

  /// - clearRounds (rounds, 3): and as many rounds.
  static let clearRounds = 3

  /// What a round changed.
  enum Change: Equatable {
    case nothing
    case arrived
    case newTags
    case departed
  }

  /// When the first tag was read; nothing while the antenna is clear.
  private(set) var began: Moment?

  /// When a tag was first read that had not been read before in this stay.
  private(set) var lastNew = Moment.origin

  /// Every tag read in this stay, sorted.
  private(set) var tags: [TagID] = []

  /// Rounds since the first tag was read, that one included.
  private(set) var rounds = 0

  /// What the rule has decided.
  private(set) var bill: TrayReading?

  private var lastRead = Moment.origin
  private var emptyRounds = 0

  /// Takes a round in.
  mutating func take(_ round: InventoryRound) -> Change {
    guard !round.reads.isEmpty else { return miss(round) }
    emptyRounds = 0
    lastRead = round.ended
    rounds += 1
    let newcomers = round.reads.lazy.map(\.tag).filter { [tags] in !tags.contains($0) }
    let isArrival = began == nil
    if isArrival { began = round.ended }
    let found = Array(newcomers)
    guard !found.isEmpty else { return .nothing }
    tags = (tags + found).sorted()
    lastNew = round.ended
    return isArrival ? .arrived : .newTags
  }

  /// Decides a set; what to say about it.
  mutating func settle(_ tags: [TagID], at now: Moment) -> TrayEvent {
    let reading = TrayReading(tags: tags, at: now, rounds: rounds, risk: 0)
    bill = reading
    return .settled(reading)
  }

  private mutating func miss(_ round: InventoryRound) -> Change {
    guard began != nil else { return .nothing }
    rounds += 1
    emptyRounds += 1
    guard emptyRounds >= Self.clearRounds, round.ended.since(lastRead) >= Self.clearTime else {
      return .nothing
    }
    self = TrayStay()
    return .departed
  }
}
