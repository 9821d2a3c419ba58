internal import Foundation
internal import Kiosk
internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Operators
internal import Primitives
internal import Settlement

/// What staff ask for on a page, carried out by the clerk who also answers commands.
///
/// Exports read the books beside the lanes, on a queue of their own.
final class StationConsole: ConsoleDesk {
  private static let explanationColumns = 110
  /// - fileBytesMax (bytes, 64 MiB): the largest file that a page hands out; a Z that is larger
  ///   goes by the command, which holds one record in memory.
  private static let fileBytesMax = 64 << 20

  let clerk: StationClerk
  let configuration: StationConfiguration
  private let settlements: SettlementKeeper

  init(
    _ clerk: StationClerk, configuration: StationConfiguration, settlements: SettlementKeeper
  ) {
    self.clerk = clerk
    self.configuration = configuration
    self.settlements = settlements
  }

  func hasOperators() async -> Bool {
    (try? await clerk.reading { try $0.store.hasOperators() }) ?? true
  }

  func menuOfNow() async -> DisplayMenu? {
    let time = StationClock(timeZone: configuration.timeZone).now
    return clerk.catalogue.displayMenu(
      at: time.local, dayStartMinute: configuration.dayStartMinute)
  }

  func signIn(name: String, secret: String) async throws -> Clerk {
    try await spoken { try await clerk.asking { Clerk(try $0.signIn(name, secret)) } }
  }

  func clerk(named name: String) async throws -> Clerk {
    try await spoken { try await clerk.reading { Clerk(try $0.signedIn(name)) } }
  }

  func explanation(of receipt: String) async throws -> String {
    guard
      case .explanation(let answer) = try await answer(.explain(receipt: receipt, replay: true))
    else { throw ConsoleRefusal("the station sent no explanation") }
    return ExplanationText(columns: Self.explanationColumns).text(answer)
  }

  func settlementTrouble() async -> String? { settlements.trouble }

  func openDay() async throws -> String {
    DayText(try await day(.look)).text
  }

  func settlements(limit: Int) async throws -> [SettlementRow] {
    guard case .days(let days) = try await answer(.day(.list(limit: limit))) else { return [] }
    return days.map { day in
      SettlementRow(
        number: day.number ?? 0, businessDate: day.businessDay,
        net: DayAnswer.plain(day.figures[FigureName.net] ?? 0, currency: day.currency),
        transfers: day.transfers, sealCode: day.sealCode ?? "")
    }
  }

  func closeDay(
    counted: String, reason: String, id: String, by clerk: Clerk
  ) async throws -> Int {
    guard let id = UniqueID(id) else { throw ConsoleRefusal("open the page again") }
    let amount =
      counted.isEmpty ? nil : configuration.currency.parse(counted, allowingNegative: true)
    guard counted.isEmpty || amount != nil else {
      throw ConsoleRefusal("'\(counted)' is no amount: write 1203.50, or leave it empty")
    }
    let act = DayAct.close(id: id, counted: amount?.minorUnits, reason: reason)
    let day = try await day(act, by: clerk.name)
    return day.number ?? 0
  }

  func file(_ file: SettlementFile, ofZ number: Int) async throws -> [UInt8] {
    guard number > 0 else { throw ConsoleRefusal("there is no Z \(number)") }
    let folder = NSTemporaryDirectory() + "traytally-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      let order = ExportOrder(.numbers(number...number), as: [file.format], to: folder)
      let paths = try await SettlementExport.perform(order, configuration: configuration)
      guard let path = paths.first(where: { $0.hasSuffix(file.pathEnd) }),
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
      else { throw ConsoleRefusal("Z \(number) has no \(file.rawValue)") }
      guard size.intValue <= Self.fileBytesMax,
        let bytes = FileManager.default.contents(atPath: path)
      else {
        throw ConsoleRefusal(
          "\(file.rawValue) of Z \(number) is too large for a page: use `traytally day export`")
      }
      return [UInt8](bytes)
    } catch let fault as ExportFault {
      throw ConsoleRefusal(fault.description)
    }
  }

  private func day(_ act: DayAct, by name: String? = nil) async throws -> DayAnswer {
    guard case .day(let day) = try await answer(.day(act), by: name) else {
      throw ConsoleRefusal("the station sent no settlement")
    }
    return day
  }

  func answer(
    _ request: DeskRequest, by name: String? = nil
  ) async throws -> DeskAnswer {
    var claim = DeskClaim(user: "page", name: name)
    claim.standing = name == nil ? .unproven : .signedIn
    switch await reply(to: request, from: claim) {
    case .answer(let answer): return answer
    case .refused(let reasons): throw ConsoleRefusal(reasons.joined(separator: " "))
    case .progress, .text: throw ConsoleRefusal("the station did not answer")
    }
  }

  /// What the desk says in the end.
  func reply(to request: DeskRequest, from claim: DeskClaim) async -> DeskReply {
    await withCheckedContinuation { continuation in
      clerk.perform(
        request,
        for: DeskVisitor(claim: claim) { reply in
          if reply.isLast { continuation.resume(returning: reply) }
        })
    }
  }

  /// What the desk refuses, in the console's own words for it.
  private func spoken<Value>(_ question: () async throws -> Value) async throws -> Value {
    do { return try await question() } catch let refusal as DeskRefusal {
      throw ConsoleRefusal(refusal.reasons.joined(separator: " "))
    }
  }
}

extension Catalogue {
  /// The dishes of the meal at hand, or of the whole day where there are no meals; nothing between
  /// meals.
  fileprivate func displayMenu(at time: LocalTime, dayStartMinute: Int) -> DisplayMenu? {
    let period = mealPeriod(at: time)
    guard period != nil || mealPeriods.isEmpty else { return nil }
    let day = time.businessDay(startingAtMinute: dayStartMinute)
    return DisplayMenu(
      meal: .init(zh: period?.names.zh ?? "全天", en: period?.names.en ?? "All day"),
      dishes: dishes(offeredIn: period?.code, on: day).lazy.map { dish in
        DisplayMenu.Dish(
          name: .init(zh: dish.names.zh, en: dish.names.en),
          price: currency.format(dish.prices.standard), energy: dish.energyKilojoules,
          isSoldOut: isSoldOut(dish.code, in: period?.code, on: day))
      })
  }
}

extension Clerk {
  fileprivate init(_ member: Operator) {
    let rights = member.role.rights
    let parts = TokenScope.Part.allCases.filter { part in
      switch part {
      case .station, .accounts: true
      case .finance: rights.contains(.settle)
      case .audit: rights.contains(.operators)
      }
    }
    self.init(
      name: member.name.text, role: member.role.rawValue,
      rights: Set(rights.map(\.rawValue) + parts.map(\.rawValue)))
  }
}

extension SettlementFile {
  fileprivate var format: ExportFormat {
    switch self {
    case .page: .html
    case .report: .report
    case .summary, .items, .breakdowns: .csv
    case .workbook: .xlsx
    case .hledger: .hledger
    case .figures: .json
    }
  }

  /// How the path of the file ends that an export writes.
  fileprivate var pathEnd: String {
    switch self {
    case .page: ".html"
    case .report: "-report.html"
    case .summary: "-summary.csv"
    case .items: "-items.csv"
    case .breakdowns: "-breakdowns.csv"
    case .workbook: ".xlsx"
    case .hledger: ".journal"
    case .figures: ".json"
    }
  }
}
