import Primitives
public import TagReads

/// The part of a catalogue that a problem is about.
public enum CatalogueSubject: Hashable, Sendable {
  /// A group of diners.
  case dinerGroup(DinerGroupCode)
  /// A meal period.
  case mealPeriod(MealPeriodCode)
  /// A kind of plate.
  case plateClass(PlateClassCode)
  /// A dish.
  case dish(DishCode)
  /// A plate.
  case plate(TagID)
  /// The rule that a plate or class carries a dish.
  case binding(Binding)
  /// A line of the menu by day.
  case menuEntry(MenuEntry)
  /// The mark that there is no more of a dish.
  case soldOut(SoldOut)
  /// A price for one day.
  case dayPrice(DayPrice)
}

extension CatalogueSubject: CustomStringConvertible {
  /// The part in words: `dish D01`.
  public var description: String {
    switch self {
    case .dinerGroup(let code): "group \(code)"
    case .mealPeriod(let code): "meal \(code)"
    case .plateClass(let code): "class \(code)"
    case .dish(let code): "dish \(code)"
    case .plate(let tag): "plate \(tag)"
    case .binding(let binding):
      switch binding.target {
      case .plate(let tag): "binding of plate \(tag)"
      case .plateClass(let code): "binding of class \(code)"
      }
    case .menuEntry(let entry):
      "menu of \(entry.day.firstDay?.description ?? "every day"), dish \(entry.dish)"
    case .soldOut(let mark): "sold-out mark of dish \(mark.dish) on \(mark.day)"
    case .dayPrice(let price): "price of dish \(price.dish) on \(price.day)"
    }
  }
}

/// One thing that keeps parts from being a catalogue.
public struct CatalogueProblem: Equatable, Sendable, CustomStringConvertible {
  /// The part that is wrong.
  public var subject: CatalogueSubject

  /// The field that is wrong, by its column name in the files: `price_student`, `meals`, `from`.
  public var column: String

  /// What was found and what is allowed.
  public var message: String

  /// The part it clashes with, where it clashes with one.
  public var rival: CatalogueSubject?

  /// The part that is referred to and does not exist, where that is the problem.
  public var missing: CatalogueSubject?

  /// Makes a problem.
  public init(
    _ subject: CatalogueSubject, column: String, _ message: String,
    rival: CatalogueSubject? = nil, missing: CatalogueSubject? = nil
  ) {
    self.subject = subject
    self.column = column
    self.message = message
    self.rival = rival
    self.missing = missing
  }

  public var description: String { "\(subject), \(column): \(message)" }
}

/// The parts do not make a catalogue; nothing was taken over. Every problem is listed.
public struct CatalogueFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, at least one, in the order of the parts.
  public var problems: [CatalogueProblem]

  /// Makes the error.
  public init(problems: [CatalogueProblem]) {
    self.problems = problems
  }

  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
