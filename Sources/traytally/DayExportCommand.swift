import ArgumentParser
import Foundation
import Settlement
import Station

/// Exports settlements.
struct DayExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Write closed days into files: csv, xlsx, hledger, json, html, payroll, report, journal.",
    discussion: """
      csv is three tables, a row for each Z, each item and each sum; xlsx the same as a workbook; \
      hledger a journal with balance assertions; json every figure; html a page for each Z to be \
      printed and signed, which says that it is a copy; payroll what each account was charged \
      month by month; report how the hall did, with charts; journal everything from the first \
      record on, for an auditor's own program.

      Without a choice of days the last Z is exported. A file has its name only once it is whole. \
      The books are only read: a station may run meanwhile. Prints the paths of the files.
      """)

  @Option(help: "Folder the files go to.")
  var out: String

  @Option(
    help: "csv, xlsx, hledger, json, html, payroll, report or journal; may be given several times.",
    transform: Self.format)
  var format: [ExportFormat] = [.csv]

  @Option(help: "Only items of this lane; csv and xlsx.")
  var lane: Int?

  @Option(help: "Only items of this dish; csv and xlsx.")
  var dish: String?

  @Flag(help: "Begin CSV files with a byte order mark, for Excel.")
  var bom = false

  @OptionGroup var settlements: SettlementOptions
  @OptionGroup var options: StationOptions

  func run() async throws {
    let order = ExportOrder(
      try settlements.selection(), as: format, to: out, filter: ItemFilter(lane: lane, dish: dish),
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
}
