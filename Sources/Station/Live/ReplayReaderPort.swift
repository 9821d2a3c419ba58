internal import Foundation
internal import Primitives
internal import ReaderEmulation
internal import Readers

/// A capture in the place of a reader: it answers what the reader answered when it was recorded.
final class ReplayReaderPort: ReaderPort {
  private let file: String
  private let onNews: ChannelNewsTaker
  private let player: EmulatedReaderBox?
  private let port: EmulatedReaderPort?
  private let fault: ReaderFault?

  /// Reads the capture; one that cannot be read makes every `open` fail with the reason.
  init(file: String, onNews: @escaping ChannelNewsTaker) {
    self.file = file
    self.onNews = onNews
    do {
      let capture = try Capture.load(file)
      let player = EmulatedReaderBox(CapturePlayer(ReplayScript(capture, ending: .silent)))
      self.player = player
      port = EmulatedReaderPort(player, onNews: onNews)
      fault = nil
    } catch {
      (player, port) = (nil, nil)
      fault = ReaderFault(.deviceNotFound, message: error.description, isFatal: true)
    }
  }

  func open() {
    guard let port, let player else {
      if let fault { onNews(.failed(fault)) }
      return
    }
    player.powerCycle(at: MonotonicClock.now())
    port.open()
  }

  func send(_ bytes: [UInt8]) { port?.send(bytes) }

  func close() { port?.close() }
}

/// A capture file that cannot be used.
public struct CaptureFileError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String
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

/// A capture's device side as an emulated reader.
private struct CapturePlayer: EmulatedReader {
  private var script: ReplayScript

  init(_ script: ReplayScript) {
    self.script = script
  }

  mutating func hostSent(_ bytes: [UInt8], at now: Moment) { script.hostSent(bytes, at: now) }

  mutating func output(upTo now: Moment) -> [UInt8] { script.output(upTo: now) }

  var nextOutput: Moment? { script.nextOutput }

  mutating func powerCycle(at now: Moment) { script.opened(at: now) }
}
