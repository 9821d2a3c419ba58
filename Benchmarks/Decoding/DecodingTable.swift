import Foundation

/// What was measured of every codec, one in a row.
struct DecodingTable {
  /// Frames over which the memory is watched, if that takes no longer than `watchSecondsMax`.
  static let frameCount = 10_000_000
  static let watchSecondsMax = 60.0

  private static let columns = [30, 12, 8, 14, 10, 10, 10]

  /// Measures one codec after another and prints its row; true if no memory grew.
  func measure(_ codecs: [Codec]) -> Bool {
    print(Self.row(["codec", "frames/s", "MB/s", "frames", "warm KiB", "most KiB", "last KiB"]))
    let areFlat = codecs.map { codec in
      let rate = codec.framesPerSecond()
      let affordable = Int(rate * Self.watchSecondsMax)
      let watch = MemoryWatch(codec, frameCount: min(Self.frameCount, affordable))
      let kibibytes = [watch.warmByteCount, watch.highestByteCount, watch.lastByteCount].map {
        "\($0 / 1024)"
      }
      let megabytes = String(format: "%.1f", rate * Double(codec.frameByteCount) / 1_000_000)
      print(
        Self.row([codec.name, "\(Int(rate))", megabytes, "\(watch.frameCount)"] + kibibytes)
          + (watch.isFlat ? "" : "  the memory grew"))
      return watch.isFlat
    }
    return areFlat.allSatisfy(\.self)
  }

  private static func row(_ cells: [String]) -> String {
    zip(cells, columns).enumerated().map { number, cell in
      let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return number == 0 ? cell.0 + padding : padding + cell.0
    }.joined()
  }
}
