internal import Kiosk
internal import Lanes
internal import Logging
internal import Primitives
internal import Synchronization

/// The station's pages: shown what happens, and listening as long as the station serves.
///
/// A port that is taken keeps no sale from happening: it is told once and tried again.
final class StationPages: Sendable {
  private static let retryPause: Duration = .seconds(5)

  private let configuration: StationConfiguration
  private let port: Int
  private let board: LaneBoard
  private let counter = Mutex<(any CounterDesk)?>(nil)
  private let logger = Logger(label: "traytally")

  /// Makes the pages; nothing if the configuration wants none.
  init?(_ configuration: StationConfiguration) {
    guard let port = configuration.httpPort else { return nil }
    self.configuration = configuration
    self.port = port
    board = LaneBoard()
  }

  /// Shows a virtual counter as well, once the pages are served.
  func offer(_ counter: any CounterDesk) {
    self.counter.withLock { $0 = counter }
  }

  /// Takes an event.
  func take(_ event: StationEvent) {
    switch event {
    case .view(let lane, let view): board.show(view, lane: lane)
    case .sound(let lane, let sound): board.play(sound, lane: lane)
    case .reader, .blocks, .chips, .note: break
    }
  }

  /// Serves until its task is cancelled.
  ///
  /// - Parameters:
  ///   - figures: what happened and what holds, in figures; asked for each time.
  ///   - isServing: whether debits can be written; asked for each time.
  func run(
    desk: StationConsole, settlements: SettlementKeeper,
    figures: @escaping @Sendable () -> [MetricFamily],
    isServing: @escaping @Sendable () -> Bool
  ) async {
    let server = server(
      desk, health: { [self] in health(settlements.trouble, isServing()) },
      metrics: { [self] in metrics(figures(), isServing()) })
    var wasTold = false
    while !Task.isCancelled {
      do {
        return try await server.run()
      } catch is CancellationError {
        return
      } catch {
        if !wasTold { tell(error) }
        wasTold = true
      }
      try? await Task.sleep(for: Self.retryPause)
    }
  }

  private func tell(_ error: any Error) {
    logger.error(
      "the pages cannot be at \(configuration.httpAddress):\(port), lanes serve on (\(error))")
  }

  private func server(
    _ desk: StationConsole, health: @escaping @Sendable () -> Health,
    metrics: @escaping @Sendable () -> String
  ) -> KioskServer {
    KioskServer(
      address: configuration.httpAddress, port: port, identity: configuration.httpIdentity,
      lanes: configuration.lanes.map {
        LanePlace(
          number: $0.id, name: $0.name, languages: $0.displayLanguages,
          modes: $0.displayModes)
      },
      board: board, currency: configuration.currency, desk: desk,
      counter: counter.withLock { $0 }, health: health, metrics: metrics)
  }

  private func metrics(_ figures: [MetricFamily], _ isServing: Bool) -> String {
    let problems = configuration.lanes.map { lane in
      ([("lane", "\(lane.id)")], board.view(of: lane.id)?.problem == nil ? 0 : 1)
    }
    return MetricFamily.text(
      figures + [
        MetricFamily(
          "traytally_serving", .gauge, "1 if debits can be written.", [([], isServing ? 1 : 0)]),
        MetricFamily(
          "traytally_lane_problem", .gauge, "1 while a lane shows a problem.", problems),
        MetricFamily(
          "traytally_watchers", .gauge, "Displays and pages that follow the lanes.",
          [([], board.watcherCount)]),
      ])
  }

  private func health(_ trouble: String?, _ isServing: Bool) -> Health {
    Health(
      isServing: isServing,
      lanes: configuration.lanes.map { lane in
        let view = board.view(of: lane.id)
        return Health.Lane(
          lane: lane.id, state: view?.state.rawValue ?? "starting",
          problem: view?.problem?.code.rawValue)
      },
      settlement: trouble, software: Software.nameAndVersion)
  }
}
