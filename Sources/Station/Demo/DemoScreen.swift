public import Money
internal import Synchronization

/// Shows the demo's lanes on a terminal: a line a lane that changes in place, and the last events.
///
/// Where there is no terminal the events alone are printed, one a line.
public final class DemoScreen: Sendable {
  private struct State {
    var picture: DemoPicture
    /// How many lines were drawn, and on what.
    var drawn: (height: Int, size: TerminalSize)?
  }

  private let size: @Sendable () -> TerminalSize?
  private let put: @Sendable (String) -> Void
  private let state: Mutex<State>

  /// Makes a screen.
  ///
  /// - Parameters:
  ///   - httpPort: the port of the pages, if there are some.
  ///   - visitorLane: the lane of the virtual counter, if there is one.
  ///   - size: how big the terminal is now; nothing if there is none.
  ///   - put: takes what is to be written.
  public init(
    currency: Currency, lanes: [Int], httpPort: Int? = nil, visitorLane: Int? = nil,
    size: @escaping @Sendable () -> TerminalSize?,
    put: @escaping @Sendable (String) -> Void
  ) {
    self.size = size
    self.put = put
    state = Mutex(
      State(
        picture: DemoPicture(
          currency: currency, lanes: lanes, httpPort: httpPort, visitorLane: visitorLane)))
  }

  /// Takes an event of the station.
  public func take(_ event: StationEvent, at time: StationTime) {
    state.withLock { state in
      let line = state.picture.take(event, at: time)
      if let size = size() {
        redraw(&state, on: size)
      } else if let line {
        put(line + "\n")
      }
    }
  }

  /// Writes over the last picture, or, if the terminal has changed its size and with it the place
  /// of every line, on a clear screen.
  private func redraw(_ state: inout State, on size: TerminalSize) {
    let lines = state.picture.lines(in: size)
    let start =
      switch state.drawn {
      case nil: ""
      case let drawn? where drawn.size == size: "\u{1B}[\(drawn.height)A"
      case .some: "\u{1B}[H\u{1B}[2J"
      }
    state.drawn = (lines.count, size)
    put(start + lines.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J")
  }
}
