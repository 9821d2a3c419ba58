internal import Foundation
internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import ReaderEmulation
public import Readers
internal import TagReads

/// Everything a demonstration needs, set up: canteen, accounts with money, books, readers.
public struct DemoStage {
  /// A lane uses about 900 plates in the time one is in the wash.
  private static let platesPerLane = 1300
  /// A diner takes twelve at most; as many again may still be in the wash from before.
  private static let platesPerDiner = 24
  private static let accountCountMax = 500
  private static let washing: Duration = .seconds(21 * 60)

  let configuration: StationConfiguration
  let canteen: DemoCanteen
  let catalogue: Catalogue
  let seed: UInt64
  let diners: Int?
  private let hurry: Int
  let isTemporary: Bool

  /// Sets a demonstration up; the data directory is made, and removed at the end if none was named.
  ///
  /// - Parameters:
  ///   - readers: the families of the lanes' tray readers, in turn.
  ///   - httpPort: the port of the pages, if there are to be some.
  /// - Throws: `DemoError` if the sample menu or the data directory is not to be had.
  public init(
    lanes: Int, seed: UInt64, menuDirectory: String?, dataDirectory: String?, diners: Int?,
    hurry: Int, readers: [ReaderFamily] = [.feig], httpPort: Int? = nil
  ) throws(DemoError) {
    self.seed = seed
    self.diners = diners
    self.hurry = hurry
    isTemporary = dataDirectory == nil
    var configuration = StationConfiguration(currency: .cny)
    configuration.station = "Demo"
    configuration.httpPort = httpPort
    configuration.lanes = (1...lanes).map { id in
      Self.lane(
        id, readers[(id - 1) % max(1, readers.count)],
        isVisitors: httpPort != nil && lanes > 1 && id == lanes)
    }
    configuration.turnaround = configuration.turnaround / hurry
    let menu = try Self.menu(in: menuDirectory)
    let uhfLanes = configuration.lanes.count { $0.trayReader.spoken == .lenAdrUHF }
    canteen = DemoCanteen(
      menu: menu.parts, plateCount: Self.plateCount(lanes: lanes - uhfLanes, diners: diners),
      epcPlateCount: Self.plateCount(lanes: uhfLanes, diners: diners),
      dinerCount: min(diners ?? Self.accountCountMax, Self.accountCountMax))
    do throws(CatalogueFault) {
      catalogue = try Catalogue(validating: canteen.parts)
    } catch {
      throw DemoError("the sample menu does not make a catalogue: \(error)")
    }
    configuration.dataDirectory = try Self.directory(dataDirectory)
    self.configuration = configuration
  }

  private static func plateCount(lanes: Int, diners: Int?) -> Int {
    min(lanes * platesPerLane, (diners ?? .max / 32) * platesPerDiner)
  }

  /// Odd lanes have a card reader of their own, even ones read cards on the tray's antenna. No card
  /// answers at ultra-high frequency, so there the reader is always one of its own; and so it is
  /// at the visitor's lane, where cards of other canteens are tried.
  private static func lane(
    _ id: Int, _ family: ReaderFamily, isVisitors: Bool
  ) -> LaneConfiguration {
    let tray = ReaderConfiguration(family: .emulated, emulates: family)
    let card = ReaderConfiguration(family: .emulated, emulates: family == .feig ? .feig : .ccid)
    let hasCardReader = id % 2 == 1 || family == .lenAdrUHF || isVisitors
    return LaneConfiguration(
      id: id, name: "Lane \(id)", trayReader: tray, cardReader: hasCardReader ? card : nil)
  }

