/// What was recorded, on what, when and by whom: the first lines of a capture.
///
/// A capture that names no family is of a FEIG reader.
///
///     # name: tray with six plates
///     # family: feig
///     # reader: FEIG ID ISC.MR102
///     # firmware: 3.3
///     # antenna: 30 x 30 cm pad, steel counter below
///     # recorded: 2026-11-23
///     # by: canteen east
///     # notes: plate 4 lies upside down
public struct CaptureHeader: Hashable, Sendable {
  /// The keys a header can have, in the order in which they are written.
  public enum Key: String, Hashable, Sendable, CaseIterable {
    case name, family, reader, firmware, antenna, recorded, by, notes
  }

  private var values: [Key: String] = [:]

  /// Makes an empty header.
  public init() {}

  /// The protocol that was recorded; FEIG if the header does not say, and nothing if what it says
  /// is no family.
  public var family: ReaderFamily? {
    self[.family].isEmpty ? .feig : ReaderFamily(rawValue: self[.family])
  }

  /// The text under a key; empty if the header does not say. Line ends become blanks.
  public subscript(key: Key) -> String {
    get { values[key] ?? "" }
    set {
      let words = newValue.split { $0.isNewline || $0.isWhitespace }
      values[key] = words.joined(separator: " ")
    }
  }
}
