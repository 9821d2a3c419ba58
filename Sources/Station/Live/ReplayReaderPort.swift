internal import Foundation
internal import Primitives
internal import ReaderEmulation
internal import Readers
internal import Synchronization

/// A capture in the place of a reader: it answers what the reader answered when it was recorded.
///
/// It is played once. When there is nothing more to play, the reader is lost for good, and the
/// reason says so.
final class ReplayReaderPort: ReaderPort {
  private let file: String
  private let onNews: ChannelNewsTaker
  private let player: CapturePlayer?
  private let port: EmulatedReaderPort?
  private let fault: ReaderFault

  /// Reads the capture; one that cannot be read makes every `open` fail with the reason.
  init(file: String, onNews: @escaping ChannelNewsTaker) {
    self.file = file
    self.onNews = onNews
    do {
      let player = CapturePlayer(ReplayScript(try Capture.load(file), ending: .silent))
      self.player = player
      port = EmulatedReaderPort(EmulatedReaderBox(player), onNews: onNews)
      fault = ReaderFault(
        .channelLost,
        message: "The capture \(file) has been played to its end. Start the station again to play "
          + "it from its beginning.",
        isFatal: true)
    } catch {
      (player, port) = (nil, nil)
      fault = ReaderFault(.deviceNotFound, message: error.description, isFatal: true)
    }
  }

  func open() {
    guard let port, let player, player.leadsOn else { return onNews(.failed(fault)) }
    player.powerCycle(at: MonotonicClock.now())
    port.open()
  }

  func send(_ bytes: [UInt8]) {
    guard let port, let player, !player.isPlayedOut else {
      port?.close()
      return onNews(.failed(fault))
    }
    port.send(bytes)
  }

  func close() { port?.close() }
}

extension Capture {
  /// Reads a capture file.
  ///
  /// - Throws: `CaptureFileError` with the place of the fault.
  static func load(_ path: String) throws(CaptureFileError) -> Capture {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CaptureFileError(
        description: "\(path): no such capture, or it may not be read; 'readers capture' makes one")
    }
    do throws(CaptureComplaint) {
      return try CaptureReader().capture(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw CaptureFileError(description: "\(path): \(error)")
    }
  }
}

/// A capture's device side as an emulated reader, shared with the port that watches for its end.
private final class CapturePlayer: EmulatedReader {
  private let script: Mutex<ReplayScript>

  init(_ script: ReplayScript) {
    self.script = Mutex(script)
  }

  var leadsOn: Bool { script.withLock { $0.leadsOn } }

  /// True once the host has the last answer of the capture.
  var isPlayedOut: Bool { script.withLock { $0.isOver && $0.nextOutput == nil } }

  func hostSent(_ bytes: [UInt8], at now: Moment) {
    script.withLock { $0.hostSent(bytes, at: now) }
  }

  func output(upTo now: Moment) -> [UInt8] { script.withLock { $0.output(upTo: now) } }

  var nextOutput: Moment? { script.withLock { $0.nextOutput } }

  func powerCycle(at now: Moment) { script.withLock { $0.opened(at: now) } }
}

extension ReaderConfiguration {
  /// The same with the family of the capture that it plays.
  ///
  /// - Throws: `CaptureFileError` if the capture cannot be read.
  func resolved() throws(CaptureFileError) -> ReaderConfiguration {
    guard family == .replay else { return self }
    var resolved = self
    resolved.emulates = try Capture.load(file ?? "").header.family ?? .feig
    return resolved
  }
}

extension StationConfiguration {
  /// The same with the families of the captures that lanes play; one that cannot be read is left to
  /// the lane, which says so when it opens its reader.
  func resolvingCaptures() -> StationConfiguration {
    var resolved = self
    for index in resolved.lanes.indices {
      let lane = resolved.lanes[index]
      resolved.lanes[index].trayReader = (try? lane.trayReader.resolved()) ?? lane.trayReader
      resolved.lanes[index].cardReader =
        lane.cardReader.map { (try? $0.resolved()) ?? $0 }
    }
    return resolved
  }
}
