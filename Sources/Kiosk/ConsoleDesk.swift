/// What the console asks of the station, in words that a page can show.
///
/// Whoever asks has signed in; the station looks at their right anew with every request, so that
/// somebody who was locked a moment ago does nothing more.
public protocol ConsoleDesk: Sendable {
  /// Whether anybody can sign in at all.
  func hasOperators() async -> Bool

  /// What is offered now; nothing between meals.
  func menuOfNow() async -> DisplayMenu?

  /// The operator of a name and a secret.
  ///
  /// - Throws: `ConsoleRefusal`, in the same words whether the name or the secret is wrong.
  func signIn(name: String, secret: String) async throws -> Clerk

  /// The operator of a session as they are now.
  ///
  /// - Throws: `ConsoleRefusal` if they were locked or removed.
  func clerk(named name: String) async throws -> Clerk

  /// What a paid tray was judged by, laid out in columns.
  func explanation(of receipt: String) async throws -> String

  /// What is in the way of closing and exporting by itself.
  func settlementTrouble() async -> String?

  /// The open period, laid out in columns.
  func openDay() async throws -> String

  /// The last Zs, the newest first.
  func settlements(limit: Int) async throws -> [SettlementRow]

  /// Closes the day; answers the number of the Z.
  ///
  /// - Parameters:
  ///   - counted: what was counted in the drawer as it was typed, or nothing.
  ///   - reason: why that is not what was expected, or nothing.
  ///   - id: the same id again gets the same Z.
  ///   - clerk: who closes it.
  func closeDay(counted: String, reason: String, id: String, by clerk: Clerk) async throws -> Int

  /// A file of a Z.
  func file(_ file: SettlementFile, ofZ number: Int) async throws -> [UInt8]
}

/// Somebody of the staff who has signed in.
public struct Clerk: Hashable, Sendable {
  /// The name they work under.
  public var name: String
  /// Their role, by its word.
  public var role: String
  /// Their rights, by their words.
  public var rights: Set<String>

  /// Describes somebody.
  public init(name: String, role: String, rights: Set<String>) {
    self.name = name
    self.role = role
    self.rights = rights
  }
}

/// A Z in a line.
public struct SettlementRow: Hashable, Sendable {
  /// Its number.
  public var number: Int
  /// The business date.
  public var businessDate: String
  /// The net sales as people write them.
  public var net: String
  /// How many records it has.
  public var transfers: Int
  /// The seal code.
  public var sealCode: String

  /// Describes a Z.
  public init(number: Int, businessDate: String, net: String, transfers: Int, sealCode: String) {
    self.number = number
    self.businessDate = businessDate
    self.net = net
    self.transfers = transfers
    self.sealCode = sealCode
  }
}

/// What can be had of a Z; the raw value is the end of its address.
public enum SettlementFile: String, Sendable, CaseIterable {
  /// The page to be printed and signed.
  case page = "page.html"
  /// How the hall did, with charts.
  case report = "report.html"
  /// The table of sums.
  case summary = "summary.csv"
  /// The table of items.
  case items = "items.csv"
  /// The table of breakdowns.
  case breakdowns = "breakdowns.csv"
  /// The workbook.
  case workbook = "workbook.xlsx"
  /// The journal for hledger.
  case hledger = "hledger.journal"
  /// Every figure.
  case figures = "figures.json"

  /// The media type.
  var mediaType: String {
    switch self {
    case .page, .report: "text/html; charset=utf-8"
    case .summary, .items, .breakdowns: "text/csv; charset=utf-8"
    case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .hledger: "text/plain; charset=utf-8"
    case .figures: "application/json"
    }
  }

  /// True if a browser shows it rather than storing it.
  var isShown: Bool { self == .page || self == .report }
}

/// Why something was not done, and what to do instead.
public struct ConsoleRefusal: Error, Hashable, Sendable {
  /// The sentence.
  public var reason: String

  /// Refuses.
  public init(_ reason: String) {
    self.reason = reason
  }
}
