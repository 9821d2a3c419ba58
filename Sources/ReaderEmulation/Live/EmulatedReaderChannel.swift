import Dispatch
import Foundation
public import Primitives
import Synchronization

/// What happens on the channel to an emulated reader; the same as on a channel over USB.
public enum EmulatedChannelEvent: Equatable, Sendable {
  /// The channel is open.
  case opened
  /// Bytes of the reader.
  case received([UInt8])
  /// The channel could not be opened or is gone; the text says why.
  case lost(String)
}

/// An emulated reader in live time, with a plug that can be pulled.
///
/// No call blocks. Events come one at a time, in order, on a queue of the channel's own and never
/// from inside a call.
public final class EmulatedReaderChannel: Sendable {
  private struct State {
    var isPluggedIn = true
    var pump: ReaderOutputPump?
    /// Which opening this is; what an earlier one had still to report is not reported.
    var opening = 0
  }

  private let reader: EmulatedReaderBox
  private let clock: @Sendable () -> Moment
  private let onArrival: (@Sendable () -> Void)?
  private let onEvent: @Sendable (EmulatedChannelEvent) -> Void
  private let events = DispatchQueue(label: "emulated reader channel")
  private let state = Mutex(State())

  /// Makes a channel to a plugged-in reader. `onArrival` is called when it is plugged in again, as
  /// hotplug does; `clock` must not go back.
  public init(
    _ reader: EmulatedReaderBox, clock: @escaping @Sendable () -> Moment = MonotonicClock.now,
    onArrival: (@Sendable () -> Void)? = nil,
    onEvent: @escaping @Sendable (EmulatedChannelEvent) -> Void
  ) {
    self.reader = reader
    self.clock = clock
    self.onArrival = onArrival
    self.onEvent = onEvent
  }

  deinit {
    state.withLock { $0.pump?.stop() }
  }

  /// Opens the channel: `.opened` follows, or `.lost` while the reader is unplugged.
  public func open() {
    state.withLock { state in
      guard state.isPluggedIn else {
        return reportLost("the emulated reader is unplugged: plug it in")
      }
      guard state.pump == nil else { return }
      state.opening += 1
      let pump = makePump(opening: state.opening)
      state.pump = pump
      report(.opened, of: state.opening)
      Thread.detachNewThread { pump.run() }
    }
  }

  /// Sends bytes to the reader; without an open channel they go nowhere.
  public func send(_ bytes: [UInt8]) {
    guard let pump = state.withLock({ $0.pump }) else { return }
    reader.hostSent(bytes, at: clock())
    pump.nudge()
  }

  /// Closes the channel; no event follows.
  public func close() {
    state.withLock { state in
      state.opening += 1
      state.pump.take()?.stop()
    }
  }

  /// Pulls the plug: an open channel is lost, and the reader forgets.
  public func unplug() {
    state.withLock { state in
      guard state.isPluggedIn else { return }
      state.isPluggedIn = false
      reader.powerCycle(at: clock())
      guard let pump = state.pump.take() else { return }
      pump.stop()
      state.opening += 1
      reportLost("the emulated reader was unplugged")
    }
  }

  /// Puts the plug back; the channel stays closed until it is opened.
  public func plug() {
    state.withLock { state in
      guard !state.isPluggedIn else { return }
      state.isPluggedIn = true
      if let onArrival { events.async(execute: onArrival) }
    }
  }

  private func makePump(opening: Int) -> ReaderOutputPump {
    ReaderOutputPump(reader, clock: clock) { [weak self] bytes in
      self?.report(.received(bytes), of: opening)
    }
  }

  private func report(_ event: EmulatedChannelEvent, of opening: Int) {
    events.async { [weak self] in
      guard let self, state.withLock({ $0.opening }) == opening else { return }
      onEvent(event)
    }
  }

  private func reportLost(_ reason: String) {
    events.async { [onEvent] in onEvent(.lost(reason)) }
  }
}
