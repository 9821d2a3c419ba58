import Menus
import Primitives
import Testing

@Suite struct CSVReaderTests {
  /// `line:column text` of every cell, records apart by a bar.
  private func drawn(_ text: String) -> String {
    var reader = CSVReader(Array(text.utf8))
    var records: [String] = []
    while let record = reader.next() {
      records.append(record.cells.map { "\($0.line):\($0.column)[\($0.text)]" }.joined())
    }
    return records.joined(separator: "|")
  }

  private func faults(_ bytes: [UInt8]) -> [String] {
    var reader = CSVReader(bytes)
    while reader.next() != nil {}
    return reader.faults.map { "\($0.line):\($0.column) \($0.message)" }
  }

  private func faults(_ text: String) -> [String] { faults(Array(text.utf8)) }

  @Test(arguments: [
    ("", ""),
    ("a", "1:1[a]"),
    ("a\n", "1:1[a]"),
    ("a,b", "1:1[a]1:3[b]"),
    ("a,b\r\nc,d\r\n", "1:1[a]1:3[b]|2:1[c]2:3[d]"),
    ("a,", "1:1[a]1:3[]"),
    (",\n", "1:1[]1:2[]"),
    ("\n\na", "1:1[]|2:1[]|3:1[a]"),
    (" a , b ", "1:1[ a ]1:5[ b ]"),
    (#""a","b""#, "1:1[a]1:5[b]"),
    (#""a,b",c"#, "1:1[a,b]1:7[c]"),
    (#""say ""hi""",x"#, #"1:1[say "hi"]1:14[x]"#),
    ("\"a\nb\",c\nd", "1:1[a\nb]2:4[c]|3:1[d]"),
    ("\"a\r\nb\",c\r\nd", "1:1[a\r\nb]2:4[c]|3:1[d]"),
    (#""","#, "1:1[]1:4[]"),
    ("\u{FEFF}a,b", "1:1[a]1:3[b]"),
    ("米饭,1.00\n汤,2", "1:1[米饭]1:4[1.00]|2:1[汤]2:3[2]"),
    ("e\u{301},x", "1:1[e\u{301}]1:4[x]"),
    ("🍚,x", "1:1[🍚]1:3[x]"),
  ])
  func `cells are read with their places`(text: String, expected: String) {
    #expect(drawn(text) == expected)
    #expect(faults(text) == [])
  }

  @Test func `a quote inside a bare cell is a fault at its place`() {
    let message =
      "a quote inside a cell without quotes; put quotes round the cell and write this one twice"
    #expect(faults("x,5\" pan,y\nz") == ["1:4 \(message)"])
    #expect(drawn("x,5\" pan,y\nz") == "1:1[x]1:3[5\" pan]1:10[y]|2:1[z]")
    #expect(faults("a \"b\" \"c\"") == ["1:3 \(message)"])
  }

  @Test func `text after a closing quote is a fault at its place`() {
    let message =
      "text after a closing quote; a comma or the line's end is allowed, or write the quote twice"
    #expect(faults("\"a\"b,c") == ["1:4 \(message)"])
    #expect(faults("\"a\" ,c") == ["1:4 \(message)"])
    #expect(drawn("\"a\"b,c") == "1:1[a]1:6[c]")
  }

  @Test func `a quote that is never closed is a fault where it opens`() {
    let message = "this quote is never closed; close it or remove it"
    #expect(faults("a,b\nc,\"d\ne,f\n") == ["2:3 \(message)"])
    #expect(faults("\"") == ["1:1 \(message)"])
    #expect(faults("\"a\"\"") == ["1:1 \(message)"])
  }

  @Test func `a carriage return alone is a fault and ends the line`() {
    let message = "a carriage return without a line feed; end lines with CRLF or LF"
    #expect(faults("a\rb") == ["1:2 \(message)"])
    #expect(drawn("a\rb") == "1:1[a]|2:1[b]")
    #expect(faults("a\r") == ["1:2 \(message)"])
  }

  @Test(
    arguments: [
      ([0x61, 0x0A, 0xC3, 0xD7], "2:1 the byte 0xC3 at byte offset 2"),  // 米 begun in GBK
      ([0x61, 0x2C, 0x80], "1:3 the byte 0x80 at byte offset 2"),
      ([0xE7, 0xB1, 0xB3, 0xE7, 0xB1], "1:2 the byte 0xE7 at byte offset 3"),
      ([0xC0, 0xAF], "1:1 the byte 0xC0 at byte offset 0"),
      ([0xED, 0xA0, 0x80], "1:1 the byte 0xED at byte offset 0"),
      ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], "1:2 the byte 0xFF at byte offset 4"),
    ] as [([UInt8], String)])
  func `bytes that are not UTF-8 are named with their offset`(bytes: [UInt8], start: String) {
    #expect(
      faults(bytes) == [start + " is not UTF-8; save the file as UTF-8 (in Excel: \"CSV UTF-8\")"])
    var reader = CSVReader(bytes)
    #expect(reader.next() == nil)
  }

  @Test func `workbooks and UTF-16 are told apart from text`() {
    #expect(
      faults([0xFF, 0xFE, 0x61, 0x00]).first?.hasPrefix("1:1 this is UTF-16, not CSV") == true)
    #expect(faults([0xFE, 0xFF, 0x00, 0x61]).first?.hasPrefix("1:1 this is UTF-16") == true)
    #expect(faults([0x50, 0x4B, 0x03, 0x04]).first?.contains("an Excel workbook") == true)
    #expect(faults([0xD0, 0xCF, 0x11, 0xE0]).first?.contains("an old Excel workbook") == true)
  }

