public import Money
import Primitives

/// A table of a report, for pages, files and terminals alike.
public struct ReportTable: Sendable {
  /// What names its file: small letters.
  public var word: String
  /// What stands above it, in English and Chinese.
  public var title: String
  /// Its columns.
  public var columns: [ExportColumn]
  /// Its rows, with a cell for each column.
  public var rows: [[ExportCell]]
  /// Its chart; nothing for a table that has none.
  public var chart: BarChart?
}

extension DayReport {
  /// Every table of the report, in the order in which they are looked at.
  public func tables(in currency: Currency) -> [ReportTable] {
    [
      table(hours, "hours", "Sales by hour 按小时", "hour", currency),
      laneTable, groupTable, dishTable(currency),
      table(days, "days", "Ten business days 最近十个营业日", "business_date", currency),
    ]
  }

  private static let takingsColumns: [ExportColumn] = [
    .init("receipts", .number), .init("lines", .number), .init("gross", .amount),
    .init("average", .amount),
  ]

  private func table(
    _ rows: [Row], _ word: String, _ title: String, _ key: String, _ currency: Currency
  ) -> ReportTable {
    ReportTable(
      word: word, title: title, columns: [ExportColumn(key)] + Self.takingsColumns,
      rows: rows.map { [.text($0.key)] + $0.takings.cells },
      chart: BarChart(
        title: title,
        bars: rows.map { row in
          BarChart.Bar(row.key, row.takings.gross, currency.plain(Amount(row.takings.gross)))
        }))
  }

  private var laneTable: ReportTable {
    ReportTable(
      word: "lanes", title: "Lanes 通道",
      columns: [ExportColumn("lane")] + Self.takingsColumns + [
        .init("busiest_trays_a_minute"), .init("settled_median_ms", .number),
        .init("settled_p95_ms", .number),
      ],
      rows: lanes.map { row in
        [.text(row.lane)] + row.takings.cells + [
          .text(Self.decimal(row.busiestPerMinute)), number(row.settledMedianMilliseconds),
          number(row.settledP95Milliseconds),
        ]
      })
  }

  private var groupTable: ReportTable {
    ReportTable(
      word: "groups", title: "Diner groups 人群",
      columns: [ExportColumn("diner_group")] + Self.takingsColumns + [.init("subsidy", .amount)],
      rows: groups.map { [.text($0.group)] + $0.takings.cells + [.amount($0.subsidy)] })
  }

  private func dishTable(_ currency: Currency) -> ReportTable {
    ReportTable(
      word: "dishes", title: "Dishes 菜品",
      columns: [
        .init("dish"), .init("name"), .init("sold", .number), .init("gross", .amount),
        .init("plates_bound", .number), .init("unsold", .number),
      ],
      rows: dishes.map { row in
        [
          .text(row.dish), .text(row.name), .number(row.takings.lines),
          .amount(row.takings.gross), .number(Int64(row.bound)), .number(Int64(row.unsold)),
        ]
      },
      chart: BarChart(
        title: "Dishes 菜品",
        bars: dishes.prefix(BarChart.barsMax).map { row in
          BarChart.Bar(
            row.name.isEmpty ? row.dish : row.name, row.takings.lines, "\(row.takings.lines)")
        }))
  }

  private func number(_ value: Int?) -> ExportCell { value.map { .number(Int64($0)) } ?? .blank }

  private static func decimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension DayReport.Takings {
  fileprivate var cells: [ExportCell] {
    [
      .number(Int64(receipts)), .number(lines), .amount(gross),
      average.map { .amount($0) } ?? .blank,
    ]
  }
}

extension Amount {
  fileprivate init(_ minorUnits: Int64) { self.init(minorUnits: minorUnits) }
}
