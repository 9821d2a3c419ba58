/// The memory blocks in an answer to reading a tag.
///
///     DB-N DB-SIZE, then for each: SEC-STATUS DB...
///
/// FEIG readers send every block most significant byte first, that is with its bytes in reverse
/// of the tag's memory. Here blocks are always in the tag's own order.
///
/// Source: FEIG system manual H60301-3e, pages 17, 63 and 64.
public struct FeigBlocks: Hashable, Sendable {
  /// The blocks in the tag's own byte order.
  public var blocks: [[UInt8]]

  /// Takes the data of an answer apart; nothing if its length does not fit what it announces.
  public init?(_ data: [UInt8]) {
    guard data.count >= 2 else { return nil }
    let count = Int(data[0])
    let stride = 1 + Int(data[1])
    guard stride > 1, data.count == 2 + count * stride else { return nil }
    blocks = (0..<count).map { index in
      let securityStatus = 2 + index * stride
      return data[securityStatus + 1..<securityStatus + stride].reversed()
    }
  }

  /// Blocks in the order of bytes in which a FEIG reader takes them.
  static func onTheWire(_ blocks: [[UInt8]]) -> [UInt8] {
    blocks.flatMap { $0.reversed() }
  }
}
