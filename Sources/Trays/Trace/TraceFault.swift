/// Why bytes are no trace of a tray, and what to do.
public enum TraceFault: Error, Hashable, Sendable {
  /// They end too early, or do not add up: the file has been damaged.
  case damaged
  /// A newer version of the program has written them.
  case newerVersion(UInt8)
}

extension TraceFault: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .damaged:
      "The evidence is damaged and cannot be read. The debit does not depend on it; run "
        + "'traytally verify --full' to see whether anything else is."
    case .newerVersion(let version):
      "The evidence was written in form \(version) by a newer version of TrayTally. Install that "
        + "version to read it."
    }
  }
}
