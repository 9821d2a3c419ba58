public import Primitives

/// A reader as bytes in, bytes out, with its own time behaviour.
///
/// Written from the device's side: what it does follows from the maker's manual, not from what a
/// driver of ours expects. Time comes in with every call and never goes back; the same seed and the
/// same calls give the same bytes.
public protocol EmulatedReader: Sendable {
  /// Bytes of the host arrive.
  mutating func hostSent(_ bytes: [UInt8], at now: Moment)

  /// The bytes whose time has come; each is handed out once.
  mutating func output(upTo now: Moment) -> [UInt8]

  /// When `output(upTo:)` will next have something, as far as is known now.
  var nextOutput: Moment? { get }

  /// The plug is pulled and put back: whatever is not in permanent memory is gone.
  mutating func powerCycle(at now: Moment)

  /// Switches the mode in which the reader works by itself and refuses the host's tag commands.
  mutating func setScanMode(_ isOn: Bool)
}

extension EmulatedReader {
  /// Does nothing: most readers have no such mode.
  public mutating func setScanMode(_ isOn: Bool) {}
}
