import ArgumentParser
import Foundation
import Money
import Settlement
import Station

/// Shows how the hall did.
struct DayReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show how the hall did on closed days: by hour, lane, group and dish.",
    discussion: """
      Without a choice of days it is about the last Z. Beside the sales it shows each lane's \
      busiest ten minutes and how long trays took until their bill was there, how many plates of \
      each dish nobody bought, what subsidies paid, and the last ten business days. 'traytally \
      day export --format report' writes it with charts.
      """)

  @OptionGroup var settlements: SettlementOptions
  @OptionGroup var options: StationOptions

  func run() async throws {
    let selection = try settlements.selection()
    let configuration = try options.configuration()
    let report: DayReport
    do {
      report = try await ReportMaker.make(selection, configuration: configuration)
    } catch {
      throw Failure("\(error)")
    }
    if options.json { return try Terminal.printJSON(report) }
    Terminal.print(ReportText(report, currency: configuration.currency).text)
  }
}

/// A report as text for a terminal.
struct ReportText {
  private let report: DayReport
  private let currency: Currency

  init(_ report: DayReport, currency: Currency) {
    self.report = report
    self.currency = currency
  }

  /// Every table that has rows.
  var text: String {
    report.tables(in: currency).filter { !$0.rows.isEmpty }.map(text).joined(separator: "\n\n")
  }

  private func text(_ table: ReportTable) -> String {
    let heading = table.columns.map { $0.name.replacing("_", with: " ") }
    let rows = [heading] + table.rows.map { row in row.map { $0.text(in: currency) } }
    let widths = heading.indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
    let lines = rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - width(cell))
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }
    return ([table.title] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  /// Columns of a terminal: Chinese characters take two.
  private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
  }
}
