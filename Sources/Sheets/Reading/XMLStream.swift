import CExpat

/// What an element begins with: its name and attributes without prefixes.
struct XMLElement {
  var name: String
  var attributes: [String: String]
}

/// What reads a stream of XML.
protocol XMLReading: AnyObject {
  /// An element begins inside those in `path`, itself not among them.
  func begin(_ element: XMLElement, in path: [String]) throws(SheetError)
  /// An element ends; `text` is what stands directly in it.
  func end(_ name: String, text: String, in path: [String]) throws(SheetError)
}

/// Feeds XML to a reader as it comes, through Expat.
///
/// A document type declaration ends the reading at once, so no entity is ever defined, let alone
/// expanded or fetched. Depth and text are bounded.
final class XMLStream {
  private static let depthMax = 64
  private static let textBytesMax = 1 << 20

  private let parser: XML_Parser
  private let reader: any XMLReading
  private let name: String
  private var path: [String] = []
  private var texts: [[UInt8]] = []
  private var failure: SheetError?

  /// - Parameter name: the part of the workbook, for errors.
  init(_ reader: any XMLReading, name: String) throws(SheetError) {
    guard let parser = XML_ParserCreateNS(nil, XML_Char(UInt8(ascii: "|"))) else {
      throw SheetError("could not be read for want of memory; try again")
    }
    self.parser = parser
    self.reader = reader
    self.name = name
  }

  deinit { XML_ParserFree(parser) }

  /// Reads a whole part of a workbook.
  static func read(
    _ name: String, of archive: ZipArchive, with reader: any XMLReading
  ) throws(SheetError) {
    let stream = try XMLStream(reader, name: name)
    stream.listen()
    try archive.read(name) { piece throws(SheetError) in try stream.take(piece, isLast: false) }
    try stream.take(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
  }

  private func listen() {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name, let stream = XMLStream.from(data) else { return }
        stream.begin(String(cString: name), attributes)
      },
      { data, _ in XMLStream.from(data)?.end() })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      guard let text, length > 0 else { return }
      XMLStream.from(data)?.add(UnsafeBufferPointer(start: text, count: Int(length)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLStream.from(data)?.fail(
        SheetError("declares a document type, which no spreadsheet program does; it is refused"))
    }
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
    data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(SheetError) {
    let status = XML_Parse(
      parser, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count), isLast ? 1 : 0)
    if let failure { throw failure }
    guard status == XML_STATUS_OK else {
      throw SheetError(
        "has broken XML in \(name), line \(XML_GetCurrentLineNumber(parser)); save it again")
    }
  }

  private func fail(_ error: SheetError) {
    failure = failure ?? error
    XML_StopParser(parser, 0)
  }

  private func begin(
    _ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard failure == nil else { return }
    guard path.count < Self.depthMax else {
      return fail(SheetError("is nested deeper than any workbook in \(self.name); it is refused"))
    }
    var element = XMLElement(name: Self.local(name), attributes: [:])
    var index = 0
    while let key = attributes?[index], let value = attributes?[index + 1] {
      element.attributes[Self.local(String(cString: key))] = String(cString: value)
      index += 2
    }
    do throws(SheetError) {
      try reader.begin(element, in: path)
    } catch {
      return fail(error)
    }
    path.append(element.name)
    texts.append([])
  }

  private func end() {
    guard failure == nil, let name = path.popLast(), let text = texts.popLast() else { return }
    do throws(SheetError) {
      try reader.end(name, text: String(decoding: text, as: UTF8.self), in: path)
    } catch {
      fail(error)
    }
  }

  private func add(_ text: UnsafeBufferPointer<CChar>) {
    guard failure == nil, !texts.isEmpty else { return }
    texts[texts.count - 1] += text.lazy.map { UInt8(bitPattern: $0) }
    if texts[texts.count - 1].count > Self.textBytesMax {
      fail(SheetError("has a text of more than 1 MiB in \(name); it is refused"))
    }
  }

  private static func local(_ name: String) -> String {
    name.split(separator: "|").last.map { String($0) } ?? name
  }
}
