/// What the console asks of the station, in words that a page can show.
///
/// Whoever asks has signed in; the station looks at their right anew with every request, so that
/// somebody who was locked a moment ago does nothing more.
public protocol ConsoleDesk: Sendable {
  /// Whether anybody can sign in at all.
  func hasOperators() async -> Bool

  /// Adds the first operator, an administrator.
  ///
  /// - Throws: `ConsoleRefusal` if there is one, or name or secret will not do.
  func addFirstOperator(name: String, secret: String) async throws -> Clerk

  /// What the station has been told by its configuration.
  func facts() async -> [StationFact]

  /// What is to be done before the first diner comes.
  func steps() async -> [StartStep]

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

  /// An account with its newest records.
  func account(_ number: String) async throws -> CounterAccount

  /// What an act would do, in a sentence with the balance before and after it.
  func preview(_ act: AccountChange) async throws -> String

  /// Carries an act out; answers what was done, in a sentence with its receipt if it has one.
  ///
  /// - Parameters:
  ///   - id: the same id again does nothing more.
  ///   - clerk: who asks for it; the station looks at their right.
  func perform(_ act: AccountChange, id: String, by clerk: Clerk) async throws -> String

  /// How every reader of the station is.
  func readers() async throws -> [ReaderRow]

  /// What operators did, the newest first.
  func auditLog(limit: Int) async throws -> [AuditRow]

  /// Recomputes chain, balances and settlements; answers in a sentence what holds, or what does
  /// not.
  func verify() async throws -> String

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

/// Somebody of the staff who has signed in, or another system.
public struct Clerk: Hashable, Sendable {
  /// The name they work under.
  public var name: String
  /// Their role, by its word.
  public var role: String
  /// Their rights, and what they may look at, by their words.
  public var rights: Set<String>
  /// True for another system that has shown a token.
  public var isProgram: Bool

  /// Describes somebody.
  public init(name: String, role: String, rights: Set<String>, isProgram: Bool = false) {
    self.name = name
    self.role = role
    self.rights = rights
    self.isProgram = isProgram
  }
}

/// An account as the counter sees it: no name and no card number.
public struct CounterAccount: Hashable, Sendable {
  /// A record of it.
  public struct Record: Hashable, Sendable {
    /// The receipt's number.
    public var receipt: String
    /// `sale`, `top-up` and so on.
    public var kind: String
    /// The business day.
    public var day: String
    /// What the wallets gained, as people write it.
    public var change: String

    /// Describes a record.
    public init(receipt: String, kind: String, day: String, change: String) {
      self.receipt = receipt
      self.kind = kind
      self.day = day
      self.change = change
    }
  }

  /// Its number.
  public var number: String
  /// The diner group.
  public var group: String
  /// `open`, `blocked` or `closed`.
  public var status: String
  /// The cash wallet, as people write it.
  public var cash: String
  /// The subsidy wallet.
  public var subsidy: String
  /// How many cards it has.
  public var cardCount: Int
  /// How many of them are blocked or lost.
  public var idleCardCount: Int
  /// Its newest records, the newest first.
  public var records: [Record]

  /// Describes an account.
  public init(
    number: String, group: String, status: String, cash: String, subsidy: String, cardCount: Int,
    idleCardCount: Int, records: [Record]
  ) {
    self.number = number
    self.group = group
    self.status = status
    self.cash = cash
    self.subsidy = subsidy
    self.cardCount = cardCount
    self.idleCardCount = idleCardCount
    self.records = records
  }
}

/// What the counter does with an account.
public enum AccountChange: Hashable, Sendable {
  /// Pays money in; the amount as it was typed.
  case topUp(account: String, amount: String, tender: String, note: String)
  /// Blocks it, or lets it pay again.
  case block(account: String, isBlocked: Bool)
  /// Notes all its cards as lost, or as found.
  case loss(account: String, isLost: Bool)
}

/// A reader in a line.
public struct ReaderRow: Hashable, Sendable {
  /// The lane's number.
  public var lane: Int
  /// `tray` or `card`.
  public var role: String
  /// `starting`, `ready`, `lost` or `attention`.
  public var standing: String
  /// What reader it is, or what is wrong with it and what to do.
  public var detail: String

  /// Describes a reader.
  public init(lane: Int, role: String, standing: String, detail: String) {
    self.lane = lane
    self.role = role
    self.standing = standing
    self.detail = detail
  }
}

/// An entry of the audit log.
public struct AuditRow: Hashable, Sendable {
  /// When, on the canteen's clock.
  public var at: String
  /// Who did it.
  public var by: String
  /// What was done.
  public var act: String
  /// What it was done to.
  public var subject: String
  /// `done`, or why it was refused.
  public var outcome: String

  /// Describes an entry.
  public init(at: String, by: String, act: String, subject: String, outcome: String) {
    self.at = at
    self.by = by
    self.act = act
    self.subject = subject
    self.outcome = outcome
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
  public var mediaType: String {
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
