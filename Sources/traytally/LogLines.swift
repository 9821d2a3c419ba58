import Foundation
import Logging
import Station

/// Log messages as lines on standard error, written by a thread of their own.
///
/// Whoever logs never waits for whoever reads: messages nobody reads are dropped and counted.
struct LogLines: LogHandler {
  private static let outlet = LineOutlet(
    gap: {
      "\(LogLines.stamp) warning: \($0) messages were dropped, because nobody read them in time"
    },
    write: { Terminal.say($0) })

  private let label: String
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  fileprivate init(label: String, level: Logger.Level) {
    self.label = label
    logLevel = level
  }

  /// Waits for a moment until every message is written.
  static func flush() async {
    await outlet.flush(within: .seconds(1))
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let facts = all.map { " \($0.key)=\($0.value)" }.joined()
    Self.outlet.put("\(Self.stamp) \(event.level) \(label):\(facts) \(event.message)")
  }

  private static var stamp: String {
    Date.now.formatted(
      Date.ISO8601FormatStyle(
        timeZoneSeparator: .colon, includingFractionalSeconds: true, timeZone: .current))
  }
}

extension Terminal {
  /// Sends log messages to standard error from that level on.
  static func startLogging(level: String) {
    let level = Logger.Level(rawValue: level) ?? .info
    LoggingSystem.bootstrap { LogLines(label: $0, level: level) }
  }
}
