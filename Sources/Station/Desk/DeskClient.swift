internal import Foundation
internal import NIOCore
internal import NIOPosix

/// Hands a request to a running station.
public enum DeskClient {
  /// True if a station's socket is there and somebody listens on it.
  public static func isServed(dataDirectory: String) async -> Bool {
    guard let channel = try? await connect(dataDirectory) else { return false }
    try? await channel.channel.close().get()
    return true
  }

  /// Sends a request and returns the last reply; the ones before it go to `onReply`.
  ///
  /// - Throws: `DeskError` if nobody listens, the connection breaks before the answer, or `onReply`
  ///   throws one, which ends the connection.
  public static func perform(
    _ request: DeskRequest, from claim: DeskClaim = DeskClaim(), dataDirectory: String,
    onReply: (DeskReply) throws(DeskError) -> Void = { _ in }
  ) async throws(DeskError) -> DeskReply {
    do {
      return try await exchange(
        DeskEnvelope(request, from: claim), over: connect(dataDirectory), onReply: onReply)
    } catch let error as DeskError {
      throw error
    } catch {
      throw DeskError("the station's command socket broke (\(error)): see the station's log")
    }
  }

  private static func exchange(
    _ envelope: DeskEnvelope, over connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
    onReply: (DeskReply) throws(DeskError) -> Void
  ) async throws -> DeskReply {
    try await connection.executeThenClose { inbound, outbound in
      var line = try JSONEncoder().encode(envelope)
      line.append(UInt8(ascii: "\n"))
      try await outbound.write(ByteBuffer(bytes: line))
      for try await bytes in inbound {
        let reply = try JSONDecoder().decode(DeskReply.self, from: Data(bytes.readableBytesView))
        switch reply {
        case .answer, .refused: return reply
        case .progress, .text: try onReply(reply)
        }
      }
      throw DeskError("the station ended before it answered: ask again when it runs")
    }
  }

  private static func connect(
    _ dataDirectory: String
  ) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    let path = dataDirectory + "/" + DeskServer.socketName
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(unixDomainSocketPath: path) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            ByteToMessageHandler(LineFrames(bytesMax: DeskServer.requestBytesMax)))
          return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
      }
  }
}
