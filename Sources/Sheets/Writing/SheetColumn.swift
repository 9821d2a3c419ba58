/// How a column of a written sheet looks.
public struct SheetColumn: Equatable, Sendable {
  /// What the numbers in a column are.
  public enum Look: Equatable, Sendable {
    /// Texts, or numbers as they are.
    case plain
    /// Numbers with so many decimals.
    case decimals(Int)
    /// Days.
    case day
  }

  /// What stands in the first row.
  public var heading: String
  /// The width in characters.
  public var width: Double
  /// What the numbers in it are.
  public var look: Look

  /// Makes a column.
  public init(_ heading: String, width: Double = 12, look: Look = .plain) {
    self.heading = heading
    self.width = width
    self.look = look
  }
}

/// What is written into a cell.
public enum SheetValue: Equatable, Sendable {
  /// Nothing.
  case blank
  /// Text, never taken for a formula.
  case text(String)
  /// A number.
  case number(Double)
  /// A day, counted from 1970-01-01.
  case day(daysSince1970: Int)
}
