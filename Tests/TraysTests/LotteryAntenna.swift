import Primitives
import TagReads
import Trays

/// The invented antenna of the tray lottery: what lies on it, and what its reader makes of that.
///
/// For shape only. Of a mixed tray nine plates in ten answer in 90 to 99 of 100 rounds, the others
/// worse and a few much worse; each keeps its rate for the whole stay. Plates come into the field
/// one after the other within 300 ms; one tray in fifty gets a late dish before the tap. A plate
/// can be covered for some rounds, one round in fifty is cut short or disturbed, and in one of a
/// thousand a damaged answer passes for a tag. A round takes 22 ms and 7 ms a plate, and 5 ms pass
/// between two.
struct LotteryAntenna {
  private struct Plate {
    var tag: TagID
    var readRate: Double
    var placed: Moment
    var coveredRounds = 0
  }

  /// The plates on the tray, sorted.
  var truth: [TagID] { plates.map(\.tag).sorted() }

  /// When the last of the first plates came to rest.
  let rest: Moment

  private var plates: [Plate]
  private var random: SeededGenerator

  init(_ deal: TrayLottery.Deal, random: SeededGenerator) {
    self.random = random
    plates = []
    for index in 0..<self.random.integer(deal.plateCounts) {
      plates.append(
        Plate(
          tag: Timeline.tag(index), readRate: Self.readRate(deal, &self.random),
          placed: .origin + .milliseconds(self.random.integer(0...300))))
    }
    rest = plates.map(\.placed).max() ?? .origin
    if self.random.chance(deal.lateShare) {
      plates.append(
        Plate(
          tag: Timeline.tag(plates.count), readRate: Self.readRate(deal, &self.random),
          placed: rest + .milliseconds(self.random.integer(300...1_400))))
    }
  }

  private static func readRate(
    _ deal: TrayLottery.Deal, _ random: inout SeededGenerator
  ) -> Double {
    guard random.chance(deal.poorShare) else { return 0.9 + 0.09 * random.unit() }
    return random.chance(0.8) ? 0.5 + 0.4 * random.unit() : 0.2 + 0.3 * random.unit()
  }

  static func standing(of tag: TagID) -> TagStanding {
    tag < Timeline.tag(1_000) ? .plate : .unknown
  }

  mutating func round(began: Moment) -> InventoryRound {
    var tags: [TagID] = []
    for index in plates.indices where plates[index].placed <= began {
      if random.chance(0.005) { plates[index].coveredRounds = random.integer(1...5) }
      let isCovered = plates[index].coveredRounds > 0
      if isCovered { plates[index].coveredRounds -= 1 }
      if !isCovered, random.chance(plates[index].readRate) { tags.append(plates[index].tag) }
    }
    let quality = drawQuality()
    if quality != .complete { tags = tags.filter { _ in random.chance(0.5) } }
    if random.chance(0.001) { tags.append(Timeline.tag(1_000 + random.integer(0...9_999))) }
    return InventoryRound(
      tags.map { TagRead($0) }, quality: quality, began: began,
      ended: began + .milliseconds(22 + 7 * plates.count))
  }

  private mutating func drawQuality() -> InventoryRound.Quality {
    guard random.chance(0.02) else { return .complete }
    return random.chance(0.5) ? .partial : .disturbed
  }
}
