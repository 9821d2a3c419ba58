internal import Foundation
internal import Primitives

/// How far a place's clocks are ahead of UTC, at any moment.
final class ZoneOffsets {
  private let zone: TimeZone
  private var last: (minute: Int64, seconds: Int) = (.min, 0)

  /// An unknown zone counts as UTC.
  init(_ name: String) {
    zone = TimeZone(identifier: name) ?? .gmt
  }

  /// Seconds ahead of UTC; moments that follow each other are cheap, for zones change their
  /// offset on whole minutes.
  func seconds(at time: WallTime) -> Int {
    let minute = time.milliseconds / 60_000
    if last.minute != minute {
      let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
      last = (minute, zone.secondsFromGMT(for: date))
    }
    return last.seconds
  }
}
