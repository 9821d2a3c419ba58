import Menus
import Money
import TagReads
import Testing

/// Every complaint, with its exact line and column.
@Suite struct ImportComplaintTests {
  @Test(arguments: [
    (
      "dish,name_en,prise\nD01,Rice,1\n",
      [
        "dishes.csv:1:14: unknown column \"prise\" (did you mean \"price\"?); known: dish, name_zh, name_en, price, vat_percent, energy_kj, protein_g, fat_g, saturates_g, carbohydrate_g, sugars_g, fibre_g, salt_g, allergens, marks, photo, meals, class, price_student, price_staff"
      ]
    ),
    (
      "dish,name_en,price,weight\nD01,Rice,1,3\n",
      [
        "dishes.csv:1:20: unknown column \"weight\"; known: dish, name_zh, name_en, price, vat_percent, energy_kj, protein_g, fat_g, saturates_g, carbohydrate_g, sugars_g, fibre_g, salt_g, allergens, marks, photo, meals, class, price_student, price_staff"
      ]
    ),
    (
      "dish,name_en\nD01,Rice\n",
      ["dishes.csv:1:1: missing column \"price\"; dishes need dish, price"]
    ),
    (
      "dish,name_en,price,name_en\nD01,Rice,1,x\n",
      ["dishes.csv:1:20: column \"name_en\" is already the 2. column; once is allowed"]
    ),
    (
      "dish,name_en,,price\nD01,Rice,,1\n",
      [
        "dishes.csv:1:14: a column without a name; known: dish, name_zh, name_en, price, vat_percent, energy_kj, protein_g, fat_g, saturates_g, carbohydrate_g, sugars_g, fibre_g, salt_g, allergens, marks, photo, meals, class, price_student, price_staff"
      ]
    ),
    (
      "dish,name_en,price,price_studnet\nD01,Rice,1,1\n",
      [
        "dishes.csv:1:20: unknown column \"price_studnet\" (did you mean \"price_student\"?); known: dish, name_zh, name_en, price, vat_percent, energy_kj, protein_g, fat_g, saturates_g, carbohydrate_g, sugars_g, fibre_g, salt_g, allergens, marks, photo, meals, class, price_student, price_staff"
      ]
    ),
    ("", ["dishes.csv:1:1: the file is empty; its first line must name the columns"]),
    ("\n \n,,\n", ["dishes.csv:1:1: the file is empty; its first line must name the columns"]),
    ("dish,price\n", ["dishes.csv:1:1: no dishes below the columns"]),
    (
      "foo,bar\n1,2\n",
      [
        "dishes.csv:1:1: no known column in the first line; it must name the columns, one of them group (diner groups), meal (meal periods), class (plate classes), dish (dishes), tag (plates), date (menu)"
      ]
    ),
  ])
  func `the first line of a file`(text: String, expected: [String]) {
    let files = canteenFiles(["dishes.csv": text]).filter { $0.name != "plates.csv" }
    #expect(complaints(files) == expected)
  }

