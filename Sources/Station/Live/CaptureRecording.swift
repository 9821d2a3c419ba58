internal import Primitives
internal import ReaderEmulation
internal import Readers
internal import Synchronization

/// Records what passes between a lane and its reader.
public struct CaptureRecording: Sendable {
  private let configuration: StationConfiguration
  private let lane: Int
  private let role: String
  private let name: String
  private let write: @Sendable (String) -> Void

  /// Makes a recording whose text goes to a closure.
  public init(
    configuration: StationConfiguration, lane: Int, role: String, name: String,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.configuration = configuration
    self.lane = lane
    self.role = role
    self.name = name
    self.write = write
  }

  /// Records until the task is cancelled or the time is over.
  public func run(for limit: Duration?) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await record() }
      if let limit { group.addTask { try await Task.sleep(for: limit) } }
      try await group.next()
      group.cancelAll()
    }
  }

  private func record() async throws {
    let data = configuration.dataDirectory
    guard await DeskClient.isServed(dataDirectory: data) else { return try await recordAlone() }
    let reply = try await DeskClient.perform(
      .capture(lane: lane, role: role, name: name), dataDirectory: data
    ) { reply in
      if case .text(let text) = reply { write(text) }
    }
    if case .refused(let reasons) = reply {
      throw DeskError(reasons.joined(separator: " "))
    }
  }

  private func recordAlone() async throws {
    let slot = ReaderSlot(lane: lane, role: ReaderSlot.Role(rawValue: role) ?? .tray)
    guard let reader = configuration.readers.first(where: { $0.0 == slot })?.1 else {
      throw DeskError("lane \(lane) has no \(role) reader in the configuration")
    }
    let text = CaptureText(
      reader: .starting, name: name, startingAt: MonotonicClock.now(),
      at: StationClock(timeZone: configuration.timeZone).now)
    write(text.header)
    let solo = try SoloReader(
      reader,
      tap: ChannelTap { direction, bytes, moment in write(text.line(direction, bytes, at: moment)) }
    )
    for await action in solo.run() {
      if case .standing(.lost(let fault)) = action {
        await solo.close()
        throw DeskError(fault.message)
      }
    }
    await solo.close()
  }
}
