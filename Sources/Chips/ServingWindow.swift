public import TagReads

/// A serving window: every plate put on its reader is written, once, and whoever stands there sees
/// at a glance how that went.
///
/// A machine without I/O. A plate that has been written stays quiet until it has been away. One
/// that failed is tried again once it has been seen anew, a few times, so that neither a reader
/// that is away nor a plate in somebody's hand uses the tries up; then it waits to be put down
/// anew. For that one complete round without it is enough, since whoever is told to put it back
/// does so at once; the tries that a plate gets which was only missed do no harm. A plate that is
/// taken away before it was written is told like one that failed. Plates are written one after the
/// other in the order of their numbers.
public struct ServingWindow: Sendable {
  /// What the light shows.
  public enum Light: String, Hashable, Sendable {
    /// Nothing lies there: put a plate down.
    case ready
    /// A plate is being written, or waits for its next try: leave it there.
    case busy
    /// Every plate on the reader has been written: take it.
    case done
    /// A plate could not be written; or one was taken away before it was, and none has come since.
    case failed
  }

  /// What the window wants.
  public enum Action: Equatable, Sendable {
    /// Write this plate, then say `finished`.
    case write(TagID)
    /// The light shows something else now.
    case light(Light)
    /// A plate has been written; so many have been in all. Worth a sound.
    case written(TagID, count: Int)
    /// A plate could not be written, for the reason of its last try, and will not be tried again
    /// until it is put down anew. Worth another sound.
    case failed(TagID, ChipWriteFault)
  }

  /// Tries for one plate while it lies there.
  public static let triesMax = 3
  /// Plates that are looked after at a time; a reader's field holds no more.
  public static let platesMax = 64
  /// Complete rounds without a plate after which it has been away.
  public static let missesMax = 3

  private var lying: [TagID: LyingPlate] = [:]
  private var underWay: TagID?
  private var light = Light.ready
  /// A plate was taken away before it was written, and none has been put down since.
  private var hasLostPlate = false

  /// Plates written so far.
  public private(set) var writtenCount = 0

  /// Makes a window with nothing on it.
  public init() {}

  /// Takes a round of the window's reader in.
  public mutating func observe(_ round: InventoryRound) -> [Action] {
    for tag in round.tags where lying[tag] == nil && lying.count < Self.platesMax {
      lying[tag] = LyingPlate()
      hasLostPlate = false
    }
    for tag in lying.keys.sorted() {
      if round.tags.contains(tag) {
        lying[tag]?.seen()
      } else if round.quality == .complete, tag != underWay {
        lying[tag]?.misses += 1
      }
    }
    return removeAbsent() + goOn()
  }

  /// The writing of a plate has ended.
  public mutating func finished(_ tag: TagID, fault: ChipWriteFault?) -> [Action] {
    guard tag == underWay else { return [] }
    underWay = nil
    guard let fault else {
      writtenCount += 1
      lying[tag]?.fate = .written
      return [.written(tag, count: writtenCount)] + goOn()
    }
    lying[tag]?.failed(fault, triesMax: Self.triesMax)
    let hasEnded = lying[tag]?.fate == .failed
    return (hasEnded ? [.failed(tag, fault)] : []) + goOn()
  }

  /// Forgets the plates that have been taken away; those that wait for another try will not get it.
  private mutating func removeAbsent() -> [Action] {
    let absent = lying.filter { $0.value.misses >= Self.missesMax }
    var actions: [Action] = []
    for (tag, plate) in absent.sorted(by: { $0.key < $1.key }) {
      lying[tag] = nil
      guard case .waiting = plate.fate, let fault = plate.lastFault else { continue }
      hasLostPlate = true
      actions.append(.failed(tag, fault))
    }
    return actions
  }

  private mutating func goOn() -> [Action] {
    var actions: [Action] = []
    if underWay == nil, let next = lying.keys.sorted().first(where: isDue) {
      underWay = next
      lying[next]?.begun()
      actions.append(.write(next))
    }
    let shown = shownLight
    if shown != light {
      light = shown
      actions.append(.light(shown))
    }
    return actions
  }

  private func isDue(_ tag: TagID) -> Bool {
    guard let plate = lying[tag], case .waiting = plate.fate else { return false }
    return plate.isSeen
  }

  private var shownLight: Light {
    let fates = lying.values.map(\.fate)
    if fates.contains(where: \.isWaiting) { return .busy }
    if hasLostPlate || fates.contains(.failed) { return .failed }
    return lying.isEmpty ? .ready : .done
  }
}

/// A plate on the window's reader.
private struct LyingPlate: Sendable {
  enum Fate: Equatable, Sendable {
    case waiting(tries: Int)
    case written
    case failed

    var isWaiting: Bool {
      if case .waiting = self { true } else { false }
    }
  }

  var fate = Fate.waiting(tries: 0)
  /// Complete rounds without it since it was last seen.
  var misses = 0
  /// It has been seen since its last try began.
  private(set) var isSeen = false
  private(set) var lastFault: ChipWriteFault?

  mutating func seen() {
    if fate == .failed, misses > 0 {
      fate = .waiting(tries: 0)
      lastFault = nil
    }
    misses = 0
    isSeen = true
  }

  mutating func begun() {
    guard case .waiting(let tries) = fate else { return }
    fate = .waiting(tries: tries + 1)
    isSeen = false
  }

  mutating func failed(_ fault: ChipWriteFault, triesMax: Int) {
    guard case .waiting(let tries) = fate else { return }
    lastFault = fault
    // A round that came while it was being written says nothing about after.
    isSeen = false
    if tries >= triesMax { fate = .failed }
  }
}
