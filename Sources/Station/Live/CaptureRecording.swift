internal import Primitives
internal import Readers
internal import Synchronization
internal import UnixSignals

/// Records what passes between a lane and its reader.
public struct CaptureRecording: Sendable {
  private let configuration: StationConfiguration
  private let lane: Int
  private let role: String
  private let label: CaptureLabel
  private let file: CaptureFile

  /// Makes a recording into a file, which its owner closes.
  public init(
    configuration: StationConfiguration, lane: Int, role: String, label: CaptureLabel,
    file: CaptureFile
  ) {
    self.configuration = configuration
    self.lane = lane
    self.role = role
    self.label = label
    self.file = file
  }

  /// Records until SIGINT, SIGTERM or the end of the time; the reader is put away by then.
  ///
  /// - Throws: an error that says what to do if the recording ended by itself.
  public func run(for limit: Duration?) async throws {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in signals { return } }
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
      .capture(lane: lane, role: role, label: label), dataDirectory: data
    ) { reply throws(DeskError) in
      guard case .text(let text) = reply else { return }
      do throws(CaptureFileError) {
        try file.append(text)
      } catch {
        throw DeskError(error.description)
      }
    }
    if case .refused(let reasons) = reply {
      throw DeskError(reasons.joined(separator: " "))
    }
  }

  private func recordAlone() async throws {
    let slot = ReaderSlot.Role(rawValue: role).map { ReaderSlot(lane: lane, role: $0) }
    guard let reader = configuration.readers.first(where: { $0.0 == slot })?.1 else {
      throw DeskError("lane \(lane) has no \(role) reader in the configuration")
    }
    let text = Mutex(
      CaptureText(
        label, family: try reader.resolved().spoken, reader: .starting, opening: CaptureOpening(),
        at: StationClock(timeZone: configuration.timeZone).now))
    let (failures, failed) = AsyncStream.makeStream(
      of: CaptureFileError.self, bufferingPolicy: .bufferingOldest(1))
    let solo = try SoloReader(
      reader,
      tap: ChannelTap { [file] direction, bytes, moment in
        do throws(CaptureFileError) {
          try file.append(text.withLock { $0.added(by: direction, bytes, at: moment) })
        } catch {
          failed.yield(error)
        }
      })
    let end = await Self.end(of: solo, failures)
    await solo.close()
    if let end { throw end }
  }

  /// Waits until the reader is lost or the file fails; nothing if the task was cancelled before.
  private static func end(
    of solo: SoloReader, _ failures: AsyncStream<CaptureFileError>
  ) async -> DeskError? {
    await withTaskGroup(of: DeskError?.self) { group in
      group.addTask {
        for await failure in failures { return DeskError(failure.description) }
        return nil
      }
      group.addTask {
        for await action in solo.run() {
          if case .standing(.lost(let fault)) = action { return DeskError(fault.message) }
        }
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }
}
