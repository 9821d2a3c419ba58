import Foundation
import Glibc

/// Watches the process's memory while frames are decoded: it must not grow.
struct MemoryWatch {
  /// What an allocator may still do once everything is warm.
  static let growthByteCountMax = 1_000_000

  /// How many frames were decoded.
  let frameCount: Int
  /// The memory in use when everything was warm, and at its most and its last after that.
  let warmByteCount: Int
  let highestByteCount: Int
  let lastByteCount: Int

  /// Decodes that many frames, a whole number of streams.
  init(_ codec: Codec, frameCount: Int) {
    let pieces = codec.pieces
    let streamCount = max(10, frameCount / Codec.frameCount)
    let samples = (0..<streamCount).map { _ in
      codec.decodeAll(pieces)
      return Self.residentByteCount
    }
    let warm = samples.dropFirst(streamCount / 10)
    self.frameCount = streamCount * Codec.frameCount
    warmByteCount = warm.first ?? 0
    highestByteCount = warm.max() ?? 0
    lastByteCount = warm.last ?? 0
  }

  /// Whether the memory stayed as it was.
  var isFlat: Bool { lastByteCount - warmByteCount <= Self.growthByteCountMax }

  private static var residentByteCount: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
