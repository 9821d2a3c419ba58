/// Reads `.xlsx` workbooks strictly: all of one, or one sentence that says what is wrong.
///
/// The format is ECMA-376, "Office Open XML": a zip of XML parts. Read are shared and inline
/// texts, numbers by their formats, truth values, dates of both systems, and the stored values of
/// formulas. Macros, links and pictures are never looked at.
public enum WorkbookReader {
  /// True if the bytes begin as a zip does.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
  }

  /// The sheets in the order of their tabs.
  public static func sheets(
    of bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
  ) throws(SheetError) -> [WorkbookSheet] {
    let archive = try ZipArchive(bytes, limits: limits)
    let start = Relationships(folder: "")
    try XMLStream.read("_rels/.rels", of: archive, with: start)
    guard let main = start.path(ofKind: "officeDocument"), !main.hasSuffix(".bin") else {
      throw SheetError("is no .xlsx workbook; save it as \"Excel workbook (.xlsx)\"")
    }
    let contents = WorkbookContents()
    try XMLStream.read(main, of: archive, with: contents)
    let steps = main.split(separator: "/")
    let folder = steps.dropLast().joined(separator: "/")
    let links = Relationships(folder: folder)
    let linksPath = (folder.isEmpty ? "" : folder + "/") + "_rels/\(steps.last ?? "").rels"
    try XMLStream.read(linksPath, of: archive, with: links)
    return try sheets(contents, links, archive, limits)
  }

  private static func sheets(
    _ contents: WorkbookContents, _ links: Relationships, _ archive: ZipArchive,
    _ limits: WorkbookLimits
  ) throws(SheetError) -> [WorkbookSheet] {
    guard contents.sheets.count <= limits.sheetCountMax else {
      throw SheetError(
        "has \(contents.sheets.count) sheets; allowed are \(limits.sheetCountMax)")
    }
    let formats = NumberFormats()
    if let path = links.path(ofKind: "styles") {
      try XMLStream.read(path, of: archive, with: formats)
    }
    let strings = SharedStrings(limits)
    if let path = links.path(ofKind: "sharedStrings") {
      try XMLStream.read(path, of: archive, with: strings)
    }
    var sheets: [WorkbookSheet] = []
    for listed in contents.sheets {
      guard let target = links.targets[listed.id], target.kind == "worksheet" else { continue }
      let reading = SheetReading(
        texts: strings.texts, formats: formats, is1904: contents.is1904, limits: limits)
      try XMLStream.read(target.path, of: archive, with: reading)
      sheets.append(reading.sheet(name: listed.name, isHidden: listed.isHidden))
    }
    return sheets
  }
}
