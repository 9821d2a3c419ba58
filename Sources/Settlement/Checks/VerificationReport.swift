public import Ledger

/// What a recomputation of the books found.
public struct VerificationReport: Hashable, Sendable {
  /// The first thing that is wrong: where it is and what it is.
  public struct Fault: Hashable, Sendable, CustomStringConvertible {
    /// The record, account or file: `record East-000012`, `account A0001`, `file`.
    public var place: String
    /// What is wrong with it.
    public var problem: String

    /// Makes a fault.
    public init(place: String, problem: String) {
      self.place = place
      self.problem = problem
    }

    public var description: String { "\(place): \(problem)" }
  }

  /// The station whose books they are.
  public var station: StationName
  /// The ISO 4217 code of the currency of all figures.
  public var currencyCode: String
  /// How many transfers were recomputed.
  public var transferCount: Int
  /// How many Zs were recomputed.
  public var closeCount: Int
  /// How many accounts were compared with the sum of their transfers.
  public var accountCount: Int
  /// The hash of the last record recomputed.
  public var head: ChainHash
  /// The figures by kind and book.
  public var totals: JournalTotals
  /// Whether the file itself was checked, below the level of records.
  public var isFileChecked: Bool
  /// The first thing that is wrong; nothing if the books are sound.
  public var fault: Fault?

  /// True if every record follows the one before it; what is wrong then, if anything, is elsewhere.
  public var isChainSound: Bool {
    guard let fault else { return true }
    return fault.place.hasPrefix("account ")
  }

  /// True if nothing is wrong.
  public var isSound: Bool { fault == nil }
}
