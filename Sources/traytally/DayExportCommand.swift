import ArgumentParser
import Foundation
import Primitives
import Settlement
import Station

/// Exports settlements.
struct DayExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write closed days into files: csv, xlsx, hledger, json, html, payroll, journal.",
    discussion: """
      csv is three tables, a row for each Z, each item and each sum; xlsx the same as a workbook; \
      hledger a journal with balance assertions; json every figure; html a page for each Z to be \
      printed and signed, which says that it is a copy; payroll what each account was charged \
      month by month; journal everything from the first record on, for an auditor's own program.

      Without a choice of days the last Z is exported. A file has its name only once it is whole. \
      The books are only read: a station may run meanwhile. Prints the paths of the files.
      """)

  @Option(help: "Folder the files go to.")
  var out: String

  @Option(
    help: "csv, xlsx, hledger, json, html, payroll or journal; may be given several times.",
    transform: Self.format)
  var format: [ExportFormat] = [.csv]

  @Option(name: .customLong("z"), help: "Number of a Z, or of the first and the last: 12, 12-41.")
  var number: String?

  @Option(help: "First business day, such as 2026-11-01.")
  var from: String?

  @Option(help: "Last business day (default: the first).")
  var to: String?

  @Option(help: "A month, such as 2026-11.")
  var month: String?

  @Option(help: "Only items of this lane; csv and xlsx.")
  var lane: Int?

  @Option(help: "Only items of this dish; csv and xlsx.")
  var dish: String?

  @Flag(help: "Begin CSV files with a byte order mark, for Excel.")
  var bom = false

  @OptionGroup var options: StationOptions

  func run() async throws {
    let order = ExportOrder(
      try selection(), as: format, to: out, filter: ItemFilter(lane: lane, dish: dish),
      withMark: bom)
    let paths: [String]
    do {
      paths = try await SettlementExport.perform(order, configuration: options.configuration())
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("\(error)")
    }
    if options.json { return try Terminal.printJSON(["files": paths]) }
    for path in paths { Terminal.print(path) }
  }

  private static func format(_ word: String) throws -> ExportFormat {
    guard let format = ExportFormat(rawValue: word) else {
      let words = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there is no format '\(word)'; there are \(words)")
    }
    return format
  }

  private func selection() throws -> ExportOrder.Selection {
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
