internal import Foundation
internal import Kiosk
internal import Operators
internal import Primitives

// What other programs ask for: each operation is a request of the desk, and its answer what the
// command of it prints.
extension StationConsole: APIDesk {
  func program(secret: String) async -> Clerk? {
    guard let token = try? await clerk.reading({ try $0.token(of: secret) }) else { return nil }
    return Clerk(
      name: token.name.text, role: "token", rights: Set(token.scopes.map(\.word)),
      isProgram: true)
  }

  func perform(
    _ name: APIOperationName, _ arguments: APIArguments, by clerk: Clerk
  ) async throws -> APIReply {
    switch name {
    case .exportDay: return try await dayFile(arguments)
    case .explainReceipt: return try await explanation(arguments)
    default: break
    }
    let request = try APIRequest(currency: configuration.currency, today: today)
      .request(name, arguments)
    return try await APIReply(answer: apiAnswer(request, by: clerk))
  }

  private func apiAnswer(_ request: DeskRequest, by clerk: Clerk) async throws -> DeskAnswer {
    var claim = DeskClaim(user: "api", name: clerk.name)
    claim.standing = clerk.isProgram ? .token : .signedIn
    switch await reply(to: request, from: claim) {
    case .answer(let answer): return answer
    case .refused(let reasons): throw APIRefusal(.refused, reasons)
    case .progress, .text: throw APIRefusal(.refused, ["the station did not answer"])
    }
  }

  private func dayFile(_ arguments: APIArguments) async throws -> APIReply {
    guard let file = SettlementFile(rawValue: try arguments.needed("file")) else {
      let known = SettlementFile.allCases.map(\.rawValue).joined(separator: ", ")
      throw APIRefusal(.missing, ["there is no such file; a Z has \(known)"])
    }
    do {
      let bytes = try await self.file(file, ofZ: arguments.whole("z") ?? 0)
      return APIReply(bytes: bytes, mediaType: file.mediaType)
    } catch let refusal as ConsoleRefusal {
      throw APIRefusal(.missing, [refusal.reason])
    }
  }

  private func explanation(_ arguments: APIArguments) async throws -> APIReply {
    do {
      let text = try await explanation(of: arguments.needed("receipt"))
      return APIReply(bytes: Array(text.utf8), mediaType: "text/plain; charset=utf-8")
    } catch let refusal as ConsoleRefusal {
      throw APIRefusal(.missing, [refusal.reason])
    }
  }

  /// The business day at hand.
  private var today: String {
    StationClock(timeZone: configuration.timeZone).now.local
      .businessDay(startingAtMinute: configuration.dayStartMinute).description
  }
}

extension APIReply {
  /// Values with the keys that commands print.
  init(values: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self.init(bytes: [UInt8](try encoder.encode(values)))
  }

  /// What the desk has answered.
  init(answer: DeskAnswer) throws {
    switch answer {
    case .file(let text):
      self.init(bytes: Array(text.utf8), mediaType: "text/csv; charset=utf-8")
    case .menu(.said(let text)): try self.init(values: ["text": text])
    case .menu(.soldOut(let answer)): try self.init(values: answer)
    case .menu(.versions(let answer)): try self.init(values: answer)
    default: try self.init(values: answer.content)
    }
  }
}

extension DeskAnswer {
  /// What commands print of it.
  fileprivate var content: any Encodable {
    switch self {
    case .account(let answer): answer
    case .receipt(let answer): answer
    case .history(let answer): answer
    case .sale(let answer): answer
    case .holdings(let answer): answer
    case .batch(let answer): answer
    case .batches(let answer): answer
    case .expiry(let answer): answer
    case .changes(let answer): answer
    case .dishes(let answer): answer
    case .dayMenu(let answer): answer
    case .plate(let answer): answer
    case .plates(let answer): answer
    case .plateHistory(let answer): answer
    case .lying(let answer): answer
    case .accountsImport(let answer): answer
    case .closing(let answer): answer
    case .operators(let answer): answer
    case .audit(let answer): answer
    case .tokens(let answer): answer
    case .day(let answer): answer
    case .days(let answer): answer
    case .verification(let answer): answer
    case .explanation(let answer): answer
    case .status(let answer): answer
    case .done, .file, .bytes, .menu: [String: String]()
    }
  }
}
