import Primitives

extension Cell {
  /// A day as files from many hands write it.
  ///
  /// `2026-11-26`, `2026/11/26`, `2026.11.26`, `2026年11月26日`, `20261126`, `26.11.2026`, or the
  /// day number of a spreadsheet, which counts from 1899-12-30 (ECMA-376 part 1, 18.17.4.1).
  /// `11/26/2026` and `26/11/2026` are refused: which number is the month depends on the country.
  static func day(_ text: String) -> CellReading<CalendarDay> {
    let allowed = "is no date; allowed is one such as 2026-11-26"
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return dayOfDigits(text, allowed) }
    var fields = text.split(omittingEmptySubsequences: false) { "-/.年月".contains($0) }
    if text.hasSuffix("日"), let last = fields.popLast() { fields.append(last.dropLast()) }
    let separators = text.filter { "-/.年月".contains($0) }
    guard fields.count == 3, separators == "年月" || Set(separators).count == 1,
      let numbers = numbers(fields)
    else { return .refused(allowed) }
    if fields[0].utf8.count == 4 {
      return CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
        .map { .value($0) } ?? .refused("is no day of the calendar; look at month and day")
    }
    guard fields[2].utf8.count == 4 else {
      return .refused("has a year of \(fields[2].count) digits; write all four, such as 2026-11-26")
    }
    // Where dots stand between the numbers, the day comes first (DIN 5008, many countries).
    guard separators == ".." else {
      return .refused("does not say which number is the month; write it such as 2026-11-26")
    }
    return CalendarDay(year: numbers[2], month: numbers[1], day: numbers[0])
      .map { .value($0) } ?? .refused("is no day of the calendar; look at month and day")
  }

  private static func numbers(_ fields: [Substring]) -> [Int]? {
    let numbers = fields.compactMap { field -> Int? in
      let digits = trimmed(field)
      let isNumber = digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isNumber && digits.utf8.count <= 4 ? Int(digits) : nil
    }
    return numbers.count == fields.count ? numbers : nil
  }

  private static func dayOfDigits(
    _ text: String, _ allowed: String
  ) -> CellReading<CalendarDay> {
    guard let number = Int(text) else { return .refused(allowed) }
    if text.utf8.count == 8 {
      let day = CalendarDay(
        year: number / 10_000, month: number / 100 % 100, day: number % 100)
      return day.map { .value($0) } ?? .refused("is no day of the calendar; look at month and day")
    }
    // 2000-01-01 to 2099-12-31; other numbers are more likely something else.
    guard (36_526...73_050).contains(number) else { return .refused(allowed) }
    return .value(CalendarDay(daysSince1970: number - 25_569))
  }
}
