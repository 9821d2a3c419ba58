internal import Primitives
internal import Readers

/// What is kept and what is copied of the traffic on a station's reader channels.
///
/// Of every reader the opening of its conversation is kept, and at most one capture listens to it.
struct ReaderTaps: Sendable {
  private var openings: [ReaderSlot: CaptureOpening] = [:]
  private var taps: [ReaderSlot: ChannelTap] = [:]

  /// How the conversation with a reader began.
  func opening(of slot: ReaderSlot) -> CaptureOpening { openings[slot] ?? CaptureOpening() }

  /// True while a capture listens to the reader.
  func isTapped(_ slot: ReaderSlot) -> Bool { taps[slot]?.isWanted ?? false }

  /// Lets a capture listen to a reader.
  mutating func attach(_ tap: ChannelTap, to slot: ReaderSlot) {
    taps[slot] = tap
  }

  /// Something reaches the station.
  mutating func note(_ input: StationInput, at now: Moment) {
    guard case .channel(let slot, let news) = input else { return }
    switch news {
    case .opened: openings[slot, default: CaptureOpening()].channelOpened(at: now)
    case .failed: openings[slot]?.channelClosed()
    case .received(let bytes): passed(.fromReader, bytes, slot, at: now)
    case .deviceArrived: break
    }
  }

  /// The station wants something done.
  mutating func note(_ effect: StationEffect, at now: Moment) {
    switch effect {
    case .channel(let slot, .send(let bytes)): passed(.toReader, bytes, slot, at: now)
    case .channel(let slot, .close): openings[slot]?.channelClosed()
    case .event(.reader(let slot, .ready)): openings[slot]?.identified(at: now)
    case .channel, .event, .identify, .pay: break
    }
  }

  private mutating func passed(
    _ direction: CaptureLine.Direction, _ bytes: [UInt8], _ slot: ReaderSlot, at now: Moment
  ) {
    openings[slot]?.note(direction, bytes, at: now)
    guard let tap = taps[slot] else { return }
    guard tap.isWanted else {
      taps[slot] = nil
      return
    }
    tap.note(direction, bytes, at: now)
  }
}

/// What a capture of a running reader begins with.
struct CaptureStart: Sendable {
  /// How the conversation with the reader began.
  var opening: CaptureOpening
  /// How the reader is doing.
  var standing: ReaderStanding
  /// When the capture begins.
  var time: StationTime
}
