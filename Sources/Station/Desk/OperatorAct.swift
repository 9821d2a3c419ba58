/// What an administrator does with operators.
public enum OperatorAct: Codable, Sendable, Equatable {
  /// Adds one; the secret is a PIN or password.
  case add(name: String, role: String, secret: String)
  /// Lists those there are.
  case list
  /// Gives one another role.
  case role(name: String, role: String)
  /// Gives one another PIN or password; everybody may change their own.
  case secret(name: String, secret: String)
  /// Locks one, or lets them work again.
  case lock(name: String, isLocked: Bool)
  /// Takes one out; the name is not given again.
  case remove(name: String)
  /// The audit log, newest first.
  case audit(by: String?, before: Int?, limit: Int)
}

/// An operator for people and programs.
public struct OperatorAnswer: Codable, Sendable, Equatable {
  /// The name they work under.
  public var name: String
  /// Their role.
  public var role: String
  /// What they may do, sorted.
  public var rights: [String]
  /// True if somebody has locked them.
  public var isLocked: Bool
  /// Until when wrong secrets keep them out, in milliseconds since 1970, UTC.
  public var lockedOutUntil: Int64?
  /// When they were added, in milliseconds since 1970, UTC.
  public var addedAt: Int64
}

/// A line of the audit log.
public struct AuditAnswer: Codable, Sendable, Equatable {
  /// Its place, from 1 without gaps.
  public var sequence: Int
  /// Milliseconds since 1970, UTC.
  public var at: Int64
  /// Who did it.
  public var by: String
  /// What was done.
  public var act: String
  /// What it was done to.
  public var subject: String
  /// `done`, or why it was refused.
  public var outcome: String
}
