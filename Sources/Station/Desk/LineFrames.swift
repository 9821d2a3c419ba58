internal import NIOCore

/// Cuts the stream into lines, without their line feed.
struct LineFrames: ByteToMessageDecoder {
  typealias InboundOut = ByteBuffer

  private let bytesMax: Int
  private var search = LineSearch()

  init(bytesMax: Int) {
    self.bytesMax = bytesMax
  }

  mutating func decode(
    context: ChannelHandlerContext, buffer: inout ByteBuffer
  ) throws -> DecodingState {
    guard let length = search.lineLength(in: buffer.readableBytesView) else {
      if buffer.readableBytes > bytesMax { throw DeskError("the request is too long") }
      return .needMoreData
    }
    guard let line = buffer.readSlice(length: length) else { return .needMoreData }
    buffer.moveReaderIndex(forwardBy: 1)
    context.fireChannelRead(NIOAny(line))
    return .continue
  }
}

/// Looks for the end of a line in bytes that come piece by piece, at every byte once.
///
/// A file of many megabytes comes in thousands of pieces; to look from its beginning each time
/// would take minutes.
struct LineSearch {
  private var searchedCount = 0

  /// The number of bytes before the first line feed, or nothing if there is none yet.
  ///
  /// - Parameter bytes: all that has come and belongs to no line found before.
  mutating func lineLength(in bytes: some Collection<UInt8>) -> Int? {
    let unsearched = bytes.dropFirst(searchedCount)
    guard let end = unsearched.firstIndex(of: UInt8(ascii: "\n")) else {
      searchedCount = bytes.count
      return nil
    }
    defer { searchedCount = 0 }
    return searchedCount + unsearched.distance(from: unsearched.startIndex, to: end)
  }
}
