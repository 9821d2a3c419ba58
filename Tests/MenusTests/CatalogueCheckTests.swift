import Foundation
import Menus
import Money
import Primitives
import TagReads
import Testing

@Suite struct CatalogueCheckTests {
  /// The problems of the small canteen after an edit.
  private func problems(_ edit: (inout CatalogueParts) -> Void) -> [CatalogueProblem] {
    var parts = smallParts()
    edit(&parts)
    do {
      _ = try Catalogue(validating: parts)
      return []
    } catch {
      return error.problems
    }
  }

  private func messages(_ edit: (inout CatalogueParts) -> Void) -> [String] {
    problems(edit).map(\.description)
  }

  @Test func `the small canteen has no problems`() {
    #expect(messages { _ in } == [])
  }

  @Test func `codes are unique and well-formed`() {
    #expect(
      messages {
        $0.dishes[1].code = "D01"
        $0.bindings = []
      }
        == ["dish D01, dish: dish D01 is there twice; once is allowed"])
    for code in ["", "a b", "a;b", "a@b", "*", "a,b", String(repeating: "x", count: 33)] {
      let found = problems { $0.dinerGroups.append(.init(code: .init(code), names: named("X"))) }
      #expect(found.map(\.column) == ["group"], "\(code)")
      #expect(found.first?.message.contains("is no code; allowed are 1 to 32") == true)
    }
    #expect(messages { $0.dinerGroups.append(.init(code: "学生-1_a.b", names: named("X"))) } == [])
  }

  @Test func `names are one line of text without blanks round it`() {
    #expect(
      messages { $0.dishes[0].names = .init(zh: "", en: "") }
        == ["dish D01, name_zh: both names are blank; give at least one"])
    #expect(
      messages { $0.dishes[0].names.en = "a\nb" }
        == ["dish D01, name_en: a line break or control character; allowed is one line of text"])
    #expect(
      messages { $0.plateClasses[0].names.zh = " a" }
        == ["class blue, name_zh: a blank before or after the text; remove it"])
    #expect(
      messages { $0.dinerGroups[0].names.en = String(repeating: "x", count: 101) }
        == ["group staff, name_en: 101 characters; allowed are 100"])
  }

  @Test func `prices, rates and energies stay in their range`() {
    #expect(
      messages {
        $0.dishes[0].prices.standard = yuan("1")
        $0.dishes[0].prices.byGroup["staff"] = Amount(minorUnits: -1)
      }
        == ["dish D01, price_staff: -0.01 is no price; allowed is 0 to 10000000000.00"])
    #expect(
      messages { $0.plateClasses[1].fixedPrice = Amount(minorUnits: .max) }
        == ["class red, price: 92233720368547758.07 is no price; allowed is 0 to 10000000000.00"])
    #expect(
      messages { $0.dishes[0].vatRateBasisPoints = 10_001 }
        == ["dish D01, vat_percent: a VAT rate of 10001 basis points; allowed is 0 to 10000"])
    #expect(
      messages { $0.dishes[0].energyKilojoules = -1 }
        == ["dish D01, energy_kj: -1 kJ; allowed is 0 to 100000"])
  }

  @Test func `meal periods do not lie over each other`() {
    #expect(
      messages { $0.mealPeriods[0].toMinute = 631 }
        == ["meal lunch, from: lies over meal breakfast; let one end before the other begins"])
    #expect(
      messages { $0.mealPeriods[0].fromMinute = 59 }
        == ["meal night, from: lies over meal breakfast; let one end before the other begins"])
    #expect(messages { $0.mealPeriods[0].toMinute = 630 } == [])
    #expect(messages { $0.mealPeriods[0].fromMinute = 60 } == [])
    #expect(
      messages { $0.mealPeriods[1].toMinute = 630 }
        == ["meal lunch, to: the period ends when it begins; give it another end"])
    #expect(
      messages { $0.mealPeriods[1].fromMinute = -1 }
        == ["meal lunch, from: minute -1; allowed is 00:00 to 23:59"])
    #expect(
      messages { $0.mealPeriods[1].toMinute = 1441 }
        == ["meal lunch, to: minute 1441; allowed is 00:01 to 24:00"])
    let wild = messages {
      $0.mealPeriods[1].fromMinute = .max
      $0.mealPeriods[1].toMinute = .min
    }
    #expect(wild.count == 1)
  }

  @Test func `a day has at most a hundred meal periods`() {
    let many = (0...100).map { minute in
      MealPeriod(
        code: .init("m\(minute)"), names: named("M"), fromMinute: minute, toMinute: minute + 1)
    }
    func found(_ count: Int) -> [String] {
      messages { parts in
        parts = CatalogueParts(currency: .cny, mealPeriods: Array(many.prefix(count)))
      }
    }
    #expect(found(100) == [])
    #expect(found(101) == ["meal m100, meal: 101 meal periods; allowed are 100"])
  }

  @Test func `every reference leads somewhere`() {
    #expect(
      messages { $0.dishes[1].mealPeriods = ["lunhc"] }
        == [
          "dish D02, meals: unknown meal \"lunhc\" (did you mean \"lunch\"?); known: breakfast, lunch, night",
          "binding of class red, meal: dish D02 is not offered for lunch, only for lunhc",
        ])
    #expect(
      messages { $0.plates[0].plateClass = "Blue" }
        == [
          "plate E004015000000001, class: unknown class \"Blue\" (did you mean \"blue\"?); known: blue, red, white"
        ])
    #expect(
      messages { $0.dishes[0].prices.byGroup = ["guest": .zero] }
        == ["dish D01, price_guest: unknown group \"guest\"; known: staff, student"])
    #expect(
      messages { $0.bindings[2].dish = "X9" }
        == [
          "binding of plate E004015000000002, dish: unknown dish \"X9\"; known: D01, D02, D03, D04"
        ])
    #expect(
      messages { $0.bindings[1].target = .plateClass("gold") }
        == ["binding of class gold, class: unknown class \"gold\"; known: blue, red, white"])
    #expect(
      messages { $0.bindings[2].target = .plate(tag(9)) }
        == [
          "binding of plate E004015000000009, tag: unknown plate E004015000000009; import or enrol it first"
        ])
  }

  @Test func `nothing is bound twice and no tag is there twice`() {
    #expect(
      messages { $0.bindings.append(Binding(.plateClass("red"), to: "D03", mealPeriod: "lunch")) }
        == [
          "binding of class red, dish: class red already carries dish D02 for meal lunch; bind it once"
        ])
    #expect(
      messages { $0.plates.append(Plate(tag: tag(1), plateClass: "red")) }
        == [
          "plate E004015000000001, tag: plate E004015000000001 is there twice; once is allowed"
        ])
    let later = Binding(
      .plateClass("red"), to: "D03", mealPeriod: "lunch", boundAt: .init(milliseconds: 1))
    #expect(messages { $0.bindings.append(later) } == [])
  }

  @Test func `a dish is bound only for meals in which it is offered`() {
    #expect(
      messages { $0.bindings[2] = Binding(.plate(tag(2)), to: "D03", mealPeriod: "night") }
        == [
          "binding of plate E004015000000002, meal: dish D03 is not offered for night, only for breakfast, lunch"
        ])
  }

  @Test func `allergens and meals stand once`() {
    #expect(
      messages {
        $0.dishes[1].allergens = [.eggs, .milk, .eggs]
        $0.dishes[1].marks = [.halal, .halal]
      } == [
        "dish D02, allergens: \"eggs\" is there twice; once is allowed",
        "dish D02, marks: \"halal\" is there twice; once is allowed",
      ])
    #expect(
      messages { $0.dishes[1].mealPeriods = ["lunch", "lunch"] }
        == ["dish D02, meals: lunch is there twice; once is allowed"])
  }

  @Test func `all problems are found at once`() {
    let found = problems {
      $0.dishes[0].vatRateBasisPoints = -1
      $0.plates[0].plateClass = "gold"
      $0.mealPeriods[0].toMinute = 700
    }
    #expect(found.map(\.column) == ["from", "vat_percent", "class"])
    #expect(CatalogueFault(problems: found).description.split(separator: "\n").count == 3)
  }

  @Test func `parts outlive JSON`() throws {
    let parts = try Catalogue(validating: smallParts()).parts
    let data = try JSONEncoder().encode(parts)
    #expect(try JSONDecoder().decode(CatalogueParts.self, from: data) == parts)
    let prices = try JSONEncoder().encode(smallParts().dishes[0].prices)
    let text = String(decoding: prices, as: UTF8.self)
    #expect(text.contains(#""student":{"minorUnits":50}"#), "\(text)")
  }
}
