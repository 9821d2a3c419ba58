public import Primitives

/// A member of the staff who works with the station.
public struct Operator: Hashable, Sendable {
  /// The name they work under.
  public var name: OperatorName
  /// What they are in the canteen.
  public var role: Role
  /// True if somebody has locked them until further notice.
  public var isLocked: Bool
  /// What is known of wrong secrets.
  public var lockOut: LockOut
  /// When they were added.
  public var addedAt: WallTime

  /// Makes an operator.
  public init(
    name: OperatorName, role: Role, isLocked: Bool = false, lockOut: LockOut = LockOut(),
    addedAt: WallTime
  ) {
    self.name = name
    self.role = role
    self.isLocked = isLocked
    self.lockOut = lockOut
    self.addedAt = addedAt
  }

  /// Whether they may do something now.
  public func may(_ right: Right) -> Bool { !isLocked && role.rights.contains(right) }
}
