internal import Dispatch
internal import Foundation
internal import Kiosk
internal import Lanes
internal import Ledger
public import LedgerStore
internal import Logging
internal import Menus
internal import Primitives
public import ReaderEmulation
internal import Readers
public import ServiceLifecycle
internal import Synchronization
internal import USBHost
internal import UnixSignals

/// A whole station, wired: books, core, readers, command socket.
public final class LiveStation: Service {
  /// The station's configuration.
  public let configuration: StationConfiguration
  private let store: LedgerStore
  private let clock: StationClock
  private let runner: LiveRunner
  private let keeper: ExperienceKeeper
  private let settlements: SettlementKeeper
  private let pages: StationPages?
  private let bus: USBBus
  private let log: EventLog
  private let usbPorts: [USBReaderPort]
  private let emulatedPorts: [ReaderSlot: EmulatedReaderPort]
  /// How long whoever reads the events may take for the last of them.
  private static let lastWordsMax: Duration = .seconds(1)
  /// How long somebody at the desk may take to read the last reply.
  private static let lastReplyMax: Duration = .seconds(2)

  /// Opens the books and wires everything up; nothing is served before `run`.
  ///
  /// - Parameters:
  ///   - emulated: the readers of lanes whose family is `emulated`.
  ///   - onEvent: takes every event besides the log.
  /// - Throws: `StoreError` if the books cannot be opened.
  public init(
    configuration: StationConfiguration, log: EventLog, createBooks: Bool = false,
    emulated: [ReaderSlot: EmulatedReaderBox] = [:],
    onEvent: @escaping LiveRunner.EventTaker = { _, _ in }
  ) throws(StoreError) {
    self.configuration = configuration
    self.log = log
    if createBooks { try Self.makeDirectory(configuration.dataDirectory) }
    store = try LedgerStore.open(configuration, create: createBooks)
    clock = StationClock(timeZone: configuration.timeZone)
    // Old evidence that cannot be removed now, as on a full disk, goes later: it costs no sale.
    _ = try? store.dropEvidence(olderThanDays: configuration.explainDays, at: StationClock.wall)
    let catalogue = try store.catalogue()
    let learned = LearnedFile(directory: configuration.dataDirectory)
    let core = StationCore(
      configuration: configuration.resolvingCaptures(), catalogue: catalogue,
      ids: SystemRandomNumberGenerator(), experience: learned.read(complain: log.warn))
    let settlements = SettlementKeeper(store: store, configuration: configuration) {
      [clock] news in log.take(news, at: clock.now)
    }
    self.settlements = settlements
    let pages = StationPages(configuration)
    self.pages = pages
    let runner = LiveRunner(core: core, store: store, clock: clock) { event, time in
      log.take(event, at: time)
      pages?.take(event)
      onEvent(event, time)
    }
    self.runner = runner
    keeper = ExperienceKeeper(learned) { runner.inspect(\.experience) }
    let arrivals = ArrivalRelay()
    bus = USBBus { event in
      if case .arrived = event { arrivals.tell() }
    }
    (usbPorts, emulatedPorts) = Self.attachPorts(
      configuration, to: runner, bus: bus, emulated: emulated)
    arrivals.connect(runner)
    let turnaround = configuration.turnaround
    let since = StationClock.wall.milliseconds - turnaround.wholeMilliseconds
    let sold = try store.recentlySoldPlates(since: WallTime(milliseconds: since))
    runner.post(.soldBefore(SoldPlate.notBillable(of: sold, in: catalogue)))
  }

