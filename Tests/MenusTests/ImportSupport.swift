import Menus
import Money
import Testing

let groupsCSV = "group,name_zh,name_en\nstudent,学生,Students\nstaff,教职工,Staff\n"
let mealsCSV = """
  meal,name_zh,name_en,from,to
  breakfast,早餐,Breakfast,06:30,09:30
  lunch,午餐,Lunch,10:30,13:30
  """
let classesCSV = "class,name_en,price,vat_percent\nblue,Blue plate,4.00,6\nred,Red plate,,\n"
let dishesCSV = """
  dish,name_zh,name_en,price,price_student,vat_percent,energy_kj,allergens,meals,class
  D01,米饭,Rice,1.00,0.50,6,730,,,
  D02,红烧肉,"Pork, braised",¥14,,6.25,2140,soya; egg,lunch,red
  """
let platesCSV = """
  tag,class,dish,meal
  E004015000000001,blue,,
  E004015000000002,blue,D01,
  E004015000000003,red,D02,lunch
  E004015000000003,red,D01,breakfast
  """

/// The files of a small canteen; each may be replaced by name.
func canteenFiles(_ replaced: [String: String] = [:]) -> [ImportFile] {
  [
    ("groups.csv", groupsCSV), ("meals.csv", mealsCSV), ("classes.csv", classesCSV),
    ("dishes.csv", dishesCSV), ("plates.csv", platesCSV),
  ].map { ImportFile(name: $0, text: replaced[$0] ?? $1) }
}

/// The small canteen's catalogue.
func canteen() throws -> Catalogue {
  try MenuImport.parse(canteenFiles(), onto: .empty(currency: .cny)).catalogue
}

/// The complaints about files, each as it is printed.
func complaints(
  _ files: [ImportFile], onto current: Catalogue = .empty(currency: .cny),
  accepting: [CatalogueFileKind] = CatalogueFileKind.allCases
) -> [String] {
  do {
    _ = try MenuImport.parse(files, onto: current, accepting: accepting)
    return []
  } catch {
    return error.complaints.map(\.description)
  }
}

/// The complaints when one file of the small canteen is replaced.
func complaints(_ name: String, _ text: String) -> [String] {
  complaints(canteenFiles([name: text]))
}
