/// How much fits on a terminal.
public struct TerminalSize: Equatable, Sendable {
  /// Columns; a wide character takes two.
  public var columns: Int
  /// Rows.
  public var rows: Int

  /// Makes a size.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// Text as a terminal lays it out, by the width of its characters (Unicode Standard Annex 11).
///
/// What the annex calls ambiguous counts as narrow, as terminals do by default.
extension String {
  private static let ellipsis = "..."

  /// The columns it takes.
  var terminalColumns: Int { reduce(0) { $0 + $1.terminalColumns } }

  /// As much of it as fits, on one line: control characters become spaces, and where something was
  /// left out it ends in dots.
  func cut(toColumns columnsMax: Int) -> String {
    let line = String(map { $0.isControl ? " " : $0 })
    guard line.terminalColumns > columnsMax else { return line }
    let dots = Self.ellipsis.prefix(max(0, columnsMax))
    var room = columnsMax - dots.count
    let kept = line.prefix { character in
      room -= character.terminalColumns
      return room >= 0
    }
    return String(kept + dots)
  }
}

extension Character {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F9FF,
    0x20000...0x3FFFD,
  ]

  fileprivate var isControl: Bool {
    unicodeScalars.contains {
      [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
  }

  /// 2 if it is wide, 0 if it only marks the one before it, otherwise 1.
  fileprivate var terminalColumns: Int {
    unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      default: Self.wide.contains { $0.contains(scalar.value) } ? 2 : 1
      }
    }.max() ?? 0
  }
}
