/// What an administrator does with the tokens of other systems.
public enum TokenAct: Codable, Sendable, Equatable {
  /// Makes one; the answer has its secret, once.
  ///
  /// `expires` is the last business day on which it lets in, such as `2027-12-31`.
  case add(name: String, scopes: [String], expires: String?)
  /// Lists those there are.
  case list
  /// Takes one out; the name is not given again.
  case remove(name: String)
}

/// A token for people and programs.
public struct TokenAnswer: Codable, Sendable, Equatable {
  /// The name it works under.
  public var name: String
  /// What it may do, sorted.
  public var scopes: [String]
  /// When it was made, in milliseconds since 1970, UTC.
  public var addedAt: Int64
  /// The last business day on which it lets in, if there is one.
  public var expires: String?
  /// The secret; only in the answer to the act that made it.
  public var secret: String?
}
