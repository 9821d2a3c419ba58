internal import Foundation
internal import LedgerStore
internal import Menus
internal import Primitives
internal import ReaderEmulation
internal import Synchronization
internal import TagReads

/// With a display.
extension DemoStage {
  /// Runs the real daemon with emulated readers until it is stopped or the last diner has left.
  ///
  /// - Parameters:
  ///   - onLine: takes every event as a line of JSON.
  ///   - onScreen: takes what is to be shown to people, for a terminal of the size that `size`
  ///     gives at the time, or for a file if it gives none.
  ///   - isStopWanted: asked until the daemon listens to signals itself.
  /// - Throws: `DemoError` if it was stopped before it began, and what the daemon throws.
  public func runLive(
    onLine: EventLog.LineTaker?,
    onScreen: (size: @Sendable () -> TerminalSize?, put: @Sendable (String) -> Void)?,
    isStopWanted: @escaping @Sendable () -> Bool
  ) async throws {
    defer { cleanUp() }
    let fields = antennas()
    guard let used = try furnishedBooks(isStopWanted: isStopWanted) else {
      throw DemoError.stopped
    }
    let stock = visitorLane.map { counterStock(at: $0) }
    let hall = hall(usedBefore: used, without: visitorLane, plates: stock?.taken ?? [])
    let live = LiveHall(hall, antennas: fields) { kill(getpid(), SIGTERM) }
    let screen = onScreen.map {
      DemoScreen(
        currency: configuration.currency, lanes: configuration.lanes.map(\.id),
        httpPort: configuration.httpPort, visitorLane: visitorLane, size: $0.size, put: $0.put)
    }
    let hasBegun = Mutex(false)
    let station = try LiveStation(
      configuration: configuration,
      log: EventLog(currency: configuration.currency, onLine: onLine),
      emulated: Dictionary(
        uniqueKeysWithValues: fields.map { slot, antenna in
          (slot, EmulatedReaderBox(emulator(on: antenna, as: slot)))
        })
    ) { event, time in
      let isFirst = hasBegun.withLock { hasBegun in
        defer { hasBegun = true }
        return !hasBegun
      }
      if isFirst, isStopWanted() { kill(getpid(), SIGTERM) }
      live.take(event)
      screen?.take(event, at: time)
    }
    if let lane = visitorLane, let stock { offer(stock, at: lane, of: station, fields) }
    live.open()
    try await station.serveUntilSignalled()
  }

  /// Sets the virtual counter up at a lane of the station.
  private func offer(
    _ stock: CounterStock, at lane: Int, of station: LiveStation,
    _ fields: [ReaderSlot: AntennaField]
  ) {
    let slot = ReaderSlot(lane: lane, role: .tray)
    guard let tray = fields[slot] else { return }
    let card = fields[ReaderSlot(lane: lane, role: .card)] ?? tray
    let directory = configuration.dataDirectory
    station.offer(
      CounterStand(
        lane: lane, stock: stock, currency: configuration.currency, antennas: (tray, card),
        plug: { [weak station] isPlugged in station?.setPlug(isPlugged, of: slot) },
        fill: { plate, dish in
          _ = try? await DeskClient.perform(
            .bindPlates(dish: dish.code.rawValue, meal: nil, tags: [plate.description]),
            dataDirectory: directory)
        }))
  }

  /// Gets the books ready, and tells the plates that an earlier demonstration on them has used;
  /// nothing if a stop was wanted.
  private func furnishedBooks(isStopWanted: () -> Bool) throws(StoreError) -> Set<TagID>? {
    let store = try openBooks()
    let now = StationClock.wall
    guard try furnish(store, at: now, isStopWanted: isStopWanted) else { return nil }
    let since = WallTime(
      milliseconds: now.milliseconds - configuration.turnaround.wholeMilliseconds)
    let used = Set(try store.recentlySoldPlates(since: since).keys)
    if let lane = visitorLane {
      counterStock(at: lane).openAccounts(
        with: BooksClerk(store: store, configuration: configuration))
    }
    try store.close()
    return used
  }
}
