/// A group of diners that may have prices of its own, such as students.
public struct DinerGroup: Hashable, Sendable, Codable {
  /// The canteen's code, also the end of the price column's name: `price_student`.
  public var code: DinerGroupCode

  /// The names on pages and reports.
  public var names: LocalizedName

  /// Makes a group of diners.
  public init(code: DinerGroupCode, names: LocalizedName) {
    self.code = code
    self.names = names
  }
}
