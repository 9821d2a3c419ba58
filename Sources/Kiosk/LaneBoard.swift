public import Lanes
import Synchronization

/// What every lane shows now, and who watches.
///
/// Whoever shows something only leaves it here: what is made of it is the watchers' work. Of each
/// lane the last state waits for a watcher, however slow they are; states that were replaced
/// meanwhile do not. A board that ends ends its watches.
public final class LaneBoard: Sendable {
  private struct State {
    var shown: [Int: ShownView] = [:]
    var watchers: [Int: LaneWatcher] = [:]
    var lastWatcher = 0
    var hasEnded = false
  }

  private let state = Mutex(State())

  /// Makes a board of lanes that show nothing yet.
  public init() {}

  /// A lane shows something else.
  public func show(_ view: LaneView, lane: Int) {
    let shown = ShownView(lane: lane, view)
    state.withLock { state in
      state.shown[lane] = shown
      for number in state.watchers.keys { state.watchers[number]?.note(shown) }
    }
  }

  /// A lane makes a sound.
  public func play(_ sound: LaneSound, lane: Int) {
    state.withLock { state in
      for number in state.watchers.keys { state.watchers[number]?.note(sound, lane: lane) }
    }
  }

  /// What a lane shows; nothing before it has shown anything.
  public func view(of lane: Int) -> LaneView? {
    state.withLock { $0.shown[lane]?.view }
  }

  /// Lets every watcher know that the line is still there.
  func beat() {
    state.withLock { state in
      for number in state.watchers.keys { state.watchers[number]?.noteBeat() }
    }
  }

  /// Watches a lane, or without one all of them, from what they show now.
  func watch(_ lane: Int?) -> LaneWatch {
    let (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state -> Int in
      state.lastWatcher += 1
      guard !state.hasEnded else { return state.lastWatcher }
      var watcher = LaneWatcher(lane: lane, ring: ring)
      for shown in state.shown.values { watcher.note(shown) }
      state.watchers[state.lastWatcher] = watcher
      return state.lastWatcher
    }
    ring.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }
    if state.withLock({ $0.hasEnded }) { ring.finish() }
    return LaneWatch(bell: bell) { [weak self] in
      self?.state.withLock { $0.watchers[number]?.take() } ?? []
    }
  }

  /// How many watch.
  public var watcherCount: Int { state.withLock { $0.watchers.count } }

  /// Takes watchers again, after an end.
  func begin() {
    state.withLock { $0.hasEnded = false }
  }

  /// Sends everybody away.
  public func end() {
    let watchers = state.withLock { state in
      state.hasEnded = true
      defer { state.watchers = [:] }
      return Array(state.watchers.values)
    }
    for watcher in watchers { watcher.ring.finish() }
  }
}

/// Somebody's watch of lanes: at each ring of the bell there is news to be taken.
struct LaneWatch: Sendable {
  /// Rings when there is something new, once for all that has come since.
  let bell: AsyncStream<Void>
  /// Takes what has come, by lane.
  let take: @Sendable () -> [LaneNews]
}

/// What waits for somebody who watches: a state of each lane at most, a sound and a beat.
private struct LaneWatcher {
  /// Nothing for the staff, who watch all lanes and hear none.
  let lane: Int?
  let ring: AsyncStream<Void>.Continuation
  private var views: [Int: ShownView] = [:]
  private var sound: LaneSound?
  private var hasBeat = false

  init(lane: Int?, ring: AsyncStream<Void>.Continuation) {
    self.lane = lane
    self.ring = ring
  }

  mutating func note(_ shown: ShownView) {
    guard lane == nil || lane == shown.lane else { return }
    views[shown.lane] = shown
    ring.yield()
  }

  mutating func note(_ sound: LaneSound, lane number: Int) {
    guard lane == number else { return }
    self.sound = sound
    ring.yield()
  }

  mutating func noteBeat() {
    hasBeat = true
    ring.yield()
  }

  mutating func take() -> [LaneNews] {
    let news =
      views.sorted { $0.key < $1.key }.map { LaneNews.view($0.value) }
      + (sound.map { [.sound($0)] } ?? []) + (hasBeat ? [.beat] : [])
    (views, sound, hasBeat) = ([:], nil, false)
    return news
  }
}
