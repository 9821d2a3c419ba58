/// What settlements can be exported as; the raw value is the published word.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// Three tables: a row for each Z, for each sum, for each item sold.
  case csv
  /// The same tables as a workbook, with dishes and tenders.
  case xlsx
  /// A journal for hledger, with balance assertions.
  case hledger
  /// Every figure, for programs.
  case json
  /// A page for each Z, to be printed and signed.
  case html
  /// What each account was charged, month by month.
  case payroll
  /// How the hall did: tables and charts by hour, lane, dish and group.
  case report
  /// Everything under the hashes from the first record on, for auditors.
  case journal
}
