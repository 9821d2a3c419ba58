import Kiosk
import Ledger
import LedgerStore
import Operators
import Primitives

@testable import Station

/// A served canteen with pages, an administrator `boss` and a cashier `li`.
enum StaffedCanteen {
  static let secret = "secret-1"

  /// Serves the pages of a canteen while something is done.
  static func served(
    tickets: [Ticket] = [], identity: ServerIdentity? = nil,
    _ body: (Int, ServedCanteen) async throws -> Void
  ) async throws {
    let port = try FreePort.find()
    let canteen = try ServedCanteen { configuration in
      configuration.httpPort = port
      configuration.tickets = tickets
      configuration.httpIdentity = identity
    }
    let store = try LedgerStore.open(canteen.configuration)
    var clerk = BooksClerk(store: store, configuration: canteen.configuration)
    clerk.secretCost = .init(rounds: 16, blockSize: 1, parallelism: 1)
    let people = [("boss", "administrator"), ("li", "cashier")]
    for (name, role) in people {
      let request = DeskRequest.operators(.add(name: name, role: role, secret: secret))
      let claim = name == "boss" ? DeskClaim() : DeskClaim(name: "boss", secret: secret)
      guard case .answer = clerk.perform(request, from: claim, onReply: { _ in }) else {
        throw DeskError("\(name) cannot be added")
      }
    }
    try store.close()
    try await canteen.served {
      try await eventuallyAsync { (try? RawClient(port: port)) != nil }
      try await body(port, canteen)
    }
  }
}
