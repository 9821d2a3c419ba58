import Primitives
import Synchronization
public import TagReads

/// The air above one antenna: which tags lie there and how well each is read.
///
/// It is the truth a run is judged by. Any thread may use it; the same seed and the same order of
/// calls give the same reads.
public final class AntennaField: Sendable {
  private struct State {
    var generator: SeededGenerator
    var placements: UInt64 = 0
    var lying: [TagID: LyingTag] = [:]
    var sharedFading = ReadFading.none
    var isSharedFaded = false
    var disturbances: [Disturbance] = []
  }

  private struct Disturbance {
    var kind: DisturbanceKind
    var rounds: Int
  }

  private static let disturbancesMax = 64

  private let state: Mutex<State>

  /// Makes an empty field whose reads follow from the seed.
  public init(seed: UInt64) {
    state = Mutex(State(generator: SeededGenerator(seed: seed)))
  }

  /// Lays tags down; one that lay there already is taken up and laid down anew.
  public func place(_ tags: [EmulatedTag]) {
    state.withLock { state in
      for tag in tags {
        state.placements += 1
        state.lying[tag.id] = LyingTag(
          tag, placement: state.placements, generator: state.generator.split())
      }
    }
  }

  /// Takes tags away and hands over those that lay there, with what is now in their memory.
  @discardableResult
  public func remove(_ tags: [TagID]) -> [EmulatedTag] {
    state.withLock { state in tags.compactMap { state.lying.removeValue(forKey: $0)?.tag } }
  }

  /// Takes everything away.
  public func clear() {
    state.withLock { $0.lying.removeAll() }
  }

  /// The tags that lie there, read or not, sorted.
  public var present: [TagID] {
    state.withLock { $0.lying.keys.sorted() }
  }

  /// The memory of a tag that lies there, block by block in the chip's byte order.
  public func memory(of tag: TagID) -> [[UInt8]]? {
    state.withLock { $0.lying[tag]?.tag.blocks }
  }

  /// Sets the probability, 0 to 1, that a tag lying there answers in one air round.
  public func setReadRate(_ rate: Double, for tag: TagID) {
    state.withLock { $0.lying[tag]?.tag.readRate = rate }
  }

  /// Sets the spells of bad coupling that meet every tag on the antenna at once.
  public func setSharedFading(_ fading: ReadFading) {
    state.withLock { state in
      state.sharedFading = fading
      state.isSharedFaded = false
    }
  }

  /// Lets the next inventories go wrong; calls queue up, of more than 64 the oldest are dropped.
  public func disturb(next rounds: Int, as kind: DisturbanceKind) {
    guard rounds > 0 else { return }
    state.withLock { state in
      state.disturbances.append(Disturbance(kind: kind, rounds: rounds))
      if state.disturbances.count > Self.disturbancesMax { state.disturbances.removeFirst() }
    }
  }
}

// What a reader's antenna does to the field.
extension AntennaField {
  /// One air round: every tag that answers in it, sorted.
  func airRound() -> [LyingTag] {
    state.withLock { state in
      let sharedFactor = Self.stepSharedFading(&state)
      return state.lying.keys.sorted().compactMap { id in
        guard var tag = state.lying[id] else { return nil }
        defer { state.lying[id] = tag }
        return tag.answers(sharedFactor: sharedFactor) ? tag : nil
      }
    }
  }

  /// Everything that lies there, answering or not, sorted.
  func everything() -> [LyingTag] {
    state.withLock { state in state.lying.keys.sorted().compactMap { state.lying[$0] } }
  }

  /// Whether one tag answers a command meant for it alone.
  func answers(_ id: TagID) -> Bool {
    state.withLock { state in
      guard var tag = state.lying[id] else { return false }
      defer { state.lying[id] = tag }
      return tag.answers(sharedFactor: Self.stepSharedFading(&state))
    }
  }

  /// Puts bytes into a block of a tag that lies there.
  func write(_ bytes: [UInt8], block: Int, of id: TagID) {
    state.withLock { state in
      guard let held = state.lying[id]?.tag.blocks, held.indices.contains(block) else { return }
      state.lying[id]?.tag.blocks[block] = bytes
    }
  }

  /// What goes wrong with the next inventory, if anything does.
  func takeDisturbance() -> DisturbanceKind? {
    state.withLock { state in
      guard let next = state.disturbances.first else { return nil }
      if next.rounds > 1 {
        state.disturbances[0].rounds -= 1
      } else {
        state.disturbances.removeFirst()
      }
      return next.kind
    }
  }

  private static func stepSharedFading(_ state: inout State) -> Double {
    state.sharedFading.step(&state.isSharedFaded, using: &state.generator)
    return state.isSharedFaded ? state.sharedFading.rateFactor : 1
  }
}
