public import Primitives
import Synchronization

/// Whether a reader answers at all.
public enum ReaderMuteness: String, Equatable, Sendable, CaseIterable {
  /// It does not, whatever is done to it: it enumerates, takes everything, and is dead.
  case on
  /// It does.
  case off
  /// It does not until it is reset or loses its power.
  case untilReset = "until-reset"
}

/// One emulated reader shared by the threads that serve it and by the script that plays with it.
public final class EmulatedReaderBox: Sendable {
  private struct State {
    var reader: any EmulatedReader
    var muteness = ReaderMuteness.off
  }

  private let state: Mutex<State>

  /// Takes a reader in.
  public init(_ reader: any EmulatedReader) {
    state = Mutex(State(reader: reader))
  }

  /// Bytes of the host arrive.
  public func hostSent(_ bytes: [UInt8], at now: Moment) {
    state.withLock { state in
      if state.muteness == .off { state.reader.hostSent(bytes, at: now) }
    }
  }

  /// The bytes whose time has come; each is handed out once.
  public func output(upTo now: Moment) -> [UInt8] {
    state.withLock { state in
      let bytes = state.reader.output(upTo: now)
      return state.muteness == .off ? bytes : []
    }
  }

  /// When `output(upTo:)` will next have something, as far as is known now.
  public var nextOutput: Moment? {
    state.withLock { $0.reader.nextOutput }
  }

  /// The plug is pulled and put back.
  public func powerCycle(at now: Moment) {
    state.withLock { state in
      if state.muteness == .untilReset { state.muteness = .off }
      state.reader.powerCycle(at: now)
    }
  }

  /// Switches the mode in which the reader refuses the host's tag commands.
  public func setScanMode(_ isOn: Bool) {
    state.withLock { $0.reader.setScanMode(isOn) }
  }

  /// Makes the reader mute, or lets it answer again.
  public func setMuteness(_ muteness: ReaderMuteness) {
    state.withLock { $0.muteness = muteness }
  }
}
