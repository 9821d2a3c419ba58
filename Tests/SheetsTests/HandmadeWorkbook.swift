/// A workbook put together by hand, part by part, so that a test can put anything into it.
struct HandmadeWorkbook {
  var parts: [String: String]
  /// The entry that is marked as locked with a password.
  var locked: String?

  /// A workbook of one sheet with this content inside `worksheet`.
  init(
    sheet: String, strings: String = "", styles: String = "", properties: String = "",
    beforeRoot: String = ""
  ) {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = [
      "_rels/.rels": """
      <Relationships xmlns="\(package)"><Relationship Id="rId1" \
      Type="\(links)/officeDocument" Target="xl/workbook.xml"/></Relationships>
      """,
      "xl/workbook.xml": """
      <workbook xmlns="\(main)" xmlns:r="\(links)"><workbookPr \(properties)/><sheets>\
      <sheet name="Dishes" sheetId="1" r:id="rId1"/></sheets></workbook>
      """,
      "xl/_rels/workbook.xml.rels": """
      <Relationships xmlns="\(package)">\
      <Relationship Id="rId1" Type="\(links)/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="rId2" Type="\(links)/sharedStrings" Target="/xl/sharedStrings.xml"/>\
      <Relationship Id="rId3" Type="\(links)/styles" Target="./styles.xml"/></Relationships>
      """,
      "xl/sharedStrings.xml": "<sst xmlns=\"\(main)\">\(strings)</sst>",
      "xl/styles.xml": "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>",
      "xl/worksheets/sheet1.xml":
        "\(beforeRoot)<worksheet xmlns=\"\(main)\">\(sheet)</worksheet>",
    ]
  }

  /// The zip, with its parts as they are.
  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    let names = parts.keys.sorted()
    for name in names {
      let content = Array((parts[name] ?? "").utf8)
      let flags = name == locked ? 1 : 0
      let about =
        number(20, 2) + number(flags, 2) + number(0, 2) + number(0, 4) + number(crc(content), 4)
        + number(content.count, 4) + number(content.count, 4) + number(name.utf8.count, 2)
        + number(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + number(20, 2) + about + number(0, 10) + number(file.count, 4)
        + Array(name.utf8)
      file += [0x50, 0x4B, 3, 4] + about + Array(name.utf8) + content
    }
    let end =
      [0x50, 0x4B, 5, 6] + number(0, 4) + number(names.count, 2) + number(names.count, 2)
      + number(directory.count, 4) + number(file.count, 4) + number(0, 2)
    return file + directory + end
  }

  private func number(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }

  /// CRC-32 of ISO 3309, as zip wants it.
  private func crc(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 0 ? 0 : 0xEDB8_8320) }
    }
    return Int(~crc)
  }
}
