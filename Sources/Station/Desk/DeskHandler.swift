internal import Foundation
internal import NIOCore

/// One connection to the command socket: a request in, replies out.
final class DeskHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let clerk: any DeskClerk
  private let open: ConnectionCount
  private var visitor: DeskVisitor?

  init(clerk: any DeskClerk, open: ConnectionCount) {
    self.clerk = clerk
    self.open = open
  }

  func channelActive(context: ChannelHandlerContext) {
    guard !open.enter() else { return }
    let visitor = visitor(on: context.channel)
    self.visitor = visitor
    visitor.reply(.refused(["too many commands at once: try again"]))
  }

  func channelInactive(context: ChannelHandlerContext) {
    open.leave()
    visitor?.leave()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard visitor == nil else { return }
    let line = Data(unwrapInboundIn(data).readableBytesView)
    let envelope = Self.envelope(in: line)
    let visitor = visitor(on: context.channel, claiming: envelope?.claim ?? DeskClaim())
    self.visitor = visitor
    guard let envelope else {
      return visitor.reply(
        .refused(["the station does not know this request: is the command of another version?"]))
    }
    clerk.perform(envelope.request, for: visitor)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// A request in its envelope, or one without: then nobody says who asks.
  private static func envelope(in line: Data) -> DeskEnvelope? {
    let decoder = JSONDecoder()
    if let envelope = try? decoder.decode(DeskEnvelope.self, from: line) { return envelope }
    guard let request = try? decoder.decode(DeskRequest.self, from: line) else { return nil }
    return DeskEnvelope(request, from: DeskClaim())
  }

  private func visitor(
    on channel: any Channel, claiming claim: DeskClaim = DeskClaim()
  ) -> DeskVisitor {
    let unread = UnreadBytes()
    return DeskVisitor(
      claim: claim,
      isBehind: { unread.isTooMany },
      { reply in
        guard var line = try? JSONEncoder().encode(reply) else { return }
        line.append(UInt8(ascii: "\n"))
        let count = line.count
        unread.add(count)
        channel.writeAndFlush(ByteBuffer(bytes: line)).whenComplete { _ in
          unread.add(-count)
          if reply.isLast { channel.close(promise: nil) }
        }
      })
  }
}