  @Test(arguments: [
    ("D01,Rice,-3.00", 10, "price \"-3.00\" is negative; allowed is 0 or more"),
    ("D01,Rice,3.005", 10, "price \"3.005\" has too many decimals; CNY has 2, such as 12.50"),
    ("D01,Rice,3e2", 10, "price \"3e2\" is no amount; allowed are digits such as 12.50"),
    ("D01,Rice,", 10, "price is blank; every line needs one"),
    (
      "D01,Rice,99999999999999999999", 10,
      "price \"99999999999999999999\" is too large; allowed is up to 10000000000.00"
    ),
    (
      "D01,Rice,10000000000.01", 10,
      "price \"10000000000.01\" is too large; allowed is up to 10000000000.00"
    ),
    ("D01,Rice,1,-0.01", 12, "price_student \"-0.01\" is negative; allowed is 0 or more"),
    (
      "D01,Rice,1,,101", 13,
      "vat_percent \"101\" is no VAT rate; allowed is 0 to 100 with at most two decimals, such as 6 or 6.25"
    ),
    (
      "D01,Rice,1,,6.125", 13,
      "vat_percent \"6.125\" is no VAT rate; allowed is 0 to 100 with at most two decimals, such as 6 or 6.25"
    ),
    (
      "D01,Rice,1,,,12.5", 14,
      "energy_kj \"12.5\" is no energy; allowed are whole kilojoules from 0 to 100000"
    ),
    (
      "D01,Rice,1,,,,egg;;soya", 15,
      "allergens \"egg;;soya\" has a blank entry; put one \";\" between two entries and none at the ends"
    ),
    ("D01,Rice,1,,,,egg;蛋", 15, "\"eggs\" is there twice; once is allowed"),
    (
      "D01,Rice,1,,,,egs", 15,
      "allergens \"egs\" has an unknown allergen \"egs\" (did you mean \"eggs\"?); known: celery, crustaceans, eggs, fish, gluten, lupin, milk, molluscs, mustard, nuts, peanuts, sesame, soybeans, sulphites"
    ),
    (
      "D01,Rice,1,,,,,lunhc", 16,
      "unknown meal \"lunhc\" (did you mean \"lunch\"?); known: breakfast, lunch"
    ),
    ("D01,Rice,1,,,,,lunch;lunch", 16, "lunch is there twice; once is allowed"),
    (
      "D01,Rice,1,,,,,,rde", 17,
      "unknown class \"rde\" (did you mean \"red\"?); known: blue, red"
    ),
    ("D01,Rice,1,,,,,,red@tea", 17, "unknown meal \"tea\"; known: breakfast, lunch"),
    (
      "D01,Rice,1,,,,,lunch,red@breakfast", 22,
      "dish D01 is not offered for breakfast, only for lunch"
    ),
    (
      "D01,Rice,1,,,,,,red;red", 17,
      "class red already carries dish D01 for every meal; bind it once; the other is on line 2"
    ),
    (
      "D 01,Rice,1", 1,
      "\"D 01\" is no code; allowed are 1 to 32 letters, digits, \"-\", \"_\" and \".\""
    ),
    (",Rice,1", 1, "dish is blank; every line needs one"),
    ("D01,,1", 5, "both names are blank; give at least one"),
    ("D01,\"Ri\nce\",1", 5, "a line break or control character; allowed is one line of text"),
    (
      "D01,Rice,1,,,,,,,surplus", 18,
      "\"surplus\" stands beyond the last column; put text that has commas in quotes"
    ),
    (
      "D01,Ri\"ce,1", 7,
      "a quote inside a cell without quotes; put quotes round the cell and write this one twice"
    ),
  ])
  func `a cell of a dish`(row: String, column: Int, message: String) {
    let header = "dish,name_en,price,price_student,vat_percent,energy_kj,allergens,meals,class"
    let missing = max(0, 8 - row.count { $0 == "," })
    let text = header + "\n" + row + String(repeating: ",", count: missing) + "\n"
    let files = canteenFiles(["dishes.csv": text]).filter { $0.name != "plates.csv" }
    #expect(complaints(files) == ["dishes.csv:2:\(column): \(message)"])
  }

