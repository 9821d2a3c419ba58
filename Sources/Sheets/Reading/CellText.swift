import Foundation

/// What a cell of a sheet says, as text, or why it says nothing.
enum CellText: Equatable {
  case text(String)
  case fault(String)

  private static let minutesPerDay = 1440

  /// A number as its format shows it.
  static func number(
    _ raw: String, _ meaning: NumberFormats.Meaning, is1904: Bool
  ) -> CellText {
    guard let number = Double(raw), number.isFinite else {
      return .fault("holds \"\(raw.prefix(20))\" in place of a number; type it again")
    }
    return switch meaning {
    case .number: plain(number)
    case .percent: percent(number)
    case .day: day(number, is1904: is1904)
    case .time: time(number)
    }
  }

  /// The 15 digits that spreadsheet programs keep, without an exponent.
  private static func plain(_ number: Double) -> CellText {
    guard number.magnitude < 1e15 else {
      return .fault(
        "holds a number of more than 15 digits, which spreadsheets round; give the cell the format "
          + "Text and type it again")
    }
    return .text(digits(number))
  }

  static func digits(_ number: Double) -> String {
    let whole = max(1, Int(log10(max(number.magnitude, 1))) + 1)
    var text = String(format: "%.\(max(0, 15 - whole))f", number)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  private static func percent(_ number: Double) -> CellText {
    guard number.magnitude < 1e9 else { return .fault("holds a percentage beyond all measure") }
    return .text(digits(number * 100) + "%")
  }

  /// A day by its number: from 1899-12-30 on, or in the other system from 1904-01-01 on. The 60th
  /// day of the first is 1900-02-29, which never was, so the days before it are one later
  /// (ECMA-376 part 1, 18.17.4.1).
  private static func day(_ number: Double, is1904: Bool) -> CellText {
    let minutes = (number * Double(minutesPerDay)).rounded()
    guard minutes >= 0, minutes < 2_958_466 * Double(minutesPerDay) else {
      return .fault("holds a date before 1900 or after 9999; type it such as 2026-11-26")
    }
    let (serial, minute) = Int(minutes).quotientAndRemainder(dividingBy: minutesPerDay)
    if serial == 0 { return .text(clock(minute)) }
    if !is1904, serial == 60 {
      return .fault("holds 1900-02-29, a day that never was; type the date again")
    }
    let base = is1904 ? -24_107 : (serial < 60 ? -25_568 : -25_569)
    let text = calendarDay(serial + base)
    return .text(minute == 0 ? text : "\(text) \(clock(minute))")
  }

  private static func time(_ number: Double) -> CellText {
    let minutes = (number * Double(minutesPerDay)).rounded()
    guard (0...Double(minutesPerDay)).contains(minutes) else {
      return .fault("holds no time of day; type one such as 11:30")
    }
    return .text(clock(Int(minutes)))
  }

  private static func clock(_ minute: Int) -> String {
    [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// A day that many days after 1970-01-01, after Howard Hinnant's "chrono-Compatible Low-Level
  /// Date Algorithms".
  private static func calendarDay(_ daysSince1970: Int) -> String {
    let shifted = daysSince1970 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let (year, number) = (yearOfEra + era * 400, month < 10 ? month + 3 : month - 9)
    return String(format: "%04d-%02d-%02d", number <= 2 ? year + 1 : year, number, day)
  }
}
