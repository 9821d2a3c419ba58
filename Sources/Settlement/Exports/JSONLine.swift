import Primitives

/// One line of JSON (RFC 8259), its members in the order in which they are added.
///
/// Written by hand, because millions of records pass through it in one export.
struct JSONLine {
  private(set) var bytes: [UInt8]
  private var isFirst = true

  /// Begins an object.
  init() {
    bytes = []
    bytes.reserveCapacity(1024)
    bytes.append(UInt8(ascii: "{"))
  }

  /// The object's end and the line's.
  mutating func end() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  mutating func add(_ name: String, _ text: String?) {
    begin(name)
    if let text { write(text) } else { write(raw: "null") }
  }

  mutating func add(_ name: String, _ number: Int64?) {
    begin(name)
    if let number { write(raw: String(number)) } else { write(raw: "null") }
  }

  mutating func add(_ name: String, _ number: Int?) { add(name, number.map { Int64($0) }) }

  mutating func add(_ name: String, _ id: UniqueID?) { add(name, id?.description) }

  /// A list of objects.
  mutating func add<Item>(
    _ name: String, objects items: [Item], _ fill: (inout JSONLine, Item) -> Void
  ) {
    list(name, items) { line, item in
      var object = JSONLine()
      fill(&object, item)
      line.bytes += object.bytes
      line.bytes.append(UInt8(ascii: "}"))
    }
  }

  /// A list of pairs of a name and a number.
  mutating func add(_ name: String, pairs: [(String, Int64)]) {
    list(name, pairs) { line, pair in
      line.bytes.append(UInt8(ascii: "["))
      line.write(pair.0)
      line.bytes.append(UInt8(ascii: ","))
      line.write(raw: String(pair.1))
      line.bytes.append(UInt8(ascii: "]"))
    }
  }

  /// An object of numbers.
  mutating func add(_ name: String, object members: [(String, Int64)]) {
    begin(name)
    var object = JSONLine()
    for (name, number) in members { object.add(name, number) }
    bytes += object.bytes
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func list<Item>(
    _ name: String, _ items: [Item], _ write: (inout JSONLine, Item) -> Void
  ) {
    begin(name)
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, item)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ name: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    write(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func write(raw text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        write(raw: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
