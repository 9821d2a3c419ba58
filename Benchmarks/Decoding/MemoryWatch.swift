import Foundation
import Glibc

/// Watches the process's memory while frames are decoded: it must not grow.
enum MemoryWatch {
  /// What an allocator may still do once everything is warm.
  static let growthByteCountMax = 1_000_000

  /// Decodes that many frames and prints the memory in use on the way.
  static func watch(_ codec: Codec, frameCount: Int) {
    let pieces = codec.pieces
    let rounds = max(10, frameCount / codec.frameCount)
    var samples: [Int] = []
    for round in 0...rounds {
      precondition(codec.decode(pieces) == 2 * codec.frameCount)
      if round.isMultiple(of: max(1, rounds / 10)) { samples.append(residentByteCount) }
    }
    let texts = samples.map { "\($0 / 1024)" }.joined(separator: " ")
    print("\(rounds * codec.frameCount) frames; resident KiB on the way: \(texts)")
    let growth = (samples.last ?? 0) - samples[1]
    guard growth <= growthByteCountMax else {
      print("The memory grew by \(growth) bytes.")
      exit(1)
    }
  }

  private static var residentByteCount: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
