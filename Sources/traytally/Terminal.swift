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

  /// A secret from the environment, from a terminal that does not show it, or else from a line of
  /// standard input.
  ///
  /// - Throws: `Failure` if there is none.
  static func secret(_ question: String, _ variable: String) throws -> String {
    if let secret = ProcessInfo.processInfo.environment[variable] { return secret }
    guard isatty(STDIN_FILENO) == 1 else {
      guard let line = readLine(strippingNewline: true) else {
        throw Failure(
          "no secret: give it in \(variable) or as a line on standard input, or use a terminal")
      }
      return line
    }
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
      throw Failure("the terminal cannot be asked for a secret: give it in \(variable)")
    }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    write(question + ": ", to: STDERR_FILENO)
    let line = readLine(strippingNewline: true)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
    write("\n", to: STDERR_FILENO)
    guard let line, !line.isEmpty else { throw Failure("no secret was given") }
    return line
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

  /// A time as this machine's clock shows it: `2026-11-24 12:31:05`.
  static func time(_ milliseconds: Int64) -> String {
    var seconds = time_t(milliseconds / 1000)
    var local = tm()
    localtime_r(&seconds, &local)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%d %H:%M:%S", &local)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
