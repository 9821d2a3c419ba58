public import Lanes
public import Money
import Synchronization

/// What every lane shows now, and who watches.
///
/// Watchers get the state they have come upon and every later one; who is slow misses states that
/// were replaced meanwhile, never the last one. A board that ends ends them.
public final class LaneBoard: Sendable {
  /// - waitingMax (updates, 16): updates that wait for a slow watcher, the newest.
  static let waitingMax = 16

  fileprivate struct Watcher {
    /// Nothing for the staff, who watch all lanes.
    var lane: Int?
    var updates: AsyncStream<ServerEvent>.Continuation
  }

  fileprivate struct State {
    var views: [Int: ServerEvent] = [:]
    var states: [Int: ServerEvent] = [:]
    var shown: [Int: LaneView] = [:]
    var watchers: [Int: Watcher] = [:]
    var lastWatcher = 0
    var lastEvent = 0
    var hasEnded = false
  }

  private let state = Mutex(State())
  private let currency: Currency

  /// Makes a board of lanes that show nothing yet.
  public init(currency: Currency) {
    self.currency = currency
  }

  /// A lane shows something else.
  public func show(_ view: LaneView, lane: Int) {
    let text = DisplayState(view, in: currency).json
    let staffText = LaneState(lane: lane, view: view).json
    state.withLock { state in
      state.lastEvent += 1
      let event = ServerEvent(id: state.lastEvent, name: "view", data: text)
      let staffEvent = ServerEvent(id: state.lastEvent, name: "lane", data: staffText)
      state.views[lane] = event
      state.states[lane] = staffEvent
      state.shown[lane] = view
      state.tell(event, lane: lane)
      state.tell(staffEvent, lane: nil)
    }
  }

  /// A lane makes a sound.
  public func play(_ sound: LaneSound, lane: Int) {
    state.withLock { state in
      state.lastEvent += 1
      state.tell(
        ServerEvent(id: state.lastEvent, name: "sound", data: "\"\(sound.rawValue)\""), lane: lane)
    }
  }

  /// What a lane shows; nothing before it has shown anything.
  public func view(of lane: Int) -> LaneView? {
    state.withLock { $0.shown[lane] }
  }

  /// Lets every watcher know that the line is still there.
  func beat() {
    state.withLock { state in
      for watcher in state.watchers.values { watcher.updates.yield(.beat) }
    }
  }

  /// What a lane shows now and from now on; without a lane, how all lanes are, for the staff.
  func updates(of lane: Int?) -> AsyncStream<ServerEvent> {
    AsyncStream(bufferingPolicy: .bufferingNewest(Self.waitingMax)) { updates in
      let number = state.withLock { state -> Int? in
        guard !state.hasEnded else { return nil }
        state.lastWatcher += 1
        state.watchers[state.lastWatcher] = Watcher(lane: lane, updates: updates)
        for event in state.current(of: lane) { updates.yield(event) }
        return state.lastWatcher
      }
      guard let number else { return updates.finish() }
      updates.onTermination = { [weak self] _ in
        self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
      }
    }
  }

  /// How many watch.
  var watcherCount: Int { state.withLock { $0.watchers.count } }

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
    for watcher in watchers { watcher.updates.finish() }
  }
}

extension LaneBoard.State {
  fileprivate func current(of lane: Int?) -> [ServerEvent] {
    if let lane { return views[lane].map { [$0] } ?? [] }
    return states.sorted { $0.key < $1.key }.map(\.value)
  }

  fileprivate func tell(_ event: ServerEvent, lane: Int?) {
    for watcher in watchers.values where watcher.lane == lane { watcher.updates.yield(event) }
  }
}
