import Foundation
import Ledger
import LedgerStore
import Menus
import Money
import Primitives
import Testing

@testable import Station

/// A clerk with books of a test's own, stocked with the sample canteen.
final class BooksDesk {
  let scratch = try? Scratch()
  let store: LedgerStore
  let clerk: BooksClerk

  init(
    stocked: Bool = true, _ configure: (inout StationConfiguration) -> Void = { _ in }
  ) throws {
    var configuration = StationConfiguration(currency: .cny)
    configure(&configuration)
    configuration.station = "Test"
    configuration.dataDirectory = try #require(scratch).path
    store = try LedgerStore.open(configuration, create: true)
    clerk = BooksClerk(store: store, configuration: configuration)
    guard stocked else { return }
    try answer(.importMenu(files: Self.sampleMenu(), check: false))
  }

  static func sampleMenu() throws -> [DeskFile] {
    try ["groups", "meals", "classes", "dishes"].map { name in
      let url = URL(filePath: Repository.sample + "/\(name).csv")
      return DeskFile(name: "\(name).csv", content: try Data(contentsOf: url))
    }
  }

  /// - Parameter user: whose shell it is.
  func ask(_ request: DeskRequest, as user: String = "li") -> DeskReply {
    clerk.perform(request, from: DeskClaim(user: user)) { _ in }
  }

  @discardableResult
  func answer(_ request: DeskRequest, as user: String = "li") throws -> DeskAnswer {
    let reply = ask(request, as: user)
    guard case .answer(let answer) = reply else { throw Unanswered(reply: reply) }
    return answer
  }

  /// Why a request was refused; nothing if it was not.
  func refusal(_ request: DeskRequest) -> String? {
    guard case .refused(let reasons) = ask(request) else { return nil }
    return reasons.joined(separator: "\n")
  }

  func account(_ number: String) throws -> AccountAnswer {
    guard case .account(let account) = try answer(.showAccount(number: number)) else {
      throw Unanswered(reply: .answer(.done))
    }
    return account
  }

  struct Unanswered: Error {
    var reply: DeskReply
  }
}

func file(_ name: String, _ text: String) -> DeskFile {
  DeskFile(name: name, content: Data(text.utf8))
}
