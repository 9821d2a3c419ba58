import ReaderEmulation
import Testing

@Suite(.timeLimit(.minutes(1)))
struct EmulatedReaderChannelTests {
  /// A channel whose events can be waited for.
  private final class Line: Sendable {
    private let events: AsyncStream<EmulatedChannelEvent>
    let channel: EmulatedReaderChannel

    init(_ reader: any EmulatedReader) {
      let (events, told) = AsyncStream.makeStream(of: EmulatedChannelEvent.self)
      self.events = events
      channel = EmulatedReaderChannel(
        EmulatedReaderBox(reader), onArrival: { told.yield(.lost("arrived")) },
        onEvent: { told.yield($0) })
    }

    func next() async -> EmulatedChannelEvent? {
      await events.first { _ in true }
    }
  }

  private let version: [UInt8] = [0x05, 0xFF, 0x65, 0xE5, 0xCB]

  @Test func `a request is answered in live time`() async {
    let line = Line(FeigReaderEmulator(antenna: AntennaField(seed: 1)))
    line.channel.open()
    #expect(await line.next() == .opened)
    line.channel.send(version)
    guard case .received(let bytes) = await line.next() else {
      Issue.record("no bytes")
      return
    }
    #expect(bytes.count == 13)
    line.channel.close()
  }

  @Test func `pulling the plug loses the channel, and plugging in lets it open again`() async {
    let line = Line(FeigReaderEmulator(antenna: AntennaField(seed: 1)))
    line.channel.open()
    #expect(await line.next() == .opened)
    line.channel.unplug()
    #expect(await line.next() == .lost("the emulated reader was unplugged"))
    line.channel.send(version)
    line.channel.open()
    #expect(await line.next() == .lost("the emulated reader is unplugged: plug it in"))
    line.channel.plug()
    #expect(await line.next() == .lost("arrived"))
    line.channel.open()
    #expect(await line.next() == .opened)
    line.channel.close()
  }
}
