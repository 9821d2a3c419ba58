/// Which part of a workbook points to which: the `.rels` files (ECMA-376 part 2, 9.3).
final class Relationships: XMLReading {
  /// A pointer to another part.
  struct Target {
    var kind: String
    var path: String
  }

  private(set) var targets: [String: Target] = [:]
  private let folder: String

  /// - Parameter folder: the folder of the part that points, such as `xl`.
  init(folder: String) {
    self.folder = folder
  }

  func begin(_ element: XMLElement, in path: [String]) throws(SheetError) {
    guard element.name == "Relationship", element.attributes["TargetMode"] != "External",
      let id = element.attributes["Id"], let target = element.attributes["Target"]
    else { return }
    let kind = element.attributes["Type"]?.split(separator: "/").last.map { String($0) } ?? ""
    targets[id] = Target(kind: kind, path: resolved(target))
  }

  func end(_ name: String, text: String, in path: [String]) throws(SheetError) {}

  /// The only part of that kind, or the first by id.
  func path(ofKind kind: String) -> String? {
    targets.sorted { $0.key < $1.key }.first { $0.value.kind == kind }?.value.path
  }

  private func resolved(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps = folder.isEmpty ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// The list of sheets (ECMA-376 part 1, 18.2).
final class WorkbookContents: XMLReading {
  /// A sheet as the workbook lists it.
  struct Listed {
    var name: String
    var id: String
    var isHidden: Bool
  }

  private(set) var sheets: [Listed] = []
  /// True if days are counted from 1904-01-01, as old programs for the Macintosh did.
  private(set) var is1904 = false

  func begin(_ element: XMLElement, in path: [String]) throws(SheetError) {
    let attributes = element.attributes
    switch element.name {
    case "workbookPr":
      is1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet" where path.last == "sheets":
      sheets.append(
        Listed(
          name: attributes["name"] ?? "", id: attributes["id"] ?? "",
          isHidden: (attributes["state"] ?? "visible") != "visible"))
    default: break
    }
  }

  func end(_ name: String, text: String, in path: [String]) throws(SheetError) {}
}

/// The texts that cells share (ECMA-376 part 1, 18.4); phonetic guides are no part of a text.
final class SharedStrings: XMLReading {
  private(set) var texts: [String] = []
  private var current = ""
  private var byteCount = 0
  private let limits: WorkbookLimits

  init(_ limits: WorkbookLimits) {
    self.limits = limits
  }

  func begin(_ element: XMLElement, in path: [String]) throws(SheetError) {
    if element.name == "si" { current = "" }
  }

  func end(_ name: String, text: String, in path: [String]) throws(SheetError) {
    switch name {
    case "t" where !path.contains("rPh"): current += text
    case "si":
      byteCount += current.utf8.count
      guard byteCount <= limits.textBytesMax, texts.count < limits.cellCountMax else {
        throw SheetError(
          "has more than \(limits.textBytesMax >> 20) MiB of text; split it into smaller files")
      }
      texts.append(unescaped(current))
    default: break
    }
  }
}

/// `_x000D_` and the like stand for characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
func unescaped(_ text: String) -> String {
  guard text.contains("_x") else { return text }
  return text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
    UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
  }
}
