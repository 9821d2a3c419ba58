import ArgumentParser
import Primitives
import Station

/// Which settlements a command is about.
struct SettlementOptions: ParsableArguments {
  @Option(name: .customLong("z"), help: "Number of a Z, or of the first and the last: 12, 12-41.")
  var number: String?

  @Option(help: "First business day, such as 2026-11-01.")
  var from: String?

  @Option(help: "Last business day (default: the first).")
  var to: String?

  @Option(help: "A month, such as 2026-11.")
  var month: String?

  func selection() throws -> ExportOrder.Selection {
    guard [number, from, month].compactMap({ $0 }).count <= 1, to == nil || from != nil else {
      throw ValidationError("give one of --z, --from (with --to) and --month")
    }
    if let number { return .numbers(try numbers(number)) }
    if let month { return .days(try days(of: month)) }
    guard let from else { return .last }
    let (first, last) = (try day(from), try day(to ?? from))
    guard first <= last else { throw ValidationError("--to is before --from") }
    return .days(first...last)
  }

  private func numbers(_ text: String) throws -> ClosedRange<Int> {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      1 <= first, first <= last
    else { throw ValidationError("--z takes a number, or two: 12, 12-41") }
    return first...last
  }

  private func days(of month: String) throws -> ClosedRange<CalendarDay> {
    guard let first = CalendarDay(month + "-01") else {
      throw ValidationError("--month takes a month: 2026-11")
    }
    return first...first.lastOfMonth
  }

  private func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(text) else {
      throw ValidationError("'\(text)' is no day: write 2026-11-26")
    }
    return day
  }
}
