internal import Primitives
internal import ReaderEmulation
internal import TagReads

/// The demo's plates: clean ones in stacks, one for each kind of chip, used ones in the wash until
/// they may be served again.
struct Kitchen: Sendable {
  private struct Stack: Sendable {
    var clean: [EmulatedTag] = []
    var nextClean = 0

    /// Takes up to that many from the top.
    mutating func take(_ count: Int) -> [EmulatedTag] {
      let end = min(nextClean + count, clean.count)
      defer {
        nextClean = end
        if nextClean > 1024 {
          clean.removeFirst(nextClean)
          nextClean = 0
        }
      }
      return Array(clean[nextClean..<end])
    }
  }

  private var stacks: [TagID.Technology: Stack] = [:]
  private var inTheWash: [(tag: EmulatedTag, until: Moment)] = []
  private let washing: Duration

  /// Fills the stacks with every plate of the canteen, each with a read rate of its own that it
  /// keeps: nine of ten read well, some badly, a few very badly.
  /// Plates used before the kitchen opened go into the wash.
  init(
    plates: [TagID], washing: Duration, usedBefore: Set<TagID> = [],
    using generator: inout SeededGenerator
  ) {
    self.washing = washing
    let all = plates.map { plate in
      EmulatedTag(id: plate, readRate: Self.readRate(using: &generator))
    }
    for plate in all where !usedBefore.contains(plate.id) { put(plate) }
    wash(all.filter { usedBefore.contains($0.id) }, at: .origin)
  }

  private static func readRate(using generator: inout SeededGenerator) -> Double {
    let draw = generator.unit()
    let spread = generator.unit()
    if draw < 0.90 { return 0.97 + 0.03 * spread }
    return draw < 0.99 ? 0.80 + 0.17 * spread : 0.55 + 0.25 * spread
  }

  /// Takes up to that many clean plates with such a chip.
  mutating func serve(
    _ count: Int, _ technology: TagID.Technology, at now: Moment
  ) -> [EmulatedTag] {
    while let first = inTheWash.first, first.until <= now {
      put(first.tag)
      inTheWash.removeFirst()
    }
    return stacks[technology]?.take(count) ?? []
  }

  private mutating func put(_ plate: EmulatedTag) {
    stacks[plate.id.technology, default: Stack()].clean.append(plate)
  }

  /// Puts used plates in the wash.
  mutating func wash(_ plates: [EmulatedTag], at now: Moment) {
    inTheWash += plates.map { ($0, now + washing) }
  }
}
