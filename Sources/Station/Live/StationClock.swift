internal import Dispatch
internal import Foundation
internal import Primitives
internal import Synchronization

/// The station's clocks in live running: monotonic since the start, civil time, and its zone.
public final class StationClock: Sendable {
  private let originNanoseconds: UInt64
  private let zone: TimeZone
  private let offset: Mutex<(minute: Int64, seconds: Int)>

  /// Starts the monotonic clock now; an unknown zone counts as UTC.
  public init(timeZone: String) {
    originNanoseconds = DispatchTime.now().uptimeNanoseconds
    zone = TimeZone(identifier: timeZone) ?? .gmt
    offset = Mutex((.min, 0))
  }

  /// What the clocks show now.
  public var now: StationTime {
    let wall = Self.wall
    return StationTime(
      moment: Moment(
        nanoseconds: Int64(DispatchTime.now().uptimeNanoseconds - originNanoseconds)),
      wall: wall, utcOffsetSeconds: utcOffset(at: wall))
  }

  /// What a clock at UTC shows now, for where no station's zone is known.
  static var utc: StationTime {
    StationTime(moment: .origin, wall: wall, utcOffsetSeconds: 0)
  }

  /// The civil time now.
  static var wall: WallTime {
    WallTime(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  /// Asked anew once a minute: zones change their offset on whole minutes.
  private func utcOffset(at wall: WallTime) -> Int {
    let minute = wall.milliseconds / 60_000
    return offset.withLock { cached in
      if cached.minute != minute {
        let date = Date(timeIntervalSince1970: Double(wall.milliseconds) / 1000)
        cached = (minute, zone.secondsFromGMT(for: date))
      }
      return cached.seconds
    }
  }
}
