/// One event of a stream of server-sent events (WHATWG HTML, 9.2.6).
///
///     event: view
///     data: {"state":"bill", ...}
///     <empty line>
///
/// It has no id: whoever comes again is told the whole state anew.
struct ServerEvent: Hashable, Sendable {
  /// The bytes as they are sent.
  let bytes: [UInt8]

  /// Puts an event together; the data is one line.
  init(name: String, data: String) {
    bytes = Array("event: \(name)\ndata: \(data)\n\n".utf8)
  }

  /// Says nothing but that the line is still there.
  static let beat = ServerEvent(name: "beat", data: "0")

  /// How long a browser waits before it comes again, in milliseconds.
  static let retry = Array("retry: 500\n\n".utf8)
}
