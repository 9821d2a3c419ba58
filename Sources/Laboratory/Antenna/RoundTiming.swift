import Primitives
import ReaderEmulation

/// How long a round with certain tags takes, by the emulated readers' own timing.
struct RoundTiming {
  private let pace: ReaderPace
  /// Gen2 rounds by the number of tags, in nanoseconds; empty for ISO 15693.
  private let gen2: [Int64]

  init(_ pace: ReaderPace) {
    self.pace = pace
    switch pace.air {
    case .vicinity: gen2 = []
    case .gen2(let air): gen2 = (0...64).map { air.round(of: $0).wholeNanoseconds }
    }
  }

  /// The time on the air, in nanoseconds.
  func air(_ uids: [UInt64]) -> Int64 {
    gen2.isEmpty
      ? SlotAnticollision.airTime(of: uids).nanoseconds : gen2[min(uids.count, gen2.count - 1)]
  }

  /// From one question to the next, if all the tags answer and the host is as quick as on average.
  func cycle(_ uids: [UInt64]) -> Duration {
    let host = pace.hostTime.lowerBound + pace.hostTime.upperBound
    return pace.fieldReset + .nanoseconds(air(uids)) + host / 2 + pace.pause
  }
}
