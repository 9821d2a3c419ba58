import Foundation
import Station

/// The two ways out: data on standard output, talk on standard error.
enum Terminal {
  /// The size of the terminal that standard output goes to, 80 by 24 if it does not tell; nothing
  /// if there is none.
  static var size: TerminalSize? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
      window.ws_row > 0
    else { return TerminalSize(columns: 80, rows: 24) }
    return TerminalSize(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Prints data.
  static func print(_ text: String, terminator: String = "\n") {
    write(text + terminator, to: STDOUT_FILENO)
  }

  /// Says something to whoever runs the command.
  static func say(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Shows how far long work has come; on a terminal only.
  static func progress(_ share: Double, of what: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let percent = Int(share * 100)
    let bar = String(repeating: "#", count: percent / 4)
    let space = String(repeating: " ", count: 25 - percent / 4)
    write("\r\(what) [\(bar)\(space)] \(percent) %", to: STDERR_FILENO)
    if share >= 1 { clearProgress() }
  }

  /// Takes the last word on progress away, so that the next line begins at its beginning.
  static func clearProgress() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    write("\r\u{1B}[K", to: STDERR_FILENO)
  }

  /// Prints a value as JSON with sorted keys like `business_day`, on several lines or on one.
  static func printJSON(_ value: some Encodable, onOneLine: Bool = false) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !onOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Writes everything or, if nobody reads any more, nothing.
  private static func write(_ text: String, to file: Int32) {
    var bytes = ArraySlice(text.utf8)
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
