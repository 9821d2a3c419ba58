/// One reader's place in the station: which lane, and what it reads there.
public struct ReaderSlot: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// What a reader reads at its lane.
  public enum Role: String, Sendable, Comparable, CaseIterable {
    case card, tray

    public static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
  }

  /// The lane's number in the configuration.
  public let lane: Int
  /// What the reader reads there.
  public let role: Role

  /// Makes a slot.
  public init(lane: Int, role: Role) {
    self.lane = lane
    self.role = role
  }

  public static func < (left: ReaderSlot, right: ReaderSlot) -> Bool {
    (left.lane, left.role) < (right.lane, right.role)
  }

  public var description: String { "lane \(lane) \(role.rawValue) reader" }
}
