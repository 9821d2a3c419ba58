/// One event of a stream of server-sent events (WHATWG HTML, 9.2.6).
///
///     id: 12
///     event: view
///     data: {"state":"bill", ...}
///     <empty line>
struct ServerEvent: Hashable, Sendable {
  /// The bytes as they are sent.
  let bytes: [UInt8]

  /// Puts an event together; the data is one line.
  init(id: Int, name: String, data: String) {
    bytes = Array("id: \(id)\nevent: \(name)\ndata: \(data)\n\n".utf8)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Says nothing but that the line is still there.
  static let beat = ServerEvent(bytes: Array("event: beat\ndata: 0\n\n".utf8))

  /// How long a browser waits before it comes again, in milliseconds.
  static let retry = Array("retry: 500\n\n".utf8)
}
