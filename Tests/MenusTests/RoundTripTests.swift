import Foundation
import Menus
import Money
import Primitives
import TagReads
import Testing

@Suite struct RoundTripTests {
  /// Every kind that has something in it, as files.
  private func exported(_ catalogue: Catalogue) -> [ImportFile] {
    CatalogueFileKind.allCases.compactMap { kind in
      let text = MenuExport.text(of: kind, from: catalogue)
      let isEmpty = text.count { $0 == "\r\n" } == 1
      return isEmpty ? nil : ImportFile(name: kind.rawValue, text: text)
    }
  }

  @Test func `a canteen is written as its files`() throws {
    let catalogue = try canteen()
    #expect(
      MenuExport.text(of: .dishes, from: catalogue)
        == "\u{FEFF}dish,name_zh,name_en,price,price_staff,price_student,vat_percent,energy_kj,protein_g,fat_g,saturates_g,carbohydrate_g,sugars_g,fibre_g,salt_g,allergens,marks,photo,meals,class\r\n"
        + "D01,米饭,Rice,1.00,,0.50,6,730,,,,,,,,,,,,\r\n"
        + "D02,红烧肉,\"Pork, braised\",14.00,,,6.25,2140,,,,,,,,eggs;soybeans,,,lunch,red\r\n")
    #expect(
      MenuExport.text(of: .mealPeriods, from: catalogue)
        == "\u{FEFF}meal,name_zh,name_en,from,to\r\nbreakfast,早餐,Breakfast,06:30,09:30\r\n"
        + "lunch,午餐,Lunch,10:30,13:30\r\n")
    #expect(
      MenuExport.text(of: .plates, from: catalogue)
        == "\u{FEFF}tag,class,dish,meal\r\nE004015000000001,blue,,\r\n"
        + "E004015000000002,blue,D01,\r\nE004015000000003,red,D01,breakfast\r\n"
        + "E004015000000003,red,D02,lunch\r\n")
  }

  @Test func `bindings made at the window are in no file`() throws {
    var parts = try canteen().parts
    let files = try exported(canteen()).map(\.bytes)
    parts.bindings.append(Binding(.plate(tag(1)), to: "D01", boundAt: .init(milliseconds: 5)))
    parts.bindings.append(Binding(.plateClass("blue"), to: "D01", boundAt: .init(milliseconds: 5)))
    #expect(try exported(Catalogue(validating: parts)).map(\.bytes) == files)
  }

  @Test(arguments: 1...300)
  func `what is exported is imported as the same catalogue`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let catalogue = try Catalogue(validating: RandomParts.draw(using: &random))
    let imported = try MenuImport.parse(
      exported(catalogue), onto: .empty(currency: catalogue.currency))
    #expect(imported.catalogue == catalogue, "seed \(seed)")
    let again = try MenuImport.parse(exported(catalogue), onto: catalogue)
    #expect(again.catalogue == catalogue && !again.changes.isChange, "seed \(seed)")
  }

  @Test func `damaged files are refused or read, never trapped on, and nothing is half taken`()
    throws
  {
    let catalogue = try canteen()
    var random = SeededGenerator(seed: 77)
    for _ in 0..<1_500 {
      var files = exported(catalogue)
      let index = random.integer(0...(files.count - 1))
      for _ in 0...random.integer(0...3) { damage(&files[index].bytes, &random) }
      do {
        let parts = try MenuImport.parse(files, onto: catalogue).catalogue.parts
        #expect(throws: Never.self) { try Catalogue(validating: parts) }
      } catch {
        #expect(!error.complaints.isEmpty)
        #expect(error.complaints.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty })
      }
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard !bytes.isEmpty else { return }
    let offset = random.integer(0...(bytes.count - 1))
    switch random.integer(0...3) {
    case 0: bytes[offset] ^= 1 << UInt8(random.integer(0...7))
    case 1: bytes.remove(at: offset)
    case 2: bytes.insert(Array(",\"\r\n;@-".utf8)[random.integer(0...6)], at: offset)
    default: bytes.removeSubrange(offset...)
    }
  }

  @Test func `the sample canteen is a catalogue in which every plate has a price at every meal`()
    throws
  {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Config/sample")
    let files = try ["plates", "menu", "dishes", "classes", "meals", "groups"].map { name in
      let url = folder.appending(path: "\(name).csv")
      return ImportFile(name: "\(name).csv", bytes: Array(try Data(contentsOf: url)))
    }
    let catalogue = try MenuImport.parse(files, onto: .empty(currency: .cny)).catalogue
    #expect(catalogue.plateCount == 400)
    #expect(catalogue.dishes.count == 40)
    #expect(catalogue.plateClasses.count == 6)
    #expect(catalogue.dinerGroups.map(\.code) == ["guest", "pupil", "retired", "staff", "student"])
    #expect(catalogue.dishes.allSatisfy { !$0.names.zh.isEmpty && !$0.names.en.isEmpty })
    let monday = try #require(CalendarDay("2026-01-05"))
    let days = (0...14).map { CalendarDay(daysSince1970: monday.daysSince1970 + $0) }
    for (day, period) in days.flatMap({ day in catalogue.mealPeriods.map { (day, $0) } }) {
      #expect(catalogue.hasPlan(for: period.code, on: day) == (period.code != "breakfast"))
      let unpriced = catalogue.plates.filter { plate in
        let offer = catalogue.offer(for: plate.tag, period: period, on: day)
        return offer == .plateWithoutDish || offer == .unknownTag
      }
      #expect(unpriced == [], "\(period.code) \(day)")
    }
  }
}
