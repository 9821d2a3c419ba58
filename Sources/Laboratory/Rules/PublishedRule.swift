import Primitives
import TagReads
import Trays

/// A rule of others: it says when the set is whole, and what it decided is final.
///
/// None of the published rules looks again when money moves, so a tap is confirmed at once with
/// what was decided. All of them see registered plates only, as if behind an ALE filter: a ghost
/// that no one has registered costs them nothing.
protocol PublishedRule: TrayDecider {
  /// The tray that is there.
  var stay: TrayStay { get set }

  /// Tags read after the decision are added to the bill until the tap: more than the rule itself
  /// does, to be fair to it.
  var isAmending: Bool { get }

  /// Takes a round of an undecided stay in; the set, if it is decided now.
  mutating func decide(by round: InventoryRound) -> [TagID]?

  /// When the set is decided if nothing more is read; nothing if only rounds can decide it.
  var deadline: Moment? { get }

  /// The tray is gone.
  mutating func forget()
}

extension PublishedRule {
  var isAmending: Bool { false }

  var settled: TrayReading? { stay.bill }

  var deadline: Moment? { nil }

  var nextWake: Moment? { stay.bill == nil ? deadline : nil }

  mutating func forget() {}

  mutating func observe(
    _ round: InventoryRound, knowing: (TagID) -> TagKnowledge
  ) -> [TrayEvent] {
    let round = round.plates(knowing)
    let change = stay.take(round)
    if change == .departed {
      forget()
      return [.departed(at: round.ended)]
    }
    guard stay.began != nil else { return [] }
    var events: [TrayEvent] = change == .arrived ? [.arrived(at: round.ended)] : []
    if stay.bill == nil {
      if let tags = decide(by: round) { events.append(stay.settle(tags, at: round.ended)) }
    } else if isAmending, change == .newTags {
      events.append(stay.settle(stay.tags, at: round.ended))
    }
    return events
  }

  mutating func wake(at now: Moment) -> [TrayEvent] {
    guard let due = nextWake, now >= due else { return [] }
    return [stay.settle(stay.tags, at: now)]
  }

  mutating func beginDecisiveLook(at tap: Moment) -> [TrayEvent] {
    stay.bill.map { [.confirmed($0)] } ?? [.contradicted]
  }

  mutating func cancelDecisiveLook() {}
}

extension InventoryRound {
  /// The round with registered plates only.
  func plates(_ knowing: (TagID) -> TagKnowledge) -> InventoryRound {
    let plates = reads.filter { knowing($0.tag).standing == .plate }
    guard plates.count < reads.count else { return self }
    return InventoryRound(plates, quality: quality, began: began, ended: ended)
  }
}
