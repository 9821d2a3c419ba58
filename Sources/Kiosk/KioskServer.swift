import Hummingbird
import HummingbirdCore
import Logging
public import Money
import Mustache
import NIOCore
import ServiceLifecycle
import Synchronization

/// The station's pages: what diners and staff see in a browser.
///
/// It listens on one address and knows nothing but what it is shown: a page that fails costs no
/// sale. How many connections there are is bounded, and so is what each may send.
public final class KioskServer: Sendable {
  /// - connectionsMax (connections, 256): open connections at most.
  public static let connectionsMax = 256
  /// - beatPeriod (15 s): how often an open stream says that it is still there.
  static let beatPeriod: Duration = .seconds(15)

  let identity: ServerIdentity?
  /// - farewellMax (2 s): how long those who are there have for the last answer.
  private static let farewellMax: Duration = .seconds(2)

  private let address: String
  private let port: Int
  private let lanes: [LanePlace]
  private let board: LaneBoard
  private let currency: Currency
  private let health: @Sendable () -> Health
  private let metrics: @Sendable () -> String
  private let desk: (any ConsoleDesk & APIDesk)?
  private let counter: (any CounterDesk)?
  private let sessions = SessionTable()
  private let bound = Mutex<Int?>(nil)

  /// Makes a server that does not listen yet.
  ///
  /// - Parameters:
  ///   - address: the address to listen on.
  ///   - port: the port; 0 for any that is free.
  ///   - identity: what browsers know it by over TLS; nothing for plain HTTP.
  ///   - lanes: the lanes that have a display.
  ///   - board: what the lanes show.
  ///   - currency: the currency of what they show.
  ///   - desk: who carries out what staff ask for; nothing for displays alone.
  ///   - counter: the virtual counter of a demonstration, if this is one.
  ///   - health: how the station is; asked for each time.
  ///   - metrics: figures in Prometheus' text format; asked for each time.
  public init(
    address: String, port: Int, identity: ServerIdentity? = nil, lanes: [LanePlace],
    board: LaneBoard,
    currency: Currency, desk: (any ConsoleDesk & APIDesk)? = nil, counter: (any CounterDesk)? = nil,
    health: @escaping @Sendable () -> Health,
    metrics: @escaping @Sendable () -> String = { "" }
  ) {
    self.identity = identity
    self.address = address
    self.port = port
    self.lanes = lanes
    self.board = board
    self.currency = currency
    self.desk = desk
    self.counter = counter
    self.health = health
    self.metrics = metrics
  }

  /// The port it listens on, once it does.
  public var boundPort: Int? { bound.withLock { $0 } }

  /// Serves until its task is cancelled or its service group shuts down.
  ///
  /// - Throws: what keeps it from listening, such as a port that is taken.
  public func run() async throws {
    board.begin()
    var logger = Logger(label: "traytally.http")
    logger.logLevel = .critical
    let app = Application(
      router: try router(), server: try protocols(),
      configuration: ApplicationConfiguration(
        address: .hostname(address, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionsMax)),
      onServerRunning: { [self] channel in bound.withLock { $0 = channel.localAddress?.port } },
      logger: logger)
    let beating = Task { [board] in
      while !Task.isCancelled {
        try await Task.sleep(for: Self.beatPeriod)
        board.beat()
      }
    }
    defer { beating.cancel() }
    try await serve(app, logger)
  }

  /// Serves until cancelled, and then in order: nobody new is let in, who is there is answered.
  ///
  /// A server whose task is cancelled drops connections that have just been accepted, which NIO
  /// takes for a mistake of the program and ends it (`NIOAsyncWriter`, deinited without `finish`).
  private func serve(_ app: some Service, _ logger: Logger) async throws {
    let group = ServiceGroup(configuration: .init(services: [.init(service: app)], logger: logger))
    let serving = Task { try await group.run() }
    try await withTaskCancellationHandler {
      try await serving.value
    } onCancel: { [board] in
      // Streams would be waited for otherwise.
      board.end()
      Task {
        await group.triggerGracefulShutdown()
        try? await Task.sleep(for: Self.farewellMax)
        serving.cancel()
      }
    }
  }

  private func router() throws -> Router<ConsoleContext> {
    let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
    router.middlewares.add(SecurityHeaders())
    router.middlewares.add(APIMethods())
    let display = try DisplayPage()
    router.get("lanes/:lane") { [lanes] _, context -> Response in
      guard let lane = Self.lane(of: context, in: lanes) else { throw HTTPError(.notFound) }
      return display.response(for: lane)
    }
    router.get("lanes/:lane/events") { [lanes, board, currency] _, context -> Response in
      guard let lane = Self.lane(of: context, in: lanes) else { throw HTTPError(.notFound) }
      return Self.stream(board.watch(lane.number)) {
        ServerEvent(forDisplay: $0, in: currency)
      }
    }
    router.get("healthz") { [health] _, _ -> Response in health().response }
    router.get("metrics") { [metrics] _, _ -> Response in
      Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: metrics())))
    }
    router.get("menu") { [desk] _, _ -> Response in
      await desk?.menuOfNow()?.response ?? Response(status: .noContent)
    }
    if let desk {
      Console(
        desk: desk, sessions: sessions, board: board, lanes: lanes, pages: try ConsolePages(),
        isSecure: identity != nil
      ).add(to: router)
      API(desk: desk, sessions: sessions, board: board, lanes: lanes).add(to: router)
    }
    if let counter { try Counter(desk: counter).add(to: router) }
    for file in WebFile.all {
      router.get("web/\(file.name)") { request, _ -> Response in file.response(to: request) }
    }
    return router
  }

  private static func lane(
    of context: some RequestContext, in lanes: [LanePlace]
  ) -> LanePlace? {
    context.parameters.get("lane", as: Int.self).flatMap { number in
      lanes.first { $0.number == number }
    }
  }

  /// News as they come, each written as an event by whoever waits for it.
  static func stream(
    _ watch: LaneWatch, _ event: @escaping @Sendable (LaneNews) -> ServerEvent
  ) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        try await writer.write(ByteBuffer(bytes: ServerEvent.retry))
        for await _ in watch.bell {
          for news in watch.take() {
            try await writer.write(ByteBuffer(bytes: event(news).bytes))
          }
        }
        try await writer.finish(nil)
      })
  }
}

/// A lane as its display introduces it.
public struct LanePlace: Hashable, Sendable {
  /// The lane's number.
  public var number: Int
  /// The name staff know it by.
  public var name: String
  /// The languages of its display, `zh` or `en`, one at least.
  public var languages: [String]
  /// How its display serves people who see or hear otherwise.
  public var modes: [DisplayMode]

  /// Describes a lane.
  public init(number: Int, name: String, languages: [String], modes: [DisplayMode] = []) {
    self.number = number
    self.name = name
    self.languages = languages
    self.modes = modes
  }
}
