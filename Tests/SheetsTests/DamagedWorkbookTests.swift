import Foundation
import Sheets
import Testing

/// Files as a bad disk, a broken mail program or an attacker make them: refused or read, never
/// trapped on.
@Suite struct DamagedWorkbookTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let sheet = """
    <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46352</v></c></row>\
    <row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2" t="e"><v>#N/A</v></c></row>\
    </sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>
    """

  private static let book = HandmadeWorkbook(
    sheet: sheet, strings: "<si><t>dish</t></si>",
    styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")

  @Test(arguments: 1...8) func `parts with any byte changed`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    var (readCount, refusedCount) = (0, 0)
    for _ in 0..<250 {
      var book = Self.book
      let name = book.parts.keys.sorted().randomElement(using: &dice) ?? ""
      var bytes = Array((book.parts[name] ?? "").utf8)
      for _ in 0...Int.random(in: 0...2, using: &dice) {
        let offset = Int.random(in: 0..<max(1, bytes.count), using: &dice)
        switch Int.random(in: 0...3, using: &dice) {
        case 0: bytes[offset] = UInt8.random(in: 0x20...0x7E, using: &dice)
        case 1: bytes.remove(at: offset)
        case 2: bytes.insert(contentsOf: Array("99999999999".utf8), at: offset)
        default: bytes[offset] ^= 1 << UInt8.random(in: 0...7, using: &dice)
        }
      }
      book.parts[name] = String(decoding: bytes, as: UTF8.self)
      if (try? WorkbookReader.sheets(of: book.bytes)) == nil {
        refusedCount += 1
      } else {
        readCount += 1
      }
    }
    #expect(readCount > 0 && refusedCount > 0, "read \(readCount), refused \(refusedCount)")
  }

  @Test(arguments: 1...8) func `zips with any byte changed, cut short or doubled`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 0x2545_F491_4F6C_DD1D)
    var refusedCount = 0
    for _ in 0..<250 {
      var bytes = Self.book.bytes
      let offset = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0...3, using: &dice) {
      case 0: bytes.removeSubrange(offset...)
      case 1: bytes.remove(at: offset)
      case 2: bytes.insert(contentsOf: bytes[offset...].prefix(100), at: offset)
      default: bytes[offset] ^= 1 << UInt8.random(in: 0...7, using: &dice)
      }
      if (try? WorkbookReader.sheets(of: bytes)) == nil { refusedCount += 1 }
    }
    #expect(refusedCount > 100)
  }

  @Test func `text in other encodings is converted only when it surely is GB18030`() {
    let utf8 = Array("菜品,价格\n".utf8)
    #expect(OfficeText(utf8).bytes == utf8 && OfficeText(utf8).encoding == nil)
    // 菜品,价格 in GBK.
    let gbk: [UInt8] = [0xB2, 0xCB, 0xC6, 0xB7, 0x2C, 0xBC, 0xDB, 0xB8, 0xF1, 0x0A]
    #expect(OfficeText(gbk).bytes == utf8 && OfficeText(gbk).encoding == "GB18030")
    // Käse, Öl in Windows-1252, which GBK could read as something else.
    let german: [UInt8] = [0x4B, 0xE4, 0x73, 0x65, 0x2C, 0x20, 0xD6, 0x6C]
    #expect(OfficeText(german).bytes == german && OfficeText(german).encoding == nil)
    #expect(OfficeText([0xB2]).encoding == nil && OfficeText([]).bytes.isEmpty)
  }
}
