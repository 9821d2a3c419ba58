/// A short name that the canteen gives to a dish, a plate class, a meal period or a diner group.
///
/// 1 to 32 characters: letters of any script, digits, `-`, `_` and `.`. Everything else is kept
/// free, because codes stand in lists, column names and commands. A code is checked when it enters
/// a catalogue, not when it is made.
public protocol CatalogueCode: RawRepresentable<String>, Hashable, Comparable, Sendable, Codable,
  CodingKeyRepresentable, CustomStringConvertible, ExpressibleByStringLiteral
{
  /// Makes a code from its text, well-formed or not.
  init(rawValue: String)
}

extension CatalogueCode {
  /// Makes a code from its text, well-formed or not.
  public init(_ text: some StringProtocol) {
    self.init(rawValue: String(text))
  }

  public init(stringLiteral text: String) {
    self.init(rawValue: text)
  }

  public var description: String { rawValue }

  /// True if the text follows the rule for codes.
  public var isWellFormed: Bool {
    (1...32).contains(rawValue.count)
      && rawValue.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The canteen's code of a dish.
public struct DishCode: CatalogueCode {
  /// The code as written.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
}

/// The canteen's code of a plate class, such as the colour of the plates.
public struct PlateClassCode: CatalogueCode {
  /// The code as written.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
}

/// The canteen's code of a meal period.
public struct MealPeriodCode: CatalogueCode {
  /// The code as written.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
}

/// The canteen's code of a group of diners.
public struct DinerGroupCode: CatalogueCode {
  /// The code as written.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
}