  @Test func `a short line and a code that is there twice`() {
    let text = "dish,name_en,price\nD01,Rice,1\nD02,Pork\nD01,Rice,2\nD02,Pork,3\n"
    #expect(
      complaints([ImportFile(name: "m.csv", text: text)]) == [
        "m.csv:3:1: 2 cells; the first line names 3 columns",
        "m.csv:4:1: dish \"D01\" is already on line 2; once is allowed",
        "m.csv:5:1: dish \"D02\" is already on line 3; once is allowed",
      ])
  }

  @Test func `two dishes bound to one class for one meal`() {
    let text = """
      dish,name_en,price,meals,class
      D01,Rice,1,lunch,red
      D02,Pork,2,breakfast;lunch,blue;red
      """
    let files = canteenFiles(["dishes.csv": text]).filter { $0.name != "plates.csv" }
    #expect(
      complaints(files) == [
        "dishes.csv:3:28: class red already carries dish D01 for meal lunch; bind it once; the other is on line 2"
      ])
  }

  @Test(arguments: [
    (
      "lunch,Lunch,25:00,13:30", 13,
      "from \"25:00\" is no time of day; allowed is 00:00 to 23:59, such as 11:30"
    ),
    (
      "lunch,Lunch,24:00,13:30", 13,
      "from \"24:00\" is no time of day; allowed is 00:00 to 23:59, such as 11:30"
    ),
    (
      "lunch,Lunch,11.30,13:30", 13,
      "from \"11.30\" is no time of day; allowed is 00:00 to 23:59, such as 11:30"
    ),
    (
      "lunch,Lunch,11:30,13:3", 19,
      "to \"13:3\" is no time of day; allowed is 00:00 to 24:00, such as 11:30"
    ),
    (
      "lunch,Lunch,11:30,24:01", 19,
      "to \"24:01\" is no time of day; allowed is 00:00 to 24:00, such as 11:30"
    ),
    ("lunch,Lunch,,13:30", 13, "from is blank; every line needs one"),
    ("lunch,Lunch,11:30,11:30", 19, "the period ends when it begins; give it another end"),
    (
      "lunch,Lunch,09:00,13:30", 13,
      "lies over meal breakfast; let one end before the other begins; the other is on line 2"
    ),
  ])
  func `a cell of a meal period`(row: String, column: Int, message: String) {
    let text = "meal,name_en,from,to\nbreakfast,Breakfast,6:30,9:30\n\(row)\n"
    #expect(complaints("meals.csv", text) == ["meals.csv:3:\(column): \(message)"])
  }

  @Test func `a period may end at midnight or on the next day`() {
    let text =
      "meal,name_en,from,to\nlunch,L,11:00,24:00\nbreakfast,B,06:00,11:00\nnight,N,0:00,6:00\n"
    #expect(complaints("meals.csv", text) == [])
    let overMidnight = "meal,name_en,from,to\nlunch,L,11:00,13:00\nbreakfast,N,22:00,02:00\n"
    #expect(complaints("meals.csv", overMidnight) == [])
  }

  @Test(arguments: [
    (
      "XYZ,blue,,", 1,
      "tag \"XYZ\" is no tag; allowed are 16 hexadecimal digits from E0 (ISO 15693), 8, 14 or 20 (ISO 14443), or \"epc:\" and digits"
    ),
    (
      "D004015000000009,blue,,", 1,
      "tag \"D004015000000009\" is no tag; allowed are 16 hexadecimal digits from E0 (ISO 15693), 8, 14 or 20 (ISO 14443), or \"epc:\" and digits"
    ),
    (",blue,,", 1, "tag is blank; every line needs one"),
    ("E004015000000009,,,", 18, "class is blank; every line needs one"),
    (
      "E004015000000009,bleu,,", 18,
      "unknown class \"bleu\" (did you mean \"blue\"?); known: blue, red"
    ),
    (
      "E004015000000009,blue,d01,", 23,
      "unknown dish \"d01\" (did you mean \"D01\"?); known: D01, D02"
    ),
    ("E004015000000009,blue,D01,tea", 27, "unknown meal \"tea\"; known: breakfast, lunch"),
    (
      "E004015000000009,blue,D02,breakfast", 27,
      "dish D02 is not offered for breakfast, only for lunch"
    ),
    (
      "E004015000000009,blue,,lunch", 24,
      "a meal without a dish; name the dish or leave both blank"
    ),
    (
      "e004015000000001,red,,", 1,
      "tag E004015000000001 is already on line 2; it may stand again only with the same class and a dish for another meal"
    ),
    (
      "E004015000000003,blue,D01,", 1,
      "tag E004015000000003 is already on line 4; it may stand again only with the same class and a dish for another meal"
    ),
    (
      "E004015000000003,red,D01,lunch", 22,
      "plate E004015000000003 already carries dish D02 for meal lunch; bind it once; the other is on line 4"
    ),
  ])
  func `a cell of a plate`(row: String, column: Int, message: String) {
    #expect(
      complaints("plates.csv", platesCSV + "\n" + row) == ["plates.csv:6:\(column): \(message)"])
  }

  @Test func `all faults of all files are listed at once, in order`() {
    let files = [
      ImportFile(
        name: "dishes.csv",
        text: "dish,name_en,price,meals\nD01,Rice,-1,lunch\nD02,Pork,x,lunhc\n\"D03\"x,Soup,1,\n"),
      ImportFile(
        name: "plates.csv", text: "tag,class,dish\nE004015000000001,blue,D01\nE0,gold,D02\n"),
      ImportFile(name: "meals.csv", text: "meal,name_en,from,to\nlunch,Lunch,8,14:00\n"),
      ImportFile(name: "classes.csv", text: "class,name_en,price\nblue,Blue,1.234\n"),
    ]
    #expect(
      complaints(files).map { $0.split(separator: " ")[0] } == [
        "dishes.csv:2:10:", "dishes.csv:3:10:", "dishes.csv:3:12:", "dishes.csv:4:6:",
        "plates.csv:3:1:", "meals.csv:2:13:", "classes.csv:2:11:",
      ])
  }

  @Test func `a file that cannot be read does not make the others wrong`() {
    let files = canteenFiles().map { file in
      file.name == "classes.csv" ? ImportFile(name: file.name, bytes: [0x63, 0xC3, 0xD7]) : file
    }
    #expect(
      complaints(files) == [
        "classes.csv:1:2: the byte 0xC3 at byte offset 1 is not UTF-8; save the file as UTF-8 (in Excel: \"CSV UTF-8\")"
      ])
  }

  @Test func `files of the wrong kind and two of a kind`() {
    #expect(
      complaints([ImportFile(name: "p.csv", text: platesCSV)], accepting: [.dishes, .mealPeriods])
        == ["p.csv:1:1: this file lists plates; taken here: dishes, meal periods"])
    #expect(
      complaints([
        ImportFile(name: "a.csv", text: groupsCSV), ImportFile(name: "b.csv", text: groupsCSV),
      ]) == ["b.csv:1:1: a.csv also lists diner groups; put them into one file"])
  }

  @Test func `what a file no longer has but others still need is kept`() throws {
    let current = try canteen()
    #expect(
      complaints(
        [ImportFile(name: "d.csv", text: "dish,name_en,price\nD09,Soup,1\n")], onto: current)
        == [
          "d.csv:1:1: dish D01 is not in this file, but binding of plate E004015000000002 and 1 more still needs it; keep it, or import the file that needs it in the same command",
          "d.csv:1:1: dish D02 is not in this file, but binding of plate E004015000000003 still needs it; keep it, or import the file that needs it in the same command",
        ])
    #expect(
      complaints([ImportFile(name: "c.csv", text: "class,name_en\nred,Red\n")], onto: current)
        == [
          "c.csv:1:1: class blue is not in this file, but plate E004015000000001 and 1 more still needs it; keep it, or import the file that needs it in the same command"
        ])
    #expect(
      complaints(
        [ImportFile(name: "g.csv", text: "group,name_en\nstaff,Staff\n")], onto: current)
        == [
          "g.csv:1:1: group student is not in this file, but dish D01 still needs it; keep it, or import the file that needs it in the same command"
        ])
    let menu = "dish,name_en,price,meals\nD01,Rice,1,lunch\nD02,Pork,14,lunch\n"
    #expect(
      complaints([ImportFile(name: "d.csv", text: menu)], onto: current)
        == [
          "d.csv:1:1: binding of plate E004015000000003 no longer fits these files: dish D01 is not offered for breakfast, only for lunch"
        ])
  }

  @Test func `only so many complaints are listed, the rest are counted`() {
    let rows = (0..<1_500).map { "D\($0),Dish,-1" }.joined(separator: "\n")
    do {
      _ = try MenuImport.parse(
        [ImportFile(name: "m.csv", text: "dish,name_en,price\n" + rows)],
        onto: .empty(currency: .cny))
      Issue.record("a menu of negative prices was taken")
    } catch {
      #expect(error.complaints.count == ImportRefusal.complaintCountMax)
      #expect(error.unlistedCount == 500)
      #expect(error.description.hasSuffix("and 500 more faults"))
    }
  }

  @Test func `ten thousand wrong plates are refused without listing every one`() {
    let rows = (0..<10_000).map { number in "\(tag(number)),gold\(number),X\(number)" }
    let files = canteenFiles(["plates.csv": "tag,class,dish\n" + rows.joined(separator: "\n")])
    do {
      _ = try MenuImport.parse(files, onto: .empty(currency: .cny))
      Issue.record("plates of unknown classes were taken")
    } catch {
      #expect(error.complaints.count == ImportRefusal.complaintCountMax)
      #expect(error.complaints[0].line == 2 && error.complaints[0].column == 18)
      #expect(error.unlistedCount == 19_000)
    }
  }

  @Test func `a file past the size allowed is not read`() {
    let file = ImportFile(
      name: "m.csv", bytes: [UInt8](repeating: 0x20, count: ImportFile.byteCountMax + 1))
    #expect(complaints([file]) == ["m.csv:1:1: 67108865 bytes; allowed are 67108864"])
  }
}
