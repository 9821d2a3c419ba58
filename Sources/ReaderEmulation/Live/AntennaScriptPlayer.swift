import Glibc
import Primitives

/// Plays an antenna script line by line as it comes: from a file, standard input or a FIFO.
public struct AntennaScriptPlayer: Sendable {
  /// How the script ended.
  public enum End: Equatable, Sendable {
    /// By `quit`.
    case quit
    /// There is nothing more to read.
    case outOfLines
  }

  private static let lineBytesMax = 65_536

  private let stage: AntennaStage
  private let complain: @Sendable (AntennaScriptError) -> Void

  /// Makes a player; a line that cannot be followed is complained about and passed over.
  public init(
    stage: AntennaStage, complain: @escaping @Sendable (AntennaScriptError) -> Void
  ) {
    self.stage = stage
    self.complain = complain
  }

  /// Opens a script for `play`: `-` is standard input, a FIFO stays open from writer to writer.
  ///
  /// Gives a file descriptor for the caller to close; nothing if it cannot be opened, and `errno`
  /// says why.
  public static func open(_ path: String) -> Int32? {
    if path == "-" { return STDIN_FILENO }
    var about = stat()
    let isFIFO = stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFIFO
    let file = Glibc.open(path, (isFIFO ? O_RDWR : O_RDONLY) | O_CLOEXEC)
    return file >= 0 ? file : nil
  }

  /// Reads and plays until `quit` or the end; blocks the calling thread.
  public func play(fileDescriptor: Int32) -> End {
    var number = 0
    var pending: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(fileDescriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      pending += chunk[..<count]
      while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        number += 1
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        if !follow(line, number: number) { return .quit }
      }
      if pending.count > Self.lineBytesMax {
        complain(AntennaScriptError(line: number + 1, message: "the line is too long"))
        pending = []
      }
    }
    return follow(String(decoding: pending, as: UTF8.self), number: number + 1)
      ? .outOfLines : .quit
  }

  /// Plays one line; false if the script is to end.
  private func follow(_ line: String, number: Int) -> Bool {
    do {
      guard let command = try AntennaScript.command(line, number: number) else { return true }
      if command == .quit { return false }
      if case .wait(let duration) = command {
        usleep(UInt32(clamping: duration.wholeNanoseconds / 1000))
      }
      stage.perform(command)
    } catch {
      complain(error)
    }
    return true
  }
}