  private static func directory(_ named: String?) throws(DemoError) -> String {
    let path = named ?? NSTemporaryDirectory() + "traytally-demo-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw DemoError("\(path) cannot be made: \(error.localizedDescription)")
    }
    return path
  }

  private static func menu(in named: String?) throws(DemoError) -> Catalogue {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let usual = ["Config/sample", beside + "/../share/traytally/sample"]
    let exists = FileManager.default.fileExists(atPath:)
    guard let directory = named ?? usual.first(where: exists) else {
      throw DemoError("the sample menu is not here: name its directory with --canteen DIR")
    }
    let names = ["groups", "meals", "classes", "dishes"].map { "\(directory)/\($0).csv" }
    var files: [ImportFile] = []
    for name in names {
      guard let bytes = FileManager.default.contents(atPath: name) else {
        throw DemoError("\(name): no such file, or it may not be read")
      }
      files.append(ImportFile(name: name, bytes: [UInt8](bytes)))
    }
    do throws(ImportRefusal) {
      return try MenuImport.parse(files, onto: .empty(currency: .cny)).catalogue
    } catch {
      throw DemoError(error.description)
    }
  }

  private var chips: [Int: TagID.Technology] {
    let uhf = configuration.lanes.filter { $0.trayReader.spoken == .lenAdrUHF }
    return Dictionary(uniqueKeysWithValues: uhf.map { ($0.id, .epc) })
  }

  /// The diners; those who do not come to a lane leave it, and its plates, to a visitor.
  func hall(
    usedBefore: Set<TagID> = [], without lane: Int? = nil, plates: Set<TagID> = []
  ) -> DinerHall {
    DinerHall(
      canteen: plates.isEmpty ? canteen : canteen.without(plates),
      lanes: configuration.lanes.map(\.id).filter { $0 != lane }, chips: chips, diners: diners,
      washing: Self.washing / hurry, usedBefore: usedBefore, seed: seed, hurry: hurry)
  }

  /// The lane that is a visitor's: the last of several, where there are pages.
  var visitorLane: Int? {
    configuration.httpPort != nil && configuration.lanes.count > 1
      ? configuration.lanes.last?.id : nil
  }

  /// What a visitor finds at a lane.
  func counterStock(at lane: Int) -> CounterStock {
    CounterStock(from: canteen, chips[lane] ?? .iso15693)
  }

  func antennas() -> [ReaderSlot: AntennaField] {
    var generator = SeededGenerator(seed: seed &+ 0xA17E)
    return Dictionary(
      uniqueKeysWithValues: configuration.readers.map { slot, _ in
        (slot, AntennaField(seed: generator.next()))
      })
  }

  func emulator(on antenna: AntennaField, as slot: ReaderSlot) -> any EmulatedReader {
    let family = configuration.readers.first { $0.0 == slot }?.1.spoken ?? .feig
    return family.makeEmulator(
      on: antenna, seed: seed &+ UInt64(slot.lane * 2 + (slot.role == .tray ? 0 : 1)))
  }
}

// The books.
extension DemoStage {
  /// Opens the books, or makes them.
  func openBooks() throws(StoreError) -> LedgerStore {
    try LedgerStore.open(configuration, create: true)
  }

  /// Loads the menu, opens the diners' accounts and pays their money in; done again, with whatever
  /// seed, it changes nothing.
  ///
  /// - Returns: false if it was broken off because a stop was wanted.
  func furnish(
    _ store: LedgerStore, at wall: WallTime, isStopWanted: () -> Bool
  ) throws(StoreError) -> Bool {
    if try store.catalogue() != catalogue { try store.replaceCatalogue(catalogue) }
    let day = wall.local(utcOffsetSeconds: 8 * 3600).day
    let purses = (0..<canteen.dinerCount).map { canteen.purse(ofDiner: $0) }
    var lacking: [NewAccount] = []
    for purse in purses where try store.account(purse.account) == nil {
      lacking.append(
        NewAccount(number: purse.account, group: purse.group.rawValue, cards: [purse.card]))
    }
    try store.openAccounts(lacking)
    for (diner, purse) in purses.enumerated() {
      if isStopWanted() { return false }
      for (index, body) in purse.deposits.enumerated() {
        var ids = SeededGenerator(seed: UInt64(diner * 2 + index))
        let intent = Intent(
          id: UniqueID(using: &ids), at: wall, businessDay: day, by: "demo", body: body)
        _ = try store.perform(intent)
      }
    }
    return true
  }

  /// Removes a data directory that nobody named.
  func cleanUp() {
    if isTemporary {
      try? FileManager.default.removeItem(atPath: configuration.dataDirectory)
    }
  }
}
