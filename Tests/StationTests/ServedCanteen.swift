import Foundation
import Lanes
import Ledger
import LedgerStore
import Money
import Primitives
import ReaderEmulation
import Synchronization
import TagReads
import Testing

@testable import Station

/// A small canteen with one lane, on real clocks: two plates, one diner, emulated readers.
final class ServedCanteen: Sendable {
  static let plates = ["E004015000A01001", "E004015000A01002"].compactMap { TagID($0) }
  static let card = "E0040350A05F02B7"

  let configuration: StationConfiguration
  let tray = AntennaField(seed: 3)
  let cards = AntennaField(seed: 4)
  private let seen = Mutex<[StationEvent]>([])
  private let scratch: Scratch
  private let disk: SmallDisk?

  /// Stocks the canteen; its books are on a small disk if one is given, and its chips are believed
  /// and marked if so wanted.
  init(
    on disk: SmallDisk? = nil, chipFirst: Bool = false,
    _ configure: (inout StationConfiguration) -> Void = { _ in }
  ) throws {
    scratch = try Scratch()
    self.disk = disk
    var configuration = StationConfiguration(currency: .cny)
    configuration.station = "Test"
    configuration.believesChips = chipFirst
    configuration.marksPaidChips = chipFirst
    configuration.dataDirectory = disk?.path ?? scratch.path
    configure(&configuration)
    let reader = ReaderConfiguration(family: .emulated)
    configuration.lanes = [
      LaneConfiguration(id: 1, name: "Window", trayReader: reader, cardReader: reader)
    ]
    self.configuration = configuration
    let store = try LedgerStore.open(configuration, create: true)
    let clerk = BooksClerk(store: store, configuration: configuration)
    for request in Self.stock {
      guard case .answer = clerk.perform(request, onReply: { _ in }) else {
        throw DeskError("the canteen cannot be stocked: \(request)")
      }
    }
    try store.close()
  }

  /// A dish for 3.00 on each plate, at any hour, and 50.00 in the diner's cash wallet.
  private static var stock: [DeskRequest] {
    let tags = plates.map(\.description)
    return [
      .importMenu(
        files: [
          file("meals.csv", "meal,name_zh,name_en,from,to\nday,全天,All day,00:00,24:00\n"),
          file("classes.csv", "class,name_zh,name_en\nwhite,白碗,White bowl\n"),
          noodles(costing: "3.00"),
        ], check: false),
      .enrolPlates(plateClass: "white", tags: tags),
      .bindPlates(dish: "N1", meal: nil, tags: tags),
      .openAccount(number: "A1", group: "", name: nil, floor: 0),
      .addCard(number: "A1", tag: card),
      .topUp(
        intent: UniqueID(high: 1, low: 1), number: "A1", amount: 5_000, tender: "cash", note: ""),
    ]
  }

  static func noodles(costing price: String) -> DeskFile {
    file("dishes.csv", "dish,name_zh,name_en,price\nN1,面,Noodles,\(price)\n")
  }

  /// Opens a station on the canteen's books.
  func open() throws -> LiveStation {
    let boxes = [(ReaderSlot.Role.tray, tray), (.card, cards)].map { role, antenna in
      (
        ReaderSlot(lane: 1, role: role),
        EmulatedReaderBox(FeigReaderEmulator(antenna: antenna))
      )
    }
    return try LiveStation(
      configuration: configuration, log: EventLog(currency: .cny),
      emulated: Dictionary(uniqueKeysWithValues: boxes)
    ) { [self] event, _ in seen.withLock { $0.append(event) } }
  }

  /// Serves while something is done; then the station is put away in order.
  func served(_ body: () async throws -> Void) async throws {
    let station = try open()
    let service = Task { try await station.run() }
    do {
      try await eventuallyAsync {
        await DeskClient.isServed(dataDirectory: configuration.dataDirectory)
      }
      try await body()
    } catch {
      service.cancel()
      _ = await service.result
      throw error
    }
    service.cancel()
    try await service.value
  }

  func ask(_ request: DeskRequest) async throws -> DeskReply {
    try await DeskClient.perform(request, dataDirectory: configuration.dataDirectory)
  }

  func place(_ count: Int) {
    tray.place(Self.plates.prefix(count).map { EmulatedTag(id: $0, readRate: 1) })
  }

  /// A tag that nobody has registered.
  static let stranger = ["E0040150FFFFFF01"].compactMap { TagID($0) }

  func placeStranger() {
    tray.place(Self.stranger.map { EmulatedTag(id: $0, readRate: 1) })
  }

  func clear() {
    tray.remove(Self.plates + Self.stranger)
  }

  func tap() throws {
    cards.place([EmulatedTag(id: try #require(TagID(Self.card)), readRate: 1)])
  }

  func liftCard() throws {
    cards.remove([try #require(TagID(Self.card))])
  }

  /// What the lane shows now.
  var view: LaneView? {
    seen.withLock { events in
      events.reversed().lazy.compactMap { event -> LaneView? in
        guard case .view(_, let view) = event else { return nil }
        return view
      }.first
    }
  }

  /// The sums of the debits so far.
  var paid: [Int64] {
    seen.withLock { events in
      events.compactMap { event in
        guard case .note(_, .paid(let request, _)) = event else { return nil }
        return request.order.total.minorUnits
      }
    }
  }
}
