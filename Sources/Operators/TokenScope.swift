/// What a token lets another system do: look at something, or use one of the operators' rights.
public enum TokenScope: Hashable, Sendable {
  /// Look at a part of the station.
  case read(Part)
  /// Do what operators with this right do.
  case act(Right)

  /// A part of the station that a token may look at.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    /// Lanes, readers, menu and plates: nothing of any diner.
    case station = "read"
    /// Accounts, receipts and what trays were judged by.
    case accounts = "read-accounts"
    /// The open day, Zs and their files.
    case finance = "read-finance"
    /// The audit log.
    case audit = "read-audit"
  }

  /// Reads a scope by its word; nobody gives a token the right to make operators or tokens.
  public init?(_ word: String) {
    if let part = Part(rawValue: word) {
      self = .read(part)
    } else if let right = Right(rawValue: word), right != .operators {
      self = .act(right)
    } else {
      return nil
    }
  }

  /// The scope's word.
  public var word: String {
    switch self {
    case .read(let part): part.rawValue
    case .act(let right): right.rawValue
    }
  }

  /// Every word that a token can be given, those for looking first.
  public static var words: [String] {
    Part.allCases.map(\.rawValue)
      + Right.allCases.filter { $0 != .operators }.map(\.rawValue)
  }
}