  /// Serves until the graceful shutdown of its service group, then puts everything away.
  ///
  /// - Throws: `DeskError` if the command socket cannot be made.
  public func run() async throws {
    let clerk = StationClerk(
      store: store, configuration: configuration, runner: runner, keeper: keeper,
      settlements: settlements)
    let server = try await DeskServer.start(
      dataDirectory: configuration.dataDirectory, clerk: clerk)
    runner.start()
    keeper.start()
    settlements.start()
    let console = StationConsole(
      clerk, configuration: configuration, settlements: settlements)
    let showing = Task { [pages, settlements, store] in
      await pages?.run(
        desk: console, settlements: settlements, figures: { [runner] in runner.metrics.families }
      ) { store.stopped == nil }
    }
    log.ready(at: clock.now)
    try? await gracefulShutdown()
    showing.cancel()
    await showing.value
    await server.stop()
    async let desk: Void = clerk.finish()
    await runner.stop()
    await desk
    await keeper.finish()
    await settlements.finish()
    await server.waitUntilLeft(within: Self.lastReplyMax)
    for port in usbPorts { await port.waitUntilClosed() }
    await bus.shutdown()
    let closing = Result { () throws(StoreError) in try store.close() }
    log.stopped(at: clock.now)
    await log.flush(within: Self.lastWordsMax)
    try closing.get()
  }

  /// Shows a virtual counter among the pages; before `run`.
  func offer(_ counter: any CounterDesk) { pages?.offer(counter) }

  /// Pulls the plug of an emulated reader, or puts it back.
  func setPlug(_ isPlugged: Bool, of slot: ReaderSlot) {
    guard let port = emulatedPorts[slot] else { return }
    if isPlugged { port.plug() } else { port.unplug() }
  }

  /// Serves until SIGTERM or SIGINT.
  public func serveUntilSignalled() async throws {
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: self, successTerminationBehavior: .gracefullyShutdownGroup)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: .init(label: "traytally")))
    try await group.run()
  }

  private static func attachPorts(
    _ configuration: StationConfiguration, to runner: LiveRunner, bus: USBBus,
    emulated: [ReaderSlot: EmulatedReaderBox]
  ) -> (usb: [USBReaderPort], emulated: [ReaderSlot: EmulatedReaderPort]) {
    var usbPorts: [USBReaderPort] = []
    var emulatedPorts: [ReaderSlot: EmulatedReaderPort] = [:]
    for (slot, reader) in configuration.readers {
      let onNews = runner.newsTaker(for: slot)
      switch reader.family {
      case .emulated:
        let box = emulated[slot] ?? reader.spoken.unattendedReader
        let port = EmulatedReaderPort(box, onNews: onNews)
        emulatedPorts[slot] = port
        runner.attach(port, as: slot)
      case .replay:
        runner.attach(ReplayReaderPort(file: reader.file ?? "", onNews: onNews), as: slot)
      case .feig, .r321, .lenAdrHF, .lenAdrUHF, .ccid:
        // What names no device has been refused with the configuration.
        guard let port = try? USBReaderPort(reader, on: bus, onNews: onNews) else { continue }
        usbPorts.append(port)
        runner.attach(port, as: slot)
      }
    }
    return (usbPorts, emulatedPorts)
  }

  private static func makeDirectory(_ path: String) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o750])
    } catch {
      throw StoreError(
        .directoryMissing,
        "The data directory \(path) cannot be made (\(error.localizedDescription)). Make it, and "
          + "give it to the user of the station.")
    }
  }
}

/// Tells a station's readers that something was plugged in, once the station is there.
private final class ArrivalRelay: Sendable {
  private let runner = Mutex<LiveRunner?>(nil)

  func connect(_ runner: LiveRunner) {
    self.runner.withLock { $0 = runner }
  }

  func tell() {
    guard let runner = runner.withLock({ $0 }) else { return }
    for slot in runner.inspect({ $0.slots }) { runner.post(.channel(slot, .deviceArrived)) }
  }
}

extension StationConfiguration {
  /// Every reader of the station with its slot, in order.
  var readers: [(ReaderSlot, ReaderConfiguration)] {
    lanes.flatMap { lane in
      [(ReaderSlot(lane: lane.id, role: .tray), lane.trayReader)]
        + (lane.cardReader.map { [(ReaderSlot(lane: lane.id, role: .card), $0)] } ?? [])
    }
  }
}
