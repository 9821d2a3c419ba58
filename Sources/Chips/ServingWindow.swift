public import TagReads

/// A serving window: every plate put on its reader is written, once, and whoever stands there sees
/// at a glance how that went.
///
/// A machine without I/O. A plate that has been written stays quiet until it has been away; a plate
/// that failed is tried again while it lies there, a few times, and then waits to be put down anew.
/// Plates are written one after the other in the order of their numbers.
public struct ServingWindow: Sendable {
  /// What the light shows.
  public enum Light: String, Hashable, Sendable {
    /// Nothing lies there: put a plate down.
    case ready
    /// A plate is being written: leave it there.
    case busy
    /// Every plate on the reader has been written: take it.
    case done
    /// A plate could not be written.
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
    /// A plate could not be written, and will not be tried again until it is put down anew. Worth
    /// another sound.
    case failed(TagID, ChipWriteFault)
  }

  /// Tries for one plate while it lies there.
  public static let triesMax = 3
  /// Plates that are looked after at a time; a reader's field holds no more.
  public static let platesMax = 64
  /// Complete rounds without a plate after which it has been away.
  public static let missesMax = 3

  private enum Fate: Equatable, Sendable {
    case waiting(tries: Int)
    case written
    case failed
  }

  private struct Lying: Sendable {
    var fate = Fate.waiting(tries: 0)
    var misses = 0
  }

  private var lying: [TagID: Lying] = [:]
  private var underWay: TagID?
  private var light = Light.ready

  /// Plates written so far.
  public private(set) var writtenCount = 0

  /// Makes a window with nothing on it.
  public init() {}

  /// Takes a round of the window's reader in.
  public mutating func observe(_ round: InventoryRound) -> [Action] {
    for tag in round.tags where lying[tag] == nil && lying.count < Self.platesMax {
      lying[tag] = Lying()
    }
    for tag in lying.keys.sorted() {
      if round.tags.contains(tag) {
        lying[tag]?.misses = 0
      } else if round.quality == .complete, tag != underWay {
        lying[tag]?.misses += 1
      }
    }
    lying = lying.filter { $0.value.misses < Self.missesMax }
    return goOn()
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
    guard case .waiting(let tries) = lying[tag]?.fate else { return goOn() }
    guard tries >= Self.triesMax else { return goOn() }
    lying[tag]?.fate = .failed
    return [.failed(tag, fault)] + goOn()
  }

  private mutating func goOn() -> [Action] {
    var actions: [Action] = []
    if underWay == nil, let next = nextWaiting {
      underWay = next.tag
      lying[next.tag]?.fate = .waiting(tries: next.tries + 1)
      actions.append(.write(next.tag))
    }
    let shown = shownLight
    if shown != light {
      light = shown
      actions.append(.light(shown))
    }
    return actions
  }

  private var nextWaiting: (tag: TagID, tries: Int)? {
    for tag in lying.keys.sorted() {
      if case .waiting(let tries) = lying[tag]?.fate { return (tag, tries) }
    }
    return nil
  }

  private var shownLight: Light {
    if underWay != nil { return .busy }
    if lying.values.contains(where: { $0.fate == .failed }) { return .failed }
    return lying.isEmpty ? .ready : .done
  }
}
