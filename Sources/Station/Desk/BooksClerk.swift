internal import Foundation
internal import Ledger
public import LedgerStore
internal import Menus
internal import Money
internal import Operators
internal import Primitives
internal import Settlement
internal import TagReads

/// Carries out what concerns the books alone, on a thread that may block.
///
/// A running station uses it as well as a command that has the books to itself, so that both do
/// the same.
public struct BooksClerk: Sendable {
  let store: LedgerStore
  let configuration: StationConfiguration
  /// How hard the hash of a new PIN or password is to guess.
  var secretCost = SecretHash.Cost.standard
  /// Who the request at hand is carried out for, as journal and audit log name them.
  private(set) var by = ""

  /// A clerk for books that are open.
  public init(store: LedgerStore, configuration: StationConfiguration) {
    self.store = store
    self.configuration = configuration
  }

  /// Opens the books, carries a request out, and closes them.
  public static func performAlone(
    _ request: DeskRequest, from claim: DeskClaim = DeskClaim(),
    configuration: StationConfiguration,
    onReply: @escaping @Sendable (DeskReply) -> Void
  ) async -> DeskReply {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: openAndPerform(request, claim, configuration, onReply))
      }
    }
  }

  private static func openAndPerform(
    _ request: DeskRequest, _ claim: DeskClaim, _ configuration: StationConfiguration,
    _ onReply: @escaping @Sendable (DeskReply) -> Void
  ) -> DeskReply {
    do throws(StoreError) {
      let store = try LedgerStore.open(configuration)
      let reply = BooksClerk(store: store, configuration: configuration)
        .perform(request, from: claim, onReply: onReply)
      // What was answered has happened, however the file is left.
      try? store.close()
      return reply
    } catch {
      return .refused([error.description])
    }
  }

  /// Carries a request out; blocks until it is done.
  ///
  /// What changes something goes into the audit log with who asked for it, in the transaction of
  /// the change itself.
  public func perform(
    _ request: DeskRequest, from claim: DeskClaim = DeskClaim(),
    onReply: @escaping @Sendable (DeskReply) -> Void
  ) -> DeskReply {
    do {
      var clerk = self
      clerk.by = try admit(claim, for: request)
      return .answer(try clerk.answerAudited(request, onReply: onReply))
    } catch let error as StoreError {
      return .refused([error.description])
    } catch let refusal as DeskRefusal {
      return .refused(refusal.reasons)
    } catch {
      return .refused(["\(error)"])
    }
  }

  private func answerAudited(
    _ request: DeskRequest, onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> DeskAnswer {
    guard let duty = request.duty else { return try answer(request, onReply: onReply) }
    let slip = AuditSlip(at: time.wall, by: by, act: duty.act, subject: duty.subject)
    do {
      let given = try slip.covering { try answer(request, onReply: onReply) }
      if !slip.isEntered { try store.audit(slip, outcome: "done, nothing to change") }
      return given
    } catch {
      // What was refused changed nothing; that somebody tried is worth a line all the same.
      if store.stopped == nil, !slip.isEntered || error is StoreError {
        try? refuse(duty, by: by, "by the rules")
      }
      throw error
    }
  }

  private func answer(
    _ request: DeskRequest, onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> DeskAnswer {
    switch request {
    case .openAccount(let number, let group, let name, let floor):
      return try openAccount(number, group: group, name: name, floor: floor)
    case .showAccount(let number): return .account(try account(number))
    case .topUp(let intent, let number, let amount, let tender, let note):
      return try perform(
        .topUp(number: number, amount: amount, tender: tender, note: note), intent: intent)
    case .act(let act, let intent): return try perform(act, intent: intent)
    case .batch(let act, let id, let check):
      return try perform(act, id: id, isCheck: check, onReply)
    case .batches(let limit): return .batches(try batches(limit: limit))
    case .expire: return .expiry(try expire(onReply))
    case .showSale(let receipt): return .sale(try sale(receipt))
    case .holdings(let number, let at):
      return .holdings(try holdings(number, at: WallTime(milliseconds: at)))
    case .addCard(let number, let tag):
      try store.addCard(try self.tag(tag), to: try self.number(number))
      return .account(try account(number))
    case .removeCard(let tag):
      try store.removeCard(try self.tag(tag))
      return .done
    case .account(let act): return try perform(act, onReply)
    case .plate(let act): return try perform(act)
    case .operators(let act): return try perform(act)
    case .tokens(let act): return try perform(act)
    case .day(let act): return try perform(act)
    case .history(let number, let limit): return try history(number, limit: limit)
    case .importMenu(let files, let check): return try importMenu(files, isCheck: check)
    case .menu(let request): return try answer(request)
    case .importPlates(let file, let check): return try importPlates(file, isCheck: check)
    case .exportMenu(let kind): return .file(try exportMenu(kind))
    case .showMenu(let meal, nil): return .dishes(try dishes(meal))
    case .showMenu(let meal, let date?): return .dayMenu(try menu(on: date, meal: meal))
    case .enrolPlates(let plateClass, let tags): return try enrol(tags, as: plateClass)
    case .bindPlates(let dish, let meal, let tags): return try bind(tags, to: dish, meal: meal)
    case .showPlate(let tag): return .plate(try plate(tag))
    case .verify(let isFull): return .verification(try verify(isFull: isFull, onReply))
    case .teach, .forget: return try learn(request.lesson)
    case .explain(let receipt, let isReplayed):
      return .explanation(try explain(receipt, isReplayed: isReplayed))
    case .status: return .status(try status())
    case .capture:
      throw DeskRefusal("a capture needs a running station: start it with 'traytally serve'")
    }
  }

  private func verify(
    isFull: Bool, _ onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> VerificationAnswer {
    let report = try store.verify(includingFile: isFull) { done, total in
      onReply(.progress(total == 0 ? 1 : Double(done) / Double(total)))
    }
    var fault = report.fault?.description
    if isFull, fault == nil { fault = try store.surroundingComplaints().first }
    return VerificationAnswer(
      isSound: fault == nil, isFull: isFull, transfers: report.transferCount,
      closes: report.closeCount, accounts: report.accountCount, fault: fault)
  }

  private func status() throws -> StatusAnswer {
    let status = try store.status()
    return StatusAnswer(
      isServing: false, transfers: status.transferCount, accounts: status.accountCount,
      sqliteVersion: status.sqliteVersion, journalMode: status.journalMode,
      synchronous: status.synchronous == 2 ? "FULL" : "\(status.synchronous)", readers: [])
  }
}

/// A request that cannot be carried out, with all the reasons.
struct DeskRefusal: Error {
  let reasons: [String]

  init(_ reason: String) {
    reasons = [reason]
  }

  init(_ reasons: [String]) {
    self.reasons = reasons
  }
}

extension BooksClerk {
  func tag(_ text: String) throws -> TagID {
    guard let tag = TagID(text) else {
      throw DeskRefusal(
        "'\(text)' is not a tag: write E0040150A05F02B7, 04A1B2C3D4E5F6 or epc:3039606303C74380")
    }
    return tag
  }

  func number(_ text: String) throws -> AccountNumber {
    guard let number = AccountNumber(text) else {
      throw DeskRefusal("'\(text)' is not an account number: use letters, digits, '-', '_', '.'")
    }
    return number
  }

  func plain(_ amount: Amount) -> String { configuration.currency.plain(amount) }

  /// What clock and calendar show: for the business day and the meal at hand.
  var time: StationTime { StationClock(timeZone: configuration.timeZone).now }
}