  @Test func `a cell past the size allowed is a fault and comes empty`() {
    let long = String(repeating: "x", count: CSVReader.cellByteCountMax)
    #expect(faults("a,\(long)\n") == [])
    #expect(faults("a,\(long)y\n") == ["1:3 a cell of 10001 bytes; allowed are 10000"])
    #expect(drawn("a,\(long)y,b") == "1:1[a]1:3[]1:10005[b]")
  }

  @Test func `what the writer writes is read back`() {
    var random = SeededGenerator(seed: 4180)
    let alphabet = Array("ab,\" \r\n;米🍚'\t")
    for _ in 0..<500 {
      let width = random.integer(1...4)
      let rows = (0..<random.integer(1...5)).map { _ in
        (0..<width).map { _ in
          String(
            (0..<random.integer(0...6)).map { _ in
              alphabet[random.integer(0...(alphabet.count - 1))]
            })
        }
      }
      var writer = CSVWriter(header: rows[0])
      for row in rows.dropFirst() { writer.append(row) }
      var reader = CSVReader(Array(writer.text.utf8))
      var back: [[String]] = []
      while let record = reader.next() { back.append(record.cells.map(\.text)) }
      #expect(reader.faults == [])
      #expect(back.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
    }
  }

  @Test func `no bytes make the reader trap or stand still`() {
    var random = SeededGenerator(seed: 1)
    let likely: [UInt8] = Array(",\"\r\n a1".utf8) + [0xEF, 0xBB, 0xBF, 0xE7, 0xB1, 0xB3, 0xFF, 0]
    for round in 0..<4_000 {
      let bytes = (0..<random.integer(0...60)).map { _ in
        round % 2 == 0
          ? UInt8(random.integer(0...255)) : likely[random.integer(0...(likely.count - 1))]
      }
      var reader = CSVReader(bytes)
      var count = 0
      var last = (0, 0)
      while let record = reader.next() {
        count += 1
        for cell in record.cells {
          #expect((cell.line, cell.column) > last)
          last = (cell.line, cell.column)
        }
      }
      #expect(count <= bytes.count + 1)
    }
  }
}
