import Ledger
import LedgerStore
import Menus
import Money
import Primitives
import Testing

/// The process is killed while it imports menus: the menu is the one before or the one after.
@Suite(.serialized) struct MenuCrashTests {
  static let killCount = 40

  @Test func `40 kills among imports leave a whole menu with its own way back`() throws {
    let canteen = try Canteen(onDisk: true, accounts: 1)
    try canteen.store.close()
    var random = SeededGenerator(seed: 23)
    var last = 0
    var midway = 0
    for round in 0..<Self.killCount {
      let doom = Worker.Doom(
        lineCount: random.integer(1...6), delay: .microseconds(random.integer(0...40_000)))
      let sayings = try Worker.run(
        ["import", canteen.scratch.path, "\(last + 1)"], doom: doom)
      #expect(sayings.failures == [], "round \(round)")
      let store = try LedgerStore.open(at: canteen.scratch.path, station: "East")
      let number = try checkMenu(of: store, "round \(round)")
      let done = sayings.done.keys.max() ?? last
      #expect(number >= done && number <= sayings.tried.last ?? done, "round \(round)")
      if number < sayings.tried.last ?? 0 { midway += 1 }
      last = number
      try store.close()
    }
    #expect(last > Self.killCount / 2 && midway > 0)
    print("kills \(Self.killCount), menus \(last), kills between try and done \(midway)")
  }

  /// The number that every price of the menu and the latest import have in common.
  private func checkMenu(of store: LedgerStore, _ round: String) throws -> Int {
    let parts = try store.catalogue().parts
    let versions = try store.catalogueVersions()
    guard let first = parts.dishes.first else {
      #expect(versions.isEmpty && parts.menu.isEmpty, "\(round)")
      return 0
    }
    let number = Int(first.prices.standard.minorUnits)
    #expect(parts.dishes.count == 200 && parts.menu.count == 140, "\(round)")
    #expect(
      parts.dishes.allSatisfy {
        $0.prices.standard == first.prices.standard && $0.names.en == "Dish \(number)"
          && $0.names.others == ["ja": "皿"] && $0.allergens == [.milk] && $0.marks == [.halal]
      }, "\(round)")
    #expect(
      parts.menu.allSatisfy { $0.prices?.standard == first.prices.standard }, "\(round)")
    #expect(versions.first?.files == ["\(number)"], "\(round)")
    let before = try #require(try store.filesBefore(version: versions[0].number))
    let former = try MenuImport.parse(
      before, onto: try store.catalogue(), allowingEmpty: true
    ).catalogue.dishes
    #expect(former.allSatisfy { $0.names.en == "Dish \(number - 1)" }, "\(round)")
    return number
  }
}
