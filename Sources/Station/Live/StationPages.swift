internal import Kiosk
internal import Lanes
internal import Logging
internal import Primitives

/// The station's pages: shown what happens, and listening as long as the station serves.
///
/// A port that is taken keeps no sale from happening: it is told once and tried again.
final class StationPages: Sendable {
  private static let retryPause: Duration = .seconds(5)

  private let board: LaneBoard
  private let server: KioskServer
  private let address: String
  private let logger = Logger(label: "traytally")

  /// Makes the pages; nothing if the configuration wants none.
  ///
  /// - Parameter trouble: what is in the way of settlements; asked for each time.
  init?(
    _ configuration: StationConfiguration, trouble: @escaping @Sendable () -> String?,
    isServing: @escaping @Sendable () -> Bool
  ) {
    guard let port = configuration.httpPort else { return nil }
    let board = LaneBoard(currency: configuration.currency)
    let numbers = configuration.lanes.map(\.id)
    self.board = board
    address = "\(configuration.httpAddress):\(port)"
    server = KioskServer(
      address: configuration.httpAddress, port: port,
      lanes: configuration.lanes.map {
        LanePlace(number: $0.id, name: $0.name, languages: $0.displayLanguages)
      },
      board: board
    ) {
      Health(
        isServing: isServing(),
        lanes: numbers.map { number in
          let view = board.view(of: number)
          return Health.Lane(
            lane: number, state: view?.state.rawValue ?? "starting",
            problem: view?.problem?.code.rawValue)
        },
        settlement: trouble(), software: Software.nameAndVersion)
    }
  }

  /// The port the pages are at, once they are.
  var port: Int? { server.boundPort }

  /// Takes an event.
  func take(_ event: StationEvent) {
    switch event {
    case .view(let lane, let view): board.show(view, lane: lane)
    case .sound(let lane, let sound): board.play(sound, lane: lane)
    case .reader, .blocks, .chips, .note: break
    }
  }

  /// Serves until its task is cancelled.
  func run() async {
    var wasTold = false
    while !Task.isCancelled {
      do {
        try await server.run()
        return
      } catch is CancellationError {
        return
      } catch {
        if !wasTold {
          logger.warning(
            "the pages cannot be at \(address) (\(error)): is another program there? Lanes serve on"
          )
        }
        wasTold = true
      }
      try? await Task.sleep(for: Self.retryPause)
    }
  }

  /// Ends open streams, without which the server would wait for browsers.
  func endStreams() { server.endStreams() }
}
