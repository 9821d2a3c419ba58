/// What the diners of a group are to the canteen, in the words of OpenMensa feed v2.
public enum DinerRole: String, Sendable, Codable, CaseIterable {
  /// At school.
  case pupil
  /// At a university or college.
  case student
  /// Working for the organisation.
  case employee
  /// Everybody else.
  case other
}

/// A group of diners that may have prices of its own, such as students.
public struct DinerGroup: Hashable, Sendable, Codable {
  /// The canteen's code, also the end of the price column's name: `price_student`.
  public var code: DinerGroupCode

  /// The names on pages and reports.
  public var names: LocalizedName

  /// Whose price the group's price is in a published menu; nothing if it is not published.
  public var role: DinerRole?

  /// Makes a group of diners.
  public init(code: DinerGroupCode, names: LocalizedName, role: DinerRole? = nil) {
    self.code = code
    self.names = names
    self.role = role
  }
}
