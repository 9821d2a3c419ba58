/// A row of a sheet that says something.
public struct SheetRow: Equatable, Sendable {
  /// The row's number, from 1.
  public var number: Int
  /// The cells as text from the first column to the last one that says something.
  public var cells: [String]

  /// Makes a row.
  public init(number: Int, cells: [String]) {
    self.number = number
    self.cells = cells
  }
}

/// A cell that says nothing that could be used.
public struct SheetFault: Equatable, Sendable {
  /// The row, from 1.
  public var row: Int
  /// The column, from 1.
  public var column: Int
  /// What was found and what to do.
  public var message: String

  /// Makes a fault.
  public init(row: Int, column: Int, message: String) {
    self.row = row
    self.column = column
    self.message = message
  }
}

/// A sheet of a workbook as text: numbers with a dot, dates `2026-11-26`, times `10:30`,
/// percentages with their sign, formulas by the value the spreadsheet program stored.
public struct WorkbookSheet: Equatable, Sendable {
  /// The name on the tab.
  public var name: String
  /// True if the sheet is not shown.
  public var isHidden: Bool
  /// The rows that say something, by number.
  public var rows: [SheetRow]
  /// The cells that do not, by place.
  public var faults: [SheetFault]
}
