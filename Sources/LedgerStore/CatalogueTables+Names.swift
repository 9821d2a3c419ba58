import GRDB
import Menus

/// Names in further languages, one table for every kind of thing that has names.
extension CatalogueTables {
  /// What has names, as it stands in the column `kind`.
  enum Named: String {
    case dinerGroup = "group"
    case mealPeriod = "meal"
    case plateClass = "class"
    case dish
  }

  /// The further names of one kind by code and language.
  func otherNames(_ kind: Named) throws -> [String: [String: String]] {
    var names: [String: [String: String]] = [:]
    let rows = try db.rows("SELECT * FROM catalogue_names WHERE kind = ?", [kind.rawValue])
    for row in rows {
      names[try row.text("code"), default: [:]][try row.text("language")] = try row.text("name")
    }
    return names
  }

  func removeOtherNames(_ kind: Named, _ code: String) throws {
    try db.run(
      "DELETE FROM catalogue_names WHERE kind = ? AND code = ?", [kind.rawValue, code])
  }

  func addOtherNames(_ kind: Named, _ code: String, _ names: LocalizedName) throws {
    for (language, name) in names.others.sorted(by: { $0.key < $1.key }) {
      try db.run(
        "INSERT INTO catalogue_names (kind, code, language, name) VALUES (?, ?, ?, ?)",
        [kind.rawValue, code, language, name])
    }
  }
}
