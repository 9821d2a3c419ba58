public import Primitives
import Synchronization

/// One emulated reader shared by the threads that serve it and by the script that plays with it.
public final class EmulatedReaderBox: Sendable {
  private let reader: Mutex<any EmulatedReader>

  /// Takes a reader in.
  public init(_ reader: any EmulatedReader) {
    self.reader = Mutex(reader)
  }

  /// Bytes of the host arrive.
  public func hostSent(_ bytes: [UInt8], at now: Moment) {
    reader.withLock { $0.hostSent(bytes, at: now) }
  }

  /// The bytes whose time has come; each is handed out once.
  public func output(upTo now: Moment) -> [UInt8] {
    reader.withLock { $0.output(upTo: now) }
  }

  /// When `output(upTo:)` will next have something, as far as is known now.
  public var nextOutput: Moment? {
    reader.withLock { $0.nextOutput }
  }

  /// The plug is pulled and put back.
  public func powerCycle(at now: Moment) {
    reader.withLock { $0.powerCycle(at: now) }
  }

  /// Switches the mode in which the reader refuses the host's tag commands.
  public func setScanMode(_ isOn: Bool) {
    reader.withLock { $0.setScanMode(isOn) }
  }
}
