public import Kiosk
public import Ledger
public import Money

/// What the operator writes in `Config/traytally.yaml`, checked and in the station's own types.
///
/// Keys, each with `TRAYTALLY_...` as its environment override (dots and dashes become
/// underscores):
///
/// - `station` (string, `Station`, 1 to 24 letters, digits or dashes): name before receipt numbers.
/// - `data` (string, `/var/lib/traytally`): directory of the books; one station owns it.
/// - `currency` (string, `CNY`): ISO 4217 code of every price and wallet.
/// - `time_zone` (string, `Asia/Shanghai`): IANA name; meal periods and days follow it.
/// - `day_start` (string, `04:00`, 00:00 to 12:59): when one business day ends and the next begins.
/// - `spend_order` (string, `subsidy-first`, or `cash-first`): which wallet a sale empties first.
/// - `turnaround_minutes` (int, 20, 0 to 1440): how long a paid plate cannot be billed again.
/// - `explain_days` (int, 30, 0 to 3650): how long what a paid tray was judged by is kept for
///   `explain`; 0 keeps none.
/// - `log_level` (string, `info`): `trace`, `debug`, `info`, `notice`, `warning` or `error`.
/// - `tray.bill_risk` (number, 0.01, 0.000001 to 0.05): expected number of wrong lines, up to which
///   a bill is shown.
/// - `tray.payment_risk` (number, 0.0001, 0.000001 to 0.01): plates expected to be overlooked, up
///   to which money moves.
/// - `tray.payment_doubt` (number, 0.0002, 0.000001 to 0.01): expected number of plates on the
///   wrong side, billed and of another tray or the other way round, up to which money moves.
/// - `tray.undecided_seconds` (number, 3, 2 to 60): after that long without a stable set, say so.
/// - `prices_include_vat` (`yes` or `no`, `yes`): whether VAT comes on top of the menu's prices.
/// - `guest_group` (string, none): the diner group whose prices a sale over the counter has.
/// - `grants_last` (string, `until-used`, or `month`): how long a grant lasts that names no day;
///   with `month` until the last day of its month.
/// - `tickets` (list, none): kinds of meal tickets, each with `kind` and `value`.
/// - `limits` (list, none): limits of diner groups; an entry without `group` is for all others.
/// - `settlement.close_at` (string, none, 00:00 to 23:59): when the day is closed by itself.
/// - `settlement.export_folder` (string, none): where every new Z is exported to.
/// - `settlement.export_formats` (list, `[csv, xlsx, html]`): as what; see `ExportFormat`.
/// - `http.port` (int, none, 1 to 65535): where browsers find the pages; none without it.
/// - `http.certificate`, `http.key` (paths, none): PEM files that make the pages HTTPS; both or
///   none.
/// - `http.address` (string, `127.0.0.1`): the address of this machine that the pages are at.
/// - `lanes` (list, 1 to 16): see `LaneConfiguration`.
public struct StationConfiguration: Sendable, Equatable {
  /// Name before receipt numbers.
  public var station = "Station"
  /// Directory of the books.
  public var dataDirectory = "/var/lib/traytally"
  /// Currency of every price and wallet.
  public var currency: Currency
  /// IANA name of the zone that meal periods and days follow.
  public var timeZone = "Asia/Shanghai"
  /// Minute of the day at which the business day begins.
  public var dayStartMinute = 240
  /// True if a sale empties the cash wallet before the subsidy.
  public var spendsCashFirst = false
  /// How long a paid plate cannot be billed again.
  public var turnaround: Duration = .seconds(20 * 60)
  /// How many days what a paid tray was judged by is kept.
  public var explainDays = 30
  /// Least severe messages that are logged.
  public var logLevel = "info"
  /// Plates expected to be overlooked up to which a bill is shown.
  public var billRisk = 0.01
  /// Plates expected to be overlooked up to which money moves.
  public var paymentRisk = 0.0001
  /// Plates expected to be on the wrong side up to which money moves.
  public var paymentDoubt = 0.0002
  /// After that long without a stable set the lane says so.
  public var undecidedAfter: Duration = .seconds(3)
  /// True if what a plate's chip says is believed before what the books say of it.
  public var believesChips = false
  /// True if a plate's chip is marked when the plate has been paid.
  public var marksPaidChips = false
  /// Whether the menu's prices include VAT.
  public var vat = VATMode.included
  /// The diner group whose prices a sale over the counter has; empty for the standard prices.
  public var guestGroup = ""
  /// True if a grant that names no day lasts until the end of its month.
  public var grantsLastAMonth = false
  /// The tickets that are sold and granted now, each kind once.
  public var tickets: [Ticket] = []
  /// The limits of diner groups, by the group's code.
  public var limits: [String: GroupLimits] = [:]
  /// The limits of all other groups.
  public var otherLimits = GroupLimits()
  /// Minute of the day at which it is closed by itself; nothing if it is not.
  public var closeAtMinute: Int?
  /// The folder that every new Z is exported to.
  public var exportFolder: String?
  /// What every new Z is exported as.
  public var exportFormats: [ExportFormat] = [.csv, .xlsx, .html]
  /// The port of the pages; nothing for no pages, 0 for any that is free.
  public var httpPort: Int?
  /// The address of the pages.
  public var httpAddress = "127.0.0.1"
  /// What browsers know the pages by over TLS; nothing for plain HTTP.
  public var httpIdentity: ServerIdentity?
  /// The checkout positions.
  public var lanes: [LaneConfiguration] = []

  /// A configuration with every default and no lanes.
  public init(currency: Currency) {
    self.currency = currency
  }
}
