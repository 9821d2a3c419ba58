import Primitives
import TagReads

/// A tag while it lies on an antenna.
struct LyingTag: Sendable {
  /// The chip.
  var tag: EmulatedTag

  /// Which laying-down this is: a chip that was away and is back has another number, because it
  /// lost the field and with it everything a reader had told it.
  let placement: UInt64

  private var generator: SeededGenerator
  private var isFaded = false

  init(_ tag: EmulatedTag, placement: UInt64, generator: SeededGenerator) {
    self.tag = tag
    self.placement = placement
    self.generator = generator
  }

  /// Whether the chip answers in the next air round, in which everything is read that much worse.
  mutating func answers(sharedFactor: Double) -> Bool {
    tag.fading.step(&isFaded, using: &generator)
    let ownFactor = isFaded ? tag.fading.rateFactor : 1
    return generator.chance(tag.readRate * ownFactor * sharedFactor)
  }
}
